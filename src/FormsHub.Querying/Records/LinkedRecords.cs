using System.Text.Json;
using FormsHub.Core.Expressions;
using FormsHub.Core.Fields;
using FormsHub.Core.Forms;
using FormsHub.Core.Records;

namespace FormsHub.Querying.Records;

/// <summary>The records that a record points at, as formulas that are computed at a read may ask them.</summary>
internal static class LinkedRecords
{
    /// <summary>An expression over the record <c>r</c>: one JSON object of data by id; null if such formulas read of no record.</summary>
    public static string? Of(Form form, IFormCatalog catalog)
    {
        var asked = Reads(form).Where(path => path.Count > 1).Select(path => path[0]).ToHashSet();
        var parts = form.Fields.Where(field => asked.Contains(field.Key))
            .Select(field => LinkTitles.TargetOf(field) is { } key && catalog.Find(key) is { } target
                ? $"select t.id, t.data from {RecordTable.Records(target.Number)} t where t.deleted_at is null and t.id in ({LinkTitles.Ids("r.data", $"$.{field.Id}[*]")})"
                : null)
            .OfType<string>().ToList();
        return parts.Count is 0 ? null : $"(select jsonb_object_agg(t.id, t.data) from ({string.Join(" union all ", parts)}) t)";
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
