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
        if (BodyReader.Refuse(body) is { } wrong) return QueryProblems.Invalid([wrong]);
        var query = new RecordQuery();
        foreach (var member in body.EnumerateObject())
        {
            var path = "/" + member.Name;
            if (member.Value.ValueKind is JsonValueKind.Null && Members.Contains(member.Name)) continue;
            query = member.Name switch
            {
                "filter" => query with { Filter = member.Value },
                "search" => query with { Search = BodyReader.Text(member.Value, path, MaxSearch, errors) },
                "sort" => query with { Sort = BodyReader.Texts(member.Value, path, errors) },
                "select" => query with { Select = BodyReader.Texts(member.Value, path, errors) },
                "first" => query with { First = BodyReader.Count(member.Value, path, MaxFirst, DefaultFirst, errors) },
                "after" => query with { After = BodyReader.Text(member.Value, path, 20_000, errors) },
                "count" => query with { Count = BodyReader.Flag(member.Value, path, errors) },
                "asOf" => query with { AsOf = BodyReader.Moment(member.Value, path, errors) },
                "deleted" => query with { Deleted = BodyReader.Flag(member.Value, path, errors) },
                "view" => query with { View = BodyReader.Text(member.Value, path, 100, errors) },
                _ => BodyReader.Unknown(query, member.Name, Members, errors),
            };
        }
        return errors.Count is 0 ? query : QueryProblems.Invalid(errors);
    }
}
