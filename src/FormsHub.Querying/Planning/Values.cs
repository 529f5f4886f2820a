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
        Subject.OfPart part => Stored(part.Part, FieldSql.Expression(part.Field, scope.Data)),
        Subject.OfItem => new(SqlText.Known($"(({scope.Data} #>> '{{}}') collate \"C\")"), ValueKind.Text),
        _ => throw new NotSupportedException(subject.ToString()),
    };

    public static ValueSql Of(Field field, Scope scope) => field.Type switch
    {
        LookupField => Lookup.Value(field, scope),
        RollupField => Rollup.Value(field, scope),
        _ => Stored(field, scope.Data),
    };

    /// <summary>The value as stored JSON, for answers; null where it is empty.</summary>
    public static SqlText Json(Field field, Scope scope) => field.Type switch
    {
        LookupField => Lookup.Json(field, scope),
        RollupField => SqlText.Of($"to_jsonb({Rollup.Value(field, scope).Sql})"),
        _ => SqlText.Known($"({scope.Data}->'{field.Id}')"),
    };

    private static ValueSql Stored(Field field, string data) =>
        new(SqlText.Known(FieldSql.Expression(field, data)), ValueKinds.Of(field.Type.SqlTypeOf(field)));
}
