using System.Text.Json;
using FormsHub.Core.Expressions;
using FormsHub.Core.Fields;
using FormsHub.Core.Forms;
using FormsHub.Querying.Planning;
using FormsHub.Querying.Sql;

namespace FormsHub.Querying.Records;

/// <summary>The records that a record points at, as formulas that are computed at a read may ask them.</summary>
internal static class LinkedRecords
{
    /// <summary>Whether such formulas read of other records.</summary>
    public static bool AreRead(Form form, IFormCatalog catalog) => Links(form, catalog).Any();

    /// <summary>
    /// An expression over the records of a scope: one JSON object of data by id. It is for formulas alone: who may see their values is
    /// decided for the formula.
    /// </summary>
    public static SqlText Of(Scope scope)
    {
        var parts = Links(scope.Form, scope.Context.Catalog).Select(link =>
        {
            var inner = scope.Trusted().Inner(link.Target);
            var alias = SqlText.Known(inner.Alias);
            return SqlText.Of($"select {alias}.id, {alias}.data from {scope.Context.Source(inner)} where {alias}.deleted_at is null and {alias}.id in ({SqlText.Known(LinkTitles.Ids(scope.Data, $"$.{link.Field.Id}[*]"))})");
        });
        return SqlText.Of($"(select jsonb_object_agg(t.id, t.data) from ({SqlText.Join(" union all ", parts)}) t)");
    }

    private static IEnumerable<(Field Field, Form Target)> Links(Form form, IFormCatalog catalog)
    {
        var asked = Reads(form).Where(path => path.Count > 1).Select(path => path[0]).ToHashSet();
        foreach (var field in form.Fields.Where(field => asked.Contains(field.Key)))
        {
            if (LinkTitles.TargetOf(field) is { } key && catalog.Find(key) is { } target) yield return (field, target);
        }
    }

    /// <summary>What formulas that are computed at a read ask of a form, as ways from it outwards.</summary>
    public static IEnumerable<IReadOnlyList<string>> Reads(Form form) => form.Logic.VolatileFormulas
        .SelectMany(formula => formula.Expression.Reads)
        .Select(path => LookupField.Path(form, path));

    /// <summary>The fields, by key, of a record that a link field points at; null: there is none.</summary>
    public static Func<string, Value>? Fields(Field field, Guid id, JsonElement? records, IFormCatalog catalog)
    {
        if (LinkTitles.TargetOf(field) is not { } key || catalog.Find(key) is not { } target) return null;
        if (records is not { } all || !all.TryGetProperty(id.ToString(), out var data)) return null;
        return name => target[name] is { } asked && data.TryGetProperty(asked.Id, out var value) ? asked.Type.ToValue(value, asked) : Value.Empty;
    }
}
