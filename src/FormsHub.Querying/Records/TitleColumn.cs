using FormsHub.Core.Forms;
using FormsHub.Core.Records;
using FormsHub.Querying.Planning;

namespace FormsHub.Querying.Records;

/// <summary>What a field needs besides its stored value to be written: the titles of the records it points at.</summary>
internal static class TitleColumn
{
    /// <summary>An expression over the record <c>r</c>; null if the field needs none. Forms looked at are added.</summary>
    public static string? Of(Field field, IFormCatalog catalog, Dictionary<string, Form?> looksAt)
    {
        foreach (var each in field.Columns.Append(field))
        {
            if (LinkTitles.TargetOf(each) is { } key) looksAt[key] = catalog.Find(key);
        }
        if (field.Columns.Count > 0 || field.Type.IsMany(field)) return LinkTitles.Of([field], "r.data", "", catalog);
        return LinkTitles.TargetOf(field) is { } target && catalog.Find(target) is { } form ? OfOne(field, form) : null;
    }

    /// <summary>The title of the one record that a reference points at.</summary>
    public static string OfOne(Field field, Form target) =>
        $"(select t.title from {RecordTable.Records(target.Number)} t where t.id = {SafeUuid.Of($"(r.data->>'{field.Id}')")})";
}
