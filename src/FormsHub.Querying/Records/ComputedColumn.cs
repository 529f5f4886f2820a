using FormsHub.Core.Fields;
using FormsHub.Core.Forms;
using FormsHub.Core.Records;
using FormsHub.Querying.Planning;

namespace FormsHub.Querying.Records;

/// <summary>What a field needs besides its stored value to be written: the titles of the records it links to.</summary>
internal static class ComputedColumn
{
    /// <summary>An expression over the record <c>r</c>; null if the field needs none. Forms looked at are added.</summary>
    public static string? Of(Field field, Form form, IFormCatalog catalog, Dictionary<string, Form?> looksAt)
    {
        if (field.Columns.Count > 0) return OfRows(field, catalog, looksAt);
        if (field.Type.Links is not LinkKind.Record || Target(field, catalog, looksAt) is not { } target) return null;
        return field.Type.IsMany(field)
            ? $"(select jsonb_object_agg(t.id, t.title) from {target} t where t.id in ({Ids($"$.{field.Id}[*]")}))"
            : $"(select t.title from {target} t where t.id = {SafeUuid.Of($"(r.data->>'{field.Id}')")})";
    }

    private static string? OfRows(Field table, IFormCatalog catalog, Dictionary<string, Form?> looksAt)
    {
        var parts = table.Columns
            .Where(column => column.Type.Links is LinkKind.Record)
            .Select(column => (column.Id, Target: Target(column, catalog, looksAt)))
            .Where(column => column.Target is not null)
            .Select(column =>
                $"select t.id, t.title from {column.Target} t where t.id in ({Ids($"$.{table.Id}[*].{column.Id}[*]")})")
            .ToList();
        return parts.Count is 0 ? null : $"(select jsonb_object_agg(t.id, t.title) from ({string.Join(" union all ", parts)}) t)";
    }

    /// <summary>The ids at a JSON path; lax mode takes single values and lists alike.</summary>
    private static string Ids(string path) =>
        $"select {SafeUuid.Of("(e.v #>> '{}')")} from jsonb_path_query(r.data, '{path}') e(v)";

    private static string? Target(Field field, IFormCatalog catalog, Dictionary<string, Form?> looksAt)
    {
        if (field.Options is not ReferenceOptions { Target: var key }) return null;
        var target = catalog.Find(key);
        looksAt[key] = target;
        return target is null ? null : RecordTable.Records(target.Number);
    }
}
