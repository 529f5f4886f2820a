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
        Subject.OfPart part => Of(part.Part, FieldSql.Expression(part.Field, scope.Data)),
        Subject.OfItem => new(SqlText.Known($"(({scope.Data} #>> '{{}}') collate \"C\")"), ValueKind.Text),
        _ => throw new NotSupportedException(subject.ToString()),
    };

    public static ValueSql Of(Field field, Scope scope) => Of(field, scope.Data);

    private static ValueSql Of(Field field, string data) =>
        new(SqlText.Known(FieldSql.Expression(field, data)), ValueKinds.Of(field.Type.SqlTypeOf(field)));
}
