using FormsHub.Core.Filters;
using FormsHub.Core.Forms;
using FormsHub.Core.Records;
using FormsHub.Querying.Sql;

namespace FormsHub.Querying.Planning;

/// <summary>Where names in a part of a statement lead: records of a form, rows of a sub-table or items of a list, under an alias.</summary>
/// <param name="Alias">Of our own making: "r", "t1". The jsonb of records, rows and items is its column <c>data</c>.</param>
internal sealed record Scope(Form Form, string Alias, PlanContext Context)
{
    public string Data => Alias + ".data";

    public SqlText Column(SystemField field) =>
        SqlText.Known(field.Kind is SystemKind.Text ? $"({Alias}.{field.Column} collate \"C\")" : $"{Alias}.{field.Column}");

    /// <summary>The id of the record that a reference points at.</summary>
    public SqlText Linked(Field reference) => SqlText.Known(SafeUuid.Of(FieldSql.Expression(reference, Data)));

    /// <summary>The rows or items of a field as a table under the inner scope's alias; none where it is empty.</summary>
    public SqlText Elements(Field list, Scope inner) =>
        SqlText.Known($"jsonb_path_query({FieldSql.Expression(list, Data)}, '$[*]') {inner.Alias}(data)");
}

/// <summary>What all parts of one statement share.</summary>
internal sealed class PlanContext(QueryWorld world, DateTimeOffset? asOf = null)
{
    private int _aliases;

    /// <summary>Whether records are read as they are now.</summary>
    public bool IsNow => asOf is null;
    public IFormCatalog Catalog => world.Catalog;
    public FilterContext Values => world.Values;

    /// <summary>Reads the filters of roll-ups, which their designers wrote and not the one who asks.</summary>
    public FilterParser Parser => new(world.Catalog, world.Directory, _ => true);

    public Scope Root(Form form) => new(form, "r", this);

    public Scope Inner(Form form) => new(form, $"t{++_aliases}", this);

    /// <summary>What stands after <c>from</c> for the records of a scope: as they are, or as they were.</summary>
    public SqlText Source(Scope scope) => asOf is { } moment
        ? SqlText.Of($"({Planning.AsOf.Records(scope.Form, moment)}) {SqlText.Known(scope.Alias)}")
        : SqlText.Known($"{RecordTable.Records(scope.Form.Number)} {scope.Alias}");
}
