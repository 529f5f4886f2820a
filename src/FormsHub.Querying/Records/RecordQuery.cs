using System.Globalization;
using System.Text.Json;
using FormsHub.Core.Results;

namespace FormsHub.Querying.Records;

/// <summary>A question about the records of one form, as <c>POST /forms/{form}/records/query</c> asks it.</summary>
public sealed record RecordQuery
{
    public const int MaxFirst = 1000;
    public const int DefaultFirst = 50;
    public const int MaxSearch = 200;

    private static readonly string[] Members =
        ["filter", "search", "sort", "select", "first", "after", "count", "asOf", "deleted", "view"];

    /// <summary>A filter of the algebra; it is read when the question is planned.</summary>
    public JsonElement? Filter { get; init; }
    public string? Search { get; init; }

    /// <summary>Keys such as "-verifiedAt"; null: as the view says, else the latest change first.</summary>
    public IReadOnlyList<string>? Sort { get; init; }

    /// <summary>The keys of the fields to answer with; null: all.</summary>
    public IReadOnlyList<string>? Select { get; init; }
    public int First { get; init; } = DefaultFirst;
    public string? After { get; init; }

    /// <summary>Whether to answer the total count too.</summary>
    public bool Count { get; init; }

    /// <summary>Answer with the records as they were at that moment.</summary>
    public DateTimeOffset? AsOf { get; init; }

    /// <summary>Ask the recycle bin instead of the live records.</summary>
    public bool Deleted { get; init; }

    /// <summary>The key of a view, whose filter and search are met too, and whose sort serves where none is given.</summary>
    public string? View { get; init; }

    /// <summary>Reads a request's body; all that is wrong with it is told.</summary>
    public static Result<RecordQuery> Read(JsonElement body)
    {
        var errors = new List<FieldError>();
        if (body.ValueKind is not JsonValueKind.Object)
            return QueryProblems.Invalid([QueryErrors.WrongType("", $"must be an object", $"必须是对象")]);
        var query = new RecordQuery();
        foreach (var member in body.EnumerateObject())
        {
            var path = "/" + member.Name;
            if (member.Value.ValueKind is JsonValueKind.Null && Members.Contains(member.Name)) continue;
            query = member.Name switch
            {
                "filter" => query with { Filter = member.Value },
                "search" => query with { Search = Text(member.Value, path, MaxSearch, errors) },
                "sort" => query with { Sort = Texts(member.Value, path, errors) },
                "select" => query with { Select = Texts(member.Value, path, errors) },
                "first" => query with { First = Count1000(member.Value, path, errors) },
                "after" => query with { After = Text(member.Value, path, 20_000, errors) },
                "count" => query with { Count = Flag(member.Value, path, errors) },
                "asOf" => query with { AsOf = Moment(member.Value, path, errors) },
                "deleted" => query with { Deleted = Flag(member.Value, path, errors) },
                "view" => query with { View = Text(member.Value, path, 100, errors) },
                _ => Unknown(query, member.Name, errors),
            };
        }
        return errors.Count is 0 ? query : QueryProblems.Invalid(errors);
    }

    private static RecordQuery Unknown(RecordQuery query, string name, List<FieldError> errors)
    {
        errors.Add(QueryErrors.UnknownMember("/" + name, name, Members));
        return query;
    }

    private static string? Text(JsonElement value, string path, int longest, List<FieldError> errors)
    {
        if (value.ValueKind is not JsonValueKind.String) errors.Add(QueryErrors.WrongType(path, $"must be a text", $"必须是文本"));
        else if (value.GetString() is not { } text || text.Length > longest || text.Contains('\0'))
            errors.Add(new FieldError(path, "too_long", new Message($"must have at most {longest} characters", $"最多 {longest} 个字符")));
        else return text;
        return null;
    }

    private static List<string>? Texts(JsonElement value, string path, List<FieldError> errors)
    {
        if (value.ValueKind is JsonValueKind.Array && value.EnumerateArray().All(item => item.ValueKind is JsonValueKind.String))
            return [.. value.EnumerateArray().Select(item => item.GetString()!)];
        errors.Add(QueryErrors.WrongType(path, $"must be a list of texts", $"必须是文本列表"));
        return null;
    }

    private static int Count1000(JsonElement value, string path, List<FieldError> errors)
    {
        if (value.ValueKind is JsonValueKind.Number && value.TryGetInt32(out var count) && count is >= 1 and <= MaxFirst) return count;
        errors.Add(new FieldError(path, "out_of_range", new Message($"must be a whole number from 1 to {MaxFirst}", $"必须是 1 到 {MaxFirst} 的整数")));
        return DefaultFirst;
    }

    private static bool Flag(JsonElement value, string path, List<FieldError> errors)
    {
        if (value.ValueKind is JsonValueKind.True or JsonValueKind.False) return value.GetBoolean();
        errors.Add(QueryErrors.WrongType(path, $"must be true or false", $"必须是 true 或 false"));
        return false;
    }

    private static DateTimeOffset? Moment(JsonElement value, string path, List<FieldError> errors)
    {
        if (value.ValueKind is JsonValueKind.String
            && DateTimeOffset.TryParse(value.GetString(), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var moment))
        {
            return moment.ToUniversalTime();
        }
        errors.Add(QueryErrors.WrongType(path, $"must be a moment such as 2026-11-21T10:00:00Z", $"必须是时刻，例如 2026-11-21T10:00:00Z"));
        return null;
    }
}
