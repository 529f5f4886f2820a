using FormsHub.Core.Fields;
using FormsHub.Core.Filters;
using FormsHub.Querying.Sql;

namespace FormsHub.Querying.Planning;

/// <summary>A value as SQL: null where it is empty, never an error.</summary>
internal sealed record ValueSql(SqlText Sql, ValueKind Kind);

/// <summary>How SQL compares a value, and the type of its parameters.</summary>
internal enum ValueKind
{
    Text,
    Number,
    Uuid,
    Moment,
    TextArray,
    Json,
}

internal static class ValueKinds
{
    public static ValueKind Of(SqlType type) => type switch
    {
        SqlType.Text or SqlType.Boolean => ValueKind.Text,
        SqlType.Numeric => ValueKind.Number,
        SqlType.TextArray => ValueKind.TextArray,
        SqlType.Json or SqlType.None => ValueKind.Json,
    };

    public static ValueKind Of(SystemKind kind) => kind switch
    {
        SystemKind.Id or SystemKind.User or SystemKind.Department => ValueKind.Uuid,
        SystemKind.Integer => ValueKind.Number,
        SystemKind.Text => ValueKind.Text,
        SystemKind.Moment => ValueKind.Moment,
    };
}
