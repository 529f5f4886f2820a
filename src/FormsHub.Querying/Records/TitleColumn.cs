using FormsHub.Core.Forms;
using FormsHub.Querying.Planning;
using FormsHub.Querying.Sql;

namespace FormsHub.Querying.Records;

/// <summary>What a field needs besides its stored value to be written: the titles of the records it points at.</summary>
internal static class TitleColumn
{
    /// <summary>Whether the field needs such a column; forms looked at are added.</summary>
    public static bool IsNeeded(Field field, IFormCatalog catalog, Dictionary<string, Form?> looksAt)
    {
        foreach (var each in field.Columns.Append(field))
        {
            if (LinkTitles.TargetOf(each) is { } key) looksAt[key] = catalog.Find(key);
        }
        return field.Columns.Append(field).Any(each => LinkTitles.TargetOf(each) is { } key && catalog.Find(key) is not null);
    }

    /// <summary>An expression over the records of a scope.</summary>
    public static SqlText Of(Field field, Scope scope)
    {
        if (field.Columns.Count > 0 || field.Type.IsMany(field)) return LinkTitles.Of([field], scope.Data, "", scope) ?? SqlText.Known("null::jsonb");
        return LinkTitles.TargetOf(field) is { } target && scope.Context.Catalog.Find(target) is { } form ? OfOne(field, form, scope) : SqlText.Known("null::text");
    }

    /// <summary>The title of the one record that a reference points at.</summary>
    public static SqlText OfOne(Field field, Form target, Scope scope)
    {
        var inner = scope.Inner(target);
        return SqlText.Of($"(select {inner.ShownTitle()} from {scope.Context.Source(inner)} where {SqlText.Known(inner.Alias)}.id = {SqlText.Known(SafeUuid.Of($"({scope.Data}->>'{field.Id}')"))})");
    }
}
