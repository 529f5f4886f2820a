using FormsHub.Core.Fields;
using FormsHub.Core.Forms;
using FormsHub.Querying.Planning;
using FormsHub.Querying.Sql;

namespace FormsHub.Querying.Records;

/// <summary>SQL that gathers the titles of the records which values inside a jsonb point at.</summary>
internal static class LinkTitles
{
    /// <summary>A subselect with one JSON object of titles by id, as far as they may be seen; null if no field of these points at records.</summary>
    /// <param name="source">The jsonb, by name of our own making.</param>
    /// <param name="steps">JSON path steps between the field's id and its value.</param>
    public static SqlText? Of(IEnumerable<Field> fields, string source, string steps, Scope scope)
    {
        var parts = fields.SelectMany(field => Links(field, steps)).Select(link => Select(link.Field, link.Path, source, scope)).OfType<SqlText>().ToList();
        return parts.Count is 0 ? null : SqlText.Of($"(select jsonb_object_agg(t.id, t.title) from ({SqlText.Join(" union ", parts)}) t)");
    }

    /// <summary>The key of the form that a field points at; null if it points at no records.</summary>
    public static string? TargetOf(Field field) => (field.Options as ReferenceOptions)?.Target;

    /// <summary>The ids at a JSON path; lax mode takes single values and lists alike.</summary>
    public static string Ids(string source, string path) =>
        $"select {SafeUuid.Of("(e.v #>> '{}')")} from jsonb_path_query({source}, '{path}') e(v)";

    private static IEnumerable<(Field Field, string Path)> Links(Field field, string steps) => field.Columns.Count > 0
        ? field.Columns.Where(column => TargetOf(column) is not null).Select(column => (column, $"$.{field.Id}{steps}[*].{column.Id}[*]"))
        : TargetOf(field) is not null ? [(field, $"$.{field.Id}{steps}[*]")] : [];

    private static SqlText? Select(Field field, string path, string source, Scope scope)
    {
        if (scope.Context.Catalog.Find(TargetOf(field)!) is not { } target) return null;
        var inner = scope.Inner(target);
        var alias = SqlText.Known(inner.Alias);
        return SqlText.Of($"select {alias}.id, {inner.ShownTitle()} as title from {scope.Context.Source(inner)} where {alias}.id in ({SqlText.Known(Ids(source, path))})");
    }
}
