using FormsHub.Core.Filters;
using FormsHub.Core.Forms;
using FormsHub.Core.Records;
using FormsHub.Querying.Sql;

namespace FormsHub.Querying.Planning;

/// <summary>Where names in a part of a statement lead: records of a form under an alias.</summary>
/// <param name="Alias">Of our own making: "r", "t1".</param>
internal sealed record Scope(Form Form, string Alias, PlanContext Context)
{
    /// <summary>The jsonb that holds the fields.</summary>
    public string Data => Alias + ".data";

    public SqlText Column(SystemField field) =>
        SqlText.Known(field.Kind is SystemKind.Text ? $"{Alias}.{field.Column} collate \"C\"" : $"{Alias}.{field.Column}");
}

/// <summary>What all parts of one statement share.</summary>
internal sealed class PlanContext(IFormCatalog catalog, FilterContext values, DateTimeOffset? asOf = null)
{
    private int _aliases;

    public IFormCatalog Catalog => catalog;
    public FilterContext Values => values;
    public DateTimeOffset? AsOf => asOf;

    public Scope Inner(Form form) => new(form, $"t{++_aliases}", this);

    public Scope Root(Form form) => new(form, "r", this);

    /// <summary>What stands after <c>from</c> for the records of a scope.</summary>
    public static SqlText Source(Scope scope) => SqlText.Known($"{RecordTable.Records(scope.Form.Number)} {scope.Alias}");
}
