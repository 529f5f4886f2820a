using FormsHub.Core.Access;
using FormsHub.Core.Fields;
using FormsHub.Core.Filters;
using FormsHub.Core.Forms;
using FormsHub.Querying.Graph.Holes;
using FormsHub.Querying.Planning;
using FormsHub.Querying.Records;
using FormsHub.Querying.Sql;

namespace FormsHub.Querying.Graph.Answers;

/// <summary>A field of a form, or a column of a sub-table, as far as it is seen in each record.</summary>
/// <param name="masksFit">Whether a mask can stand where the value would: where that is a text.</param>
internal sealed class FieldAnswer(Field field, Shape shape, bool masksFit) : Answer
{
    public override JsonText Of(Selected selected, Place place)
    {
        var scope = place.Here;
        if (scope.Sight.Most(field) is Sight.Nothing) return JsonText.Null;
        var clear = scope.Sight.WhereClear(field, place.Met);
        var value = scope.Sight.Most(field) is Sight.Clear ? Value(selected, place) : JsonText.Null;
        if (!masksFit || scope.Sight.WhereMasked(field, place.Met) is not { } masked) return value.Where(clear);
        var mask = place.Statement.Fill(new MaskHole(scope.Form, field), Sealed(field, scope));
        return new(SqlText.Of($"(case when {clear ?? SqlText.Known("true")} then {value.Sql} when {masked} then {mask.Sql} end)"));
    }

    private JsonText Value(Selected selected, Place place)
    {
        if (field.IsEncrypted) return place.Statement.Fill(new SealedHole(place.Here.Form, field), Sealed(field, place.Here));
        if (FilterParser.IsVolatile(place.Here.Form, field) && shape is Shape.Scalar scalar) return Volatile(scalar, place);
        var isStored = field.Type.Role is not FieldRole.Computed;
        return shape.Of(Values.Json(field, place.Here), isStored ? field : null, selected, place);
    }

    /// <summary>What the formula reads of the record, of those it points at, and of what SQL computes.</summary>
    private JsonText Volatile(Shape.Scalar scalar, Place place)
    {
        var scope = place.Here.Record;
        var (form, alias) = (scope.Form, SqlText.Known(scope.Alias));
        var catalog = scope.Context.Catalog;
        var read = LinkedRecords.Reads(form).Select(path => path[0]).ToHashSet();
        var computed = form.Fields.Where(each => each.Type.Role is FieldRole.Computed && read.Contains(each.Key))
            .Select(each => SqlText.Of($"'{SqlText.Known(each.Id)}', {Values.Json(each, scope)}"));
        var linked = LinkedRecords.AreRead(form, catalog) ? LinkedRecords.Of(scope) : SqlText.Known("null::jsonb");
        return place.Statement.Fill(
            new VolatileHole(form, field, new ScalarHole(scalar.Name, isMany: false), place.Statement.Asker),
            SqlText.Of($"""
                jsonb_build_array({alias}.data, {linked}, jsonb_build_object({SqlText.Join(", ", computed)}), jsonb_build_object(
                  'id', {alias}.id, 'owner', {alias}.owner, 'department', {alias}.department, 'createdAt', {alias}.created_at, 'createdBy', {alias}.created_by))::text
                """));
    }

    /// <summary>The record's id, which sealed values are bound to, and the stored value; null where there is none.</summary>
    public static SqlText Sealed(Field field, Scope scope) => SqlText.Known($"('[\"' || {scope.Record.Alias}.id::text || '\",' || ({scope.Data}->'{field.Id}')::text || ']')");
}
