using System.Globalization;
using System.Text.Json;
using FormsHub.Core.Filters;
using FormsHub.Core.Results;
using FormsHub.Querying.Gate;
using FormsHub.Querying.Planning;
using FormsHub.Querying.Sql;

namespace FormsHub.Querying.Aggregates;

/// <summary>Groups and their measures as SQL: columns are the groups, then the measures, then titles of grouped references.</summary>
internal sealed record AggregatePlan(SqlText Sql, IReadOnlyList<GroupSql> Groups, IReadOnlyList<MeasureSql> Measures, int First)
{
    public static Result<AggregatePlan> Of(FormGate gate, AggregateQuery query, QueryWorld world)
    {
        var errors = new List<FieldError>();
        var scope = new PlanContext(world) { ReadsAll = true }.Root(gate.Form);
        var groups = query.GroupBy.Select((key, i) => GroupSql.Plan(key, scope, At("/groupBy", i), errors)).OfType<GroupSql>().ToList();
        var measures = query.Measures.Select((measure, i) => MeasureSql.Plan(measure, scope, At("/measures", i), errors)).OfType<MeasureSql>().ToList();
        var conditions = Where(query, world, scope, errors);
        var having = Having(query.Having, measures, errors);
        var order = OrderBy(query.Sort, groups, measures, errors);
        if (errors.Count > 0) return QueryProblems.Invalid(errors);

        var columns = groups.Select((group, i) => SqlText.Of($"{group.Value} as {new Name($"g{i}")}"))
            .Concat(measures.Select((measure, i) => SqlText.Of($"{measure.Sql} as {new Name($"m{i}")}")));
        var from = SqlText.Of($"{scope.Context.Source(scope)}{SqlText.Join("", groups.Select(group => group.From))}");
        var by = groups.Count is 0 ? SqlText.Empty : SqlText.Known($" group by {string.Join(", ", groups.Select((_, i) => i + 1))}");
        var inner = SqlText.Of($"select {SqlText.Join(", ", columns)} from {from} where {SqlText.Join(" and ", conditions)}{by}");
        return new AggregatePlan(
            SqlText.Of($"select {SqlText.Join(", ", Answered(groups, measures))}{Titles(groups, scope)} from ({inner}) a{having}{order} limit {query.First + 1}"), groups, measures, query.First);
    }

    private static List<SqlText> Where(AggregateQuery query, QueryWorld world, Scope scope, List<FieldError> errors)
    {
        var conditions = new List<SqlText> { SqlText.Known("r.deleted_at is null") };
        if (query.Filter is { ValueKind: not JsonValueKind.Null } json)
        {
            var parsed = world.Parser.Parse(json, scope.Form);
            if (parsed.Failed) errors.AddRange(parsed.Problem.Errors);
            else conditions.Add(Conditions.Of(parsed.Value, scope));
        }
        conditions.AddRange(Search.Conditions(Search.Words(query.Search ?? ""), scope));
        return conditions;
    }

    private static SqlText Having(JsonElement? having, List<MeasureSql> measures, List<FieldError> errors)
    {
        if (having is not { ValueKind: not JsonValueKind.Null } json) return SqlText.Empty;
        if (json.ValueKind is not JsonValueKind.Object)
        {
            errors.Add(QueryErrors.WrongType("/having", $"must be an object of measures and conditions", $"必须是由度量和条件组成的对象"));
            return SqlText.Empty;
        }
        var conditions = new List<SqlText>();
        foreach (var member in json.EnumerateObject())
        {
            var path = "/having" + JsonPointer.To(member.Name);
            var index = measures.FindIndex(measure => measure.Name == member.Name);
            if (index < 0) errors.Add(QueryErrors.UnknownMember(path, member.Name, measures.Select(measure => measure.Name)));
            else if (member.Value.ValueKind is not JsonValueKind.Object) errors.Add(FilterErrors.NotOperators(path));
            else conditions.AddRange(member.Value.EnumerateObject().Select(each => Compare(index, each, path + JsonPointer.To(each.Name), errors)));
        }
        return conditions.Count is 0 ? SqlText.Empty : SqlText.Of($" where {SqlText.Join(" and ", conditions)}");
    }

    private static SqlText Compare(int measure, JsonProperty condition, string path, List<FieldError> errors)
    {
        var sign = condition.Name switch { "eq" => "=", "ne" => "<>", "lt" => "<", "lte" => "<=", "gt" => ">", "gte" => ">=", _ => null };
        if (sign is null) errors.Add(FilterErrors.UnknownOperator(path, condition.Name, ["eq", "ne", "lt", "lte", "gt", "gte"]));
        else if (condition.Value.ValueKind is not JsonValueKind.Number || !condition.Value.TryGetDecimal(out _)) errors.Add(QueryErrors.WrongType(path, $"must be a number", $"必须是数字"));
        else return SqlText.Of($"a.{new Name(string.Create(CultureInfo.InvariantCulture, $"m{measure}"))}::text::numeric {SqlText.Known(sign)} {condition.Value.GetDecimal()}");
        return SqlText.Empty;
    }

    private static SqlText OrderBy(IReadOnlyList<string> sort, List<GroupSql> groups, List<MeasureSql> measures, List<FieldError> errors)
    {
        var keys = new List<string>();
        for (var i = 0; i < sort.Count; i++)
        {
            var (name, descends) = sort[i].StartsWith('-') ? (sort[i][1..], true) : (sort[i], false);
            var (group, measure) = (groups.FindIndex(each => each.Name == name), measures.FindIndex(each => each.Name == name));
            if (group < 0 && measure < 0)
                errors.Add(QueryErrors.UnknownMember(At("/sort", i), name, groups.Select(each => each.Name).Concat(measures.Select(each => each.Name))));
            else keys.Add(string.Create(CultureInfo.InvariantCulture, $"a.{(group >= 0 ? "g" : "m")}{Math.Max(group, measure)}{(descends ? " desc" : "")} nulls last"));
        }
        keys.AddRange(groups.Select((_, i) => string.Create(CultureInfo.InvariantCulture, $"a.g{i} nulls last")));
        return keys.Count is 0 ? SqlText.Empty : SqlText.Known(" order by " + string.Join(", ", keys));
    }

    /// <summary>Numbers come as text, because sums may be larger than any number of .NET.</summary>
    private static IEnumerable<SqlText> Answered(List<GroupSql> groups, List<MeasureSql> measures) =>
        groups.Select((group, i) => Answered(group.Way, 'g', i)).Concat(measures.Select((measure, i) => Answered(measure.Way, 'm', i)));

    private static SqlText Answered(GroupWay way, char kind, int index) =>
        SqlText.Known(string.Create(CultureInfo.InvariantCulture, $"a.{kind}{index}{(way is GroupWay.Number ? "::text" : "")}"));

    private static SqlText Titles(List<GroupSql> groups, Scope scope) => SqlText.Join("", groups.Select((group, i) =>
    {
        if (group.Target is not { } key || scope.Context.Catalog.Find(key) is not { } target) return SqlText.Known(", null::text");
        var inner = scope.Inner(target);
        var id = SqlText.Known(string.Create(CultureInfo.InvariantCulture, $"{SafeUuid.Of($"a.g{i}")}"));
        return SqlText.Of($", (select {inner.ShownTitle()} from {scope.Context.Source(inner)} where {SqlText.Known(inner.Alias)}.id = {id})");
    }));

    private static string At(string path, int index) => string.Create(CultureInfo.InvariantCulture, $"{path}/{index}");
}
