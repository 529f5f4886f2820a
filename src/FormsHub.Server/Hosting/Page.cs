using System.Buffers.Text;
using System.Text;
using FormsHub.Core.Results;

namespace FormsHub.Server.Hosting;

/// <summary>A page of a list.</summary>
public sealed record Page<T>(IReadOnlyList<T> Items, PageInfo PageInfo)
{
    /// <summary>The whole list.</summary>
    public static Page<T> Whole(IReadOnlyList<T> items) => new(items, new PageInfo(null, HasNextPage: false));
}

/// <summary>Where a page ends; <see cref="EndCursor"/> as <c>after</c> asks for the next one.</summary>
public sealed record PageInfo(string? EndCursor, bool HasNextPage);

/// <summary>Cursors over one text: opaque for the caller.</summary>
public static class PageCursor
{
    public const int Largest = 1000;
    public const int Usual = 50;

    internal static readonly Problem Bad = Problem.Invalid(
        "bad_cursor", $"\"after\" must be the endCursor of an earlier page.", $"“after”必须是上一页返回的 endCursor。") with
    {
        Errors = [new FieldError("/after", "bad_cursor", new Message($"This is no cursor.", $"游标无效。"))],
    };

    private static readonly Problem BadFirst = Problem.Invalid(
        "bad_first", $"\"first\" must be from 1 to {Largest}.", $"“first”必须在 1 到 {Largest} 之间。") with
    {
        Errors = [new FieldError("/first", "out_of_range", new Message($"must be from 1 to {Largest}", $"必须在 1 到 {Largest} 之间"))],
    };

    public static string Of(string key) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(key));

    /// <summary>The key behind a cursor; null without one.</summary>
    public static Result<string?> Read(string? after)
    {
        if (string.IsNullOrEmpty(after)) return (string?)null;
        if (!Base64Url.IsValid(after)) return Bad;
        var key = Encoding.UTF8.GetString(Base64Url.DecodeFromChars(after));
        return key.Contains('\uFFFD', StringComparison.Ordinal) || key.Contains('\0', StringComparison.Ordinal) ? Bad : key;
    }

    public static Result<int> First(int? first) => first is null ? Usual : first is >= 1 and <= Largest ? first.Value : BadFirst;

    /// <summary>A page from a list that was asked for one more than <paramref name="first"/>.</summary>
    public static Page<T> Page<T>(List<T> found, int first, Func<T, string> key)
    {
        var more = found.Count > first;
        if (more) found.RemoveRange(first, found.Count - first);
        return new Page<T>(found, new PageInfo(found.Count is 0 ? null : Of(key(found[^1])), more));
    }
}
