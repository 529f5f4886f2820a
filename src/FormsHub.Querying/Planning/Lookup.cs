using FormsHub.Core.Fields;
using FormsHub.Core.Filters;
using FormsHub.Core.Forms;
using FormsHub.Querying.Sql;

namespace FormsHub.Querying.Planning;

/// <summary>A field of the record that a reference points at, as a subselect by its id.</summary>
internal static class Lookup
{
    public static ValueSql Value(Field field, Scope scope)
    {
        if (Target(field, scope) is not var (reference, form, target)) return new(SqlText.Known("null::text"), ValueKind.Text);
        var inner = scope.Inner(form);
        var value = Values.Of(target, inner);
        return value with { Sql = Select(value.Sql, reference, inner, scope) };
    }

    /// <summary>The stored JSON of the field looked up.</summary>
    public static SqlText Json(Field field, Scope scope)
    {
        if (Target(field, scope) is not var (reference, form, target)) return SqlText.Known("null::jsonb");
        var inner = scope.Inner(form);
        return Select(Values.ShownJson(target, inner), reference, inner, scope);
    }

    /// <summary>The stored JSON of the field looked up, over the scope of the record that the reference points at; null if there is none.</summary>
    public static SqlText? Inside(Field field, Scope scope, Scope inner) => Target(field, scope) is { Target: var target } ? Values.ShownJson(target, inner) : null;

    private static SqlText Select(SqlText value, Field reference, Scope inner, Scope scope) => SqlText.Of(
        $"(select {value} from {scope.Context.Source(inner)} where {SqlText.Known(inner.Alias)}.id = {scope.Linked(reference)})");

    /// <summary>What is looked up; null where it is gone, or computed only when it is read.</summary>
    private static (Field Reference, Form Form, Field Target)? Target(Field field, Scope scope)
    {
        var options = (LookupField.LookupOptions)field.Options;
        return scope.Form[options.Reference] is { } reference
            && LookupField.TargetForm(field, scope.Form, scope.Context.Catalog) is { } form
            && form[options.Field] is { Columns.Count: 0, IsEncrypted: false } target
            && !FilterParser.IsVolatile(form, target)
            && field.Type.Effective(field, scope.Form, scope.Context.Catalog) is not null
                ? (reference, form, target)
                : null;
    }
}
