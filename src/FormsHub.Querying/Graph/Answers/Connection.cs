using System.Globalization;
using FormsHub.Querying.Graph.Holes;
using FormsHub.Querying.Planning;
using FormsHub.Querying.Sql;

namespace FormsHub.Querying.Graph.Answers;

/// <summary>One page of records as SQL; only what is asked for costs anything.</summary>
internal sealed class Connection(Selected selected, GraphStatement statement, Scope scope, Slice slice, List<SqlText> conditions, string[] words, bool deleted, GraphRead? read)
{
    private readonly SqlText _alias = SqlText.Known(scope.Alias);
    private readonly string _size = slice.Size.ToString(CultureInfo.InvariantCulture);
    private readonly bool _asksMore = selected.Find("pageInfo")?.Find(slice.IsBackward ? "hasPreviousPage" : "hasNextPage") is not null;

    public JsonText Sql()
    {
        var members = selected.Fields.Select(each => (each.Key, Member(each))).ToList();
        var isPaged = selected.Fields.Any(each => each.Name is "nodes" or "edges" or "pageInfo");
        return isPaged
            ? new(SqlText.Of($"(select {JsonText.Object(members).Sql} from {Page()})"), false)
            : JsonText.Object(members);
    }

    private JsonText Member(Selected member) => member.Name switch
    {
        "__typename" => JsonText.Constant($"\"{selected.Type.Name}\""),
        "nodes" => List(member.Object(new Place(statement, scope) { Read = read })),
        "edges" => List(JsonText.Object(member.Fields.Select(each => (each.Key, OfEdge(each, member))))),
        "pageInfo" => JsonText.Object(member.Fields.Select(each => (each.Key, OfPageInfo(each, member)))),
        "totalCount" => Count(),
        _ => throw new InvalidOperationException(member.Name),
    };

    private JsonText OfEdge(Selected asked, Selected edge) => asked.Name switch
    {
        "__typename" => JsonText.Constant($"\"{edge.Type.Name}\""),
        "node" => asked.Object(new Place(statement, scope) { Read = read }),
        "cursor" => statement.Fill(new CursorHole(scope.Form.Number, slice.Order), Position),
        _ => throw new InvalidOperationException(asked.Name),
    };

    private JsonText OfPageInfo(Selected asked, Selected info) => asked.Name switch
    {
        "__typename" => JsonText.Constant($"\"{info.Type.Name}\""),
        "hasNextPage" => slice.IsBackward ? Flag(slice.After is not null) : More,
        "hasPreviousPage" => slice.IsBackward ? More : Flag(slice.After is not null),
        "startCursor" => slice.IsBackward ? Last : First,
        "endCursor" => slice.IsBackward ? First : Last,
        _ => throw new InvalidOperationException(asked.Name),
    };

    /// <summary>Whether one more record was read than asked for.</summary>
    private JsonText More => new(SqlText.Known($"(case when count(*) > {_size} then 'true' else 'false' end)"), false);

    private static JsonText Flag(bool holds) => JsonText.Constant(holds ? "true" : "false");

    private SqlText Position => SqlText.Known($"jsonb_build_array({string.Concat(slice.Order.Keys.Select((_, i) => string.Create(CultureInfo.InvariantCulture, $"{scope.Alias}.k{i}, ")))}{scope.Alias}.id)::text");

    private JsonText First => statement.Fill(new CursorHole(scope.Form.Number, slice.Order), SqlText.Of($"(max({Position}) filter (where {_alias}.pos = 1 and {SqlText.Known(_size)} > 0))"));

    private JsonText Last => statement.Fill(new CursorHole(scope.Form.Number, slice.Order), SqlText.Of($"((array_agg({Position}) filter (where {_alias}.pos <= {SqlText.Known(_size)}))[least(count(*), {SqlText.Known(_size)})])"));

    private JsonText List(JsonText item) => statement.List(item, slice.IsBackward ? $" order by {scope.Alias}.pos desc" : "", _asksMore ? $"{scope.Alias}.pos <= {_size}" : null);

    private JsonText Count()
    {
        List<SqlText> all = [.. conditions, .. Search.Conditions(words, scope)];
        var where = all.Count is 0 ? SqlText.Empty : SqlText.Of($" where {SqlText.Join(" and ", all)}");
        return new(SqlText.Of($"(select count(*)::text from {scope.Context.Source(scope)}{where})"), false);
    }

    private SqlText Page()
    {
        var bounded = slice.Before is { } end ? [.. conditions, slice.Order.Reversed().After(end)] : conditions;
        var page = Planning.Page.Sql(scope, slice.Order, bounded, words.Length > 0 ? [words] : [], deleted, slice.After, slice.Size + (_asksMore ? 1 : 0));
        var positions = _asksMore || slice.IsBackward || selected.Find("pageInfo") is not null;
        return RecordSource.WithMet(scope, page, positions);
    }
}
