using System.Collections.Frozen;
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

    public static Result<ListPlan> Of(FormGate gate, RecordQuery query, IFormCatalog catalog, FilterContext values)
    {
        var errors = new List<FieldError>();
        var form = FormPlan.Of(gate.Form, catalog);
        var scope = new PlanContext(catalog, values, query.AsOf).Root(gate.Form);
        var sort = Sort.Plan(query.Sort ?? [], scope, "/sort", errors);
        var selected = Select(gate.Form, query.Select, errors);
        if (errors.Count > 0) return QueryProblems.Invalid(errors);

        Cursor? after = null;
        if (query.After is { } text && (after = Cursor.Read(text, gate.Form.Number, sort)) is null)
            return QueryProblems.Invalid([QueryErrors.BadCursor("/after")]);

        List<SqlText> conditions = [SqlText.Known(query.Deleted ? "r.deleted_at is not null" : "r.deleted_at is null")];
        var from = PlanContext.Source(scope);
        var count = query.Count
            ? SqlText.Of($"select count(*) from {from} where {SqlText.Join(" and ", conditions)}")
            : null;
        if (after is not null) conditions.Add(sort.After(after));

        var keys = SqlText.Join("", sort.Keys.Select((key, i) => (SqlText)$", {key.Carried()} as {new Name($"k{i}")}"));
        var names = SqlText.Known(string.Concat(sort.Keys.Select((_, i) => $", r.k{i}")));
        SqlText page = $"""
            select {SqlText.Known(FormPlan.SystemColumns)}{SqlText.Known(form.ComputedColumns)}{names}
            from (select {SqlText.Known(FormPlan.SystemColumns)}{keys}
              from {from}
              where {SqlText.Join(" and ", conditions)}
              order by {sort.OrderBy()}
              limit {query.First + 1}) r
            """;
        return new ListPlan(form, query, sort, page, count, selected, form.ColumnCount);
    }

    public string CursorOf(NpgsqlDataReader row) =>
        Cursor.Write(row, _firstKey, row.GetGuid((int)RecordColumn.Id), Form.Form.Number, _sort);

    private static FrozenSet<string>? Select(Form form, IReadOnlyList<string>? keys, List<FieldError> errors)
    {
        if (keys is null) return null;
        var ids = new List<string>();
        for (var i = 0; i < keys.Count; i++)
        {
            if (form[keys[i]] is { } field) ids.Add(field.Id);
            else if (SystemField.Find(keys[i]) is null) errors.Add(QueryErrors.UnknownField($"/select/{i}", keys[i], Subject.Names(form)));
        }
        return ids.ToFrozenSet();
    }
}
