using System.Collections.Frozen;
using System.Text.Json;
using FormsHub.Core.Filters;
using FormsHub.Core.Forms;
using FormsHub.Core.Results;
using FormsHub.Querying.Gate;
using FormsHub.Querying.Records;
using FormsHub.Querying.Sql;
using Npgsql;

namespace FormsHub.Querying.Planning;

/// <summary>A page of a list as SQL.</summary>
internal sealed class ListPlan
{
    private readonly Sort _sort;
    private readonly int _firstKey;

    private ListPlan(FormPlan form, RecordQuery query, Sort sort, SqlText page, SqlText? count, FrozenSet<string>? selected, int firstKey)
    {
        (Form, First, _sort, Page, Count, Selected, _firstKey) = (form, query.First, sort, page, count, selected, firstKey);
    }

    public FormPlan Form { get; }
    public int First { get; }

    /// <summary>One record more than asked for, which tells whether there is a next page.</summary>
    public SqlText Page { get; }
    public SqlText? Count { get; }

    /// <summary>The ids of the fields to answer with; null: all.</summary>
    public FrozenSet<string>? Selected { get; }

    /// <param name="view">The view that the question names, whose filter and search are met too.</param>
    public static Result<ListPlan> Of(FormGate gate, RecordQuery query, ViewDefinition? view, QueryWorld world)
    {
        var errors = new List<FieldError>();
        var form = FormPlan.Of(gate.Form, world);
        var scope = new PlanContext(world, query.AsOf).Root(gate.Form);
        var sort = Sort.Plan(query.Sort ?? view?.Sort ?? [], query.Deleted, scope, "/sort", errors);
        var selected = Select(scope, query.Select, errors);
        var conditions = Where(gate, query, view, world, scope, errors, out var filters);
        var searches = Searches(query, view, errors);
        if (errors.Count > 0) return QueryProblems.Invalid(errors);
        sort = sort.Among(field => filters.Exists(filter => filter.Demands(field, world.Values)));

        Cursor? after = null;
        if (query.After is { } text && (after = Cursor.Read(text, gate.Form.Number, sort)) is null)
            return QueryProblems.Invalid([QueryErrors.BadCursor("/after")]);

        var from = scope.Context.Source(scope);
        List<SqlText> all = [.. conditions, .. searches.SelectMany(each => Search.Conditions(each, scope))];
        var where = all.Count is 0 ? SqlText.Empty : SqlText.Of($" where {SqlText.Join(" and ", all)}");
        var count = query.Count ? SqlText.Of($"select count(*) from {from}{where}") : null;
        var page = Planning.Page.Sql(scope, sort, conditions, searches, query.Deleted, after, query.First + 1);
        return new ListPlan(form, query, sort, Answer(form, scope, selected, sort, page), count, selected, form.ColumnCount + (scope.Sight.Differs ? 1 : 0));
    }

    /// <summary>What the gate, the question and its view demand of a record.</summary>
    private static List<SqlText> Where(
        FormGate gate, RecordQuery query, ViewDefinition? view, QueryWorld world, Scope scope, List<FieldError> errors,
        out List<Filter> filters)
    {
        filters = [];
        var parser = world.Parser;
        var conditions = new List<SqlText>();
        if (query.AsOf is null) conditions.Add(SqlText.Known(query.Deleted ? "r.deleted_at is not null" : "r.deleted_at is null"));
        if (query.AsOf is not null && query.Deleted) errors.Add(QueryErrors.NotAsOf("/deleted", "deleted"));
        foreach (var (filter, path) in new[] { (query.Filter, "/filter"), (view?.Filter, "/view/filter") })
        {
            if (filter is not { ValueKind: not JsonValueKind.Null } json) continue;
            var parsed = parser.Parse(json, gate.Form, path);
            if (parsed.Failed)
            {
                errors.AddRange(parsed.Problem.Errors);
                continue;
            }
            filters.Add(parsed.Value);
            conditions.Add(Conditions.Of(parsed.Value, scope));
        }
        return conditions;
    }

    /// <summary>The words of the question and of its view, where they have any.</summary>
    private static List<string[]> Searches(RecordQuery query, ViewDefinition? view, List<FieldError> errors)
    {
        var searches = new List<string[]>();
        foreach (var (search, path) in new[] { (query.Search, "/search"), (view?.Search, "/view/search") })
        {
            if (Search.Words(search ?? "") is not { Length: > 0 } words) continue;
            if (query.AsOf is not null) errors.Add(QueryErrors.NotAsOf(path, "search"));
            searches.Add(words);
        }
        return searches;
    }

    /// <summary>What is answered about the records of a page: titles and computed values are looked up for these alone.</summary>
    private static SqlText Answer(FormPlan form, Scope scope, FrozenSet<string>? selected, Sort sort, SqlText page) => SqlText.Of($"""
        select {form.Columns(scope, selected)}{SqlText.Known(string.Concat(sort.Keys.Select((_, i) => $", r.k{i}")))}
        from ({page}) r
        """);

    public string CursorOf(NpgsqlDataReader row) =>
        Cursor.Write(row, _firstKey, row.GetGuid((int)RecordColumn.Id), Form.Form.Number, _sort);

    private static FrozenSet<string>? Select(Scope scope, IReadOnlyList<string>? keys, List<FieldError> errors)
    {
        if (keys is null) return null;
        var rights = scope.Context.Rights;
        var ids = new List<string>();
        for (var i = 0; i < keys.Count; i++)
        {
            if (rights.Find(scope.Form, keys[i]) is { } field) ids.Add(field.Id);
            else if (SystemField.Find(keys[i]) is null) errors.Add(FilterErrors.UnknownField($"/select/{i}", keys[i], rights.Names(scope.Form)));
        }
        return ids.ToFrozenSet();
    }
}
