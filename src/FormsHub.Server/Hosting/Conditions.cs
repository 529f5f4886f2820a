using System.Globalization;
using FormsHub.Core.Results;

namespace FormsHub.Server.Hosting;

/// <summary>Conditional requests (RFC 9110, 13) whose entity tag is a revision number, and idempotency keys.</summary>
public static class Conditions
{
    public const string IdempotencyHeader = "Idempotency-Key";

    private const int MaxKeyLength = 200;

    private static readonly Problem BadIfMatch = Problem.Invalid(
        "bad_if_match", $"If-Match must be the ETag that the server gave, such as \"3\", or *.", $"If-Match 必须是服务器返回的 ETag（如 \"3\"）或 *。");

    private static readonly Problem BadIdempotencyKey = Problem.Invalid(
        "bad_idempotency_key",
        $"Idempotency-Key must be one value of 1 to {MaxKeyLength} printable ASCII characters.",
        $"Idempotency-Key 必须是单个值，由 1 到 {MaxKeyLength} 个可打印 ASCII 字符组成。");

    /// <summary>
    /// The revision that If-Match demands; null where it is absent or "*". Of a list it is the greatest, because revisions only grow;
    /// a tag that was never given is a revision that never was.
    /// </summary>
    public static Result<int?> IfMatch(this HttpRequest request)
    {
        var header = request.Headers.IfMatch.ToString().Trim();
        if (header is "" or "*") return (int?)null;
        var wanted = 0;
        foreach (var each in header.Split(','))
        {
            var tag = each.Trim();
            if (tag.StartsWith("W/", StringComparison.Ordinal)) tag = tag[2..];
            var isQuoted = tag is ['"', .., '"'] && tag.Length > 1;
            var isOurs = int.TryParse(isQuoted ? tag[1..^1] : tag, NumberStyles.None, CultureInfo.InvariantCulture, out var revision);
            if (!isQuoted && !isOurs) return BadIfMatch;
            if (isOurs) wanted = Math.Max(wanted, revision);
        }
        return wanted;
    }

    /// <summary>True where If-None-Match already names that revision: the answer is 304.</summary>
    public static bool IsUnchanged(this HttpRequest request, int revision) =>
        request.Headers.IfNoneMatch.Count > 0 && request.Headers.IfNoneMatch.ToString().Contains(Tag(revision), StringComparison.Ordinal);

    public static void SetETag(this HttpResponse response, int revision) => response.Headers.ETag = Tag(revision);

    /// <summary>The Idempotency-Key; null where there is none.</summary>
    public static Result<string?> IdempotencyKey(this HttpRequest request)
    {
        var values = request.Headers[IdempotencyHeader];
        if (values.Count is 0) return (string?)null;
        var key = values.Count is 1 ? values[0]!.Trim() : "";
        return key.Length is > 0 and <= MaxKeyLength && key.All(c => c is >= '!' and <= '~') ? key : BadIdempotencyKey;
    }

    private static string Tag(int revision) => string.Create(CultureInfo.InvariantCulture, $"\"{revision}\"");
}
