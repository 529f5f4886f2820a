using FormsHub.Core.Fields;
using FormsHub.Core.Filters;
using FormsHub.Core.Forms;
using FormsHub.Core.Records;
using FormsHub.Querying.Sql;

namespace FormsHub.Querying.Planning;

/// <summary>Subjects as SQL values, in exactly the expressions that the indexes are made of.</summary>
internal static class Values
{
    public static ValueSql Of(Subject subject, Scope scope) => subject switch
    {
        Subject.OfSystem system => new(scope.Column(system.System), ValueKinds.Of(system.System.Kind)),
        Subject.OfField field => Of(field.Field, scope),
        Subject.OfPart part => Where(scope.Sight.WhereClear(part.Field, scope.Record), Stored(part.Part, FieldSql.Expression(part.Field, scope.Data))),
        Subject.OfItem => new(SqlText.Known($"(({scope.Data} #>> '{{}}') collate \"C\")"), ValueKind.Text),
        _ => throw new NotSupportedException(subject.ToString()),
    };

    /// <summary>The value where it is seen in clear; elsewhere it is as if it were empty.</summary>
    public static ValueSql Of(Field field, Scope scope) => Where(scope.Sight.WhereClear(field, scope.Record), Any(field, scope));

    /// <summary>As the other one, also where only its mask is seen: for questions whether it equals another.</summary>
    public static ValueSql ToEqual(Subject subject, Scope scope) => subject is Subject.OfField { Field: var field }
        ? Where(scope.Sight.WhereEqual(field, scope.Record), Any(field, scope))
        : Of(subject, scope);

    /// <summary>As <see cref="ToEqual(Subject, Scope)"/>, another part of what is stored of a field; null where it is not there.</summary>
    public static SqlText ToEqual(Field field, string stored, Scope scope) =>
        Where(scope.Sight.WhereEqual(field, scope.Record), new(SqlText.Known(stored), ValueKind.Json)).Sql;

    /// <summary>The value as stored JSON, for answers; null where it is empty.</summary>
    public static SqlText Json(Field field, Scope scope)
    {
        var within = field.Definition.Discloses ? scope.Trusted() : scope;
        return field.Type switch
        {
            LookupField => Lookup.Json(field, within),
            RollupField => SqlText.Of($"to_jsonb({Rollup.Value(field, within).Sql})"),
            _ => SqlText.Known($"({scope.Data}->'{field.Id}')"),
        };
    }

    /// <summary>As <see cref="Json"/>, a mask where no more is seen.</summary>
    public static SqlText ShownJson(Field field, Scope scope)
    {
        if (scope.Sight.WhereClear(field, scope.Record) is not { } clear) return Json(field, scope);
        var json = Json(field, scope);
        return SqlText.Of(
            $"(case when {clear} then {json} when {scope.Sight.WhereMasked(field, scope.Record)} and {json} is not null then '\"{SqlText.Known(Masking.Everything)}\"'::jsonb end)");
    }

    private static ValueSql Any(Field field, Scope scope)
    {
        var within = field.Definition.Discloses ? scope.Trusted() : scope;
        return field.Type switch
        {
            LookupField => Lookup.Value(field, within),
            RollupField => Rollup.Value(field, within),
            _ => Stored(field, scope.Data),
        };
    }

    private static ValueSql Where(SqlText? condition, ValueSql value) =>
        condition is null ? value : value with { Sql = SqlText.Of($"(case when {condition} then {value.Sql} end)") };

    private static ValueSql Stored(Field field, string data) =>
        new(SqlText.Known(FieldSql.Expression(field, data)), ValueKinds.Of(field.Type.SqlTypeOf(field)));
}
