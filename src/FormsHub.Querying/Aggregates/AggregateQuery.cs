using System.Globalization;
using System.Text.Json;
using FormsHub.Core.Results;
using FormsHub.Querying.Records;

namespace FormsHub.Querying.Aggregates;

/// <summary>A question about groups of records, as <c>POST /forms/{form}/records/aggregate</c> asks it.</summary>
public sealed record AggregateQuery
{
    public const int MaxGroups = 1000;
    public const int MaxGroupKeys = 5;
    public const int MaxMeasures = 100;

    private static readonly string[] Members = ["filter", "search", "groupBy", "measures", "having", "sort", "first"];

    public JsonElement? Filter { get; init; }
    public string? Search { get; init; }
    public IReadOnlyList<GroupKey> GroupBy { get; init; } = [];

    /// <summary>What to compute of each group; none asked for: the count.</summary>
    public IReadOnlyList<Measure> Measures { get; init; } = [new Measure("count", "*")];

    /// <summary>Conditions on measures by name: <c>{"count": {"gt": 1}}</c>.</summary>
    public JsonElement? Having { get; init; }

    /// <summary>Names of groups and measures, "-" before for the other way; none: by the groups.</summary>
    public IReadOnlyList<string> Sort { get; init; } = [];
    public int First { get; init; } = MaxGroups;

    /// <summary>Reads a request's body; all that is wrong with it is told.</summary>
    public static Result<AggregateQuery> Read(JsonElement body)
    {
        var errors = new List<FieldError>();
        if (BodyReader.Refuse(body) is { } wrong) return QueryProblems.Invalid([wrong]);
        var query = new AggregateQuery();
        foreach (var member in body.EnumerateObject())
        {
            var path = "/" + member.Name;
            if (member.Value.ValueKind is JsonValueKind.Null && Members.Contains(member.Name)) continue;
            query = member.Name switch
            {
                "filter" => query with { Filter = member.Value },
                "search" => query with { Search = BodyReader.Text(member.Value, path, RecordQuery.MaxSearch, errors) },
                "groupBy" => query with { GroupBy = Items(member.Value, path, MaxGroupKeys, GroupKey.Read, errors) },
                "measures" => query with { Measures = Items(member.Value, path, MaxMeasures, Measure.Read, errors) },
                "having" => query with { Having = member.Value },
                "sort" => query with { Sort = BodyReader.Texts(member.Value, path, errors) ?? [] },
                "first" => query with { First = BodyReader.Count(member.Value, path, MaxGroups, MaxGroups, errors) },
                _ => BodyReader.Unknown(query, member.Name, Members, errors),
            };
        }
        query = query with { GroupBy = [.. query.GroupBy.Distinct()], Measures = [.. query.Measures.Distinct()] };
        var names = query.GroupBy.Select(group => group.Name).ToHashSet();
        errors.AddRange(query.Measures.Where(measure => names.Contains(measure.Name)).Select(measure => new FieldError("/measures", "name_taken", new Message(
            $"A group is called \"{measure.Name}\" too, so the answer could not tell them apart.", $"分组中也有“{measure.Name}”，结果无法区分。"))));
        return errors.Count is 0 ? query : QueryProblems.Invalid(errors);
    }

    private static List<T> Items<T>(
        JsonElement json, string path, int most, Func<JsonElement, string, List<FieldError>, T?> read, List<FieldError> errors)
        where T : class
    {
        if (json.ValueKind is JsonValueKind.Array && json.GetArrayLength() <= most)
        {
            return [.. json.EnumerateArray()
                .Select((item, index) => read(item, string.Create(CultureInfo.InvariantCulture, $"{path}/{index}"), errors)).OfType<T>()];
        }
        errors.Add(QueryErrors.WrongType(path, $"must be a list of at most {most}", $"必须是最多 {most} 项的列表"));
        return [];
    }
}

/// <summary>A field to group by; <see cref="By"/> takes only a part of a date: "year", "quarter", "month", "week" or "day".</summary>
public sealed record GroupKey(string Field, string? By = null)
{
    private static readonly string[] Parts = ["year", "quarter", "month", "week", "day"];

    /// <summary>The name in answers: "city", "createdAt_month".</summary>
    public string Name => By is null ? Field : $"{Field}_{By}";

    /// <summary>"city", or {"field": "createdAt", "by": "month"}.</summary>
    internal static GroupKey? Read(JsonElement json, string path, List<FieldError> errors)
    {
        if (json.ValueKind is JsonValueKind.String) return new GroupKey(json.GetString()!);
        if (json.ValueKind is JsonValueKind.Object && json.TryGetProperty("field"u8, out var field) && field.ValueKind is JsonValueKind.String
            && json.EnumerateObject().All(member => member.Name is "field" or "by"))
        {
            if (!json.TryGetProperty("by"u8, out var by) || by.ValueKind is JsonValueKind.Null) return new GroupKey(field.GetString()!);
            if (by.ValueKind is JsonValueKind.String && Parts.Contains(by.GetString())) return new GroupKey(field.GetString()!, by.GetString());
            errors.Add(new FieldError(path + "/by", "unknown_part", new Message(
                $"must be one of {string.Join(", ", Parts)}", $"必须是 {string.Join("、", Parts)} 之一")));
            return null;
        }
        errors.Add(QueryErrors.WrongType(
            path, $"must be a field's key or {{\"field\", \"by\"}}", $"必须是字段 key 或 {{\"field\", \"by\"}}"));
        return null;
    }
}

/// <summary>What to compute of a group: a function of a field, or of the records themselves ("*").</summary>
public sealed record Measure(string Function, string Field)
{
    internal static readonly string[] Functions = ["count", "sum", "avg", "min", "max"];

    /// <summary>The name in answers: "count", "sum_amount".</summary>
    public string Name => Field is "*" ? Function : $"{Function}_{Field}";

    /// <summary>{"sum": "amount"}.</summary>
    internal static Measure? Read(JsonElement json, string path, List<FieldError> errors)
    {
        if (json.ValueKind is JsonValueKind.Object && json.EnumerateObject().ToList() is [{ Value.ValueKind: JsonValueKind.String } member])
        {
            if (Functions.Contains(member.Name)) return new Measure(member.Name, member.Value.GetString()!);
            errors.Add(QueryErrors.UnknownMember(path + JsonPointer.To(member.Name), member.Name, Functions));
            return null;
        }
        errors.Add(QueryErrors.WrongType(path, $"must be one function of one field, such as {{\"sum\": \"amount\"}}", $"必须是一个字段的一个函数，例如 {{\"sum\": \"amount\"}}"));
        return null;
    }
}
