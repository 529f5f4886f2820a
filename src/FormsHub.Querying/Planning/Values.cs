using FormsHub.Core.Filters;
using FormsHub.Core.Forms;
using FormsHub.Core.Records;
using FormsHub.Querying.Sql;

namespace FormsHub.Querying.Planning;

/// <summary>Fields as SQL values, in exactly the expressions that the indexes are made of.</summary>
internal static class Values
{
    public static ValueSql Of(Subject subject, Scope scope) => subject switch
    {
        Subject.OfSystem(var system) => new(scope.Column(system), ValueKinds.Of(system.Kind)),
        Subject.OfField(var field) => Of(field, scope),
        _ => throw new NotSupportedException(subject.ToString()),
    };

    public static ValueSql Of(Field field, Scope scope) =>
        new(SqlText.Known(FieldSql.Expression(field, scope.Data)), ValueKinds.Of(field.Type.SqlTypeOf(field)));
}
