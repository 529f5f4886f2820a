using System.Data.Common;
using Npgsql;
using NpgsqlTypes;

namespace FormsHub.Server.Hosting;

/// <summary>Small words for reading and asking by Npgsql.</summary>
internal static class DatabaseReading
{
    public static T? Optional<T>(this DbDataReader reader, int column)
        where T : class => reader.IsDBNull(column) ? null : reader.GetFieldValue<T>(column);

    public static Guid? OptionalId(this DbDataReader reader, int column) => reader.IsDBNull(column) ? null : reader.GetGuid(column);

    public static DateTimeOffset? OptionalTime(this DbDataReader reader, int column) =>
        reader.IsDBNull(column) ? null : reader.GetFieldValue<DateTimeOffset>(column);

    /// <summary>A command whose parameters are $1, $2, … in order.</summary>
    public static NpgsqlCommand Command(this NpgsqlDataSource source, string sql, params ReadOnlySpan<object?> parameters) =>
        source.CreateCommand(sql).With(parameters);

    /// <summary>As <see cref="Command(NpgsqlDataSource, string, ReadOnlySpan{object?})"/>, on an open connection and its transaction.</summary>
    public static NpgsqlCommand Command(this NpgsqlConnection connection, string sql, params ReadOnlySpan<object?> parameters) =>
        new NpgsqlCommand(sql, connection).With(parameters);

    /// <summary>JSON text as a jsonb parameter; null is SQL null.</summary>
    public static NpgsqlParameter Jsonb(string? json) => new() { Value = (object?)json ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Jsonb };

    /// <summary>A text parameter whose type is known even where it is null.</summary>
    public static NpgsqlParameter Text(string? text) => new() { Value = (object?)text ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Text };

    /// <summary>A time parameter that may be null; the database keeps UTC.</summary>
    public static NpgsqlParameter Time(DateTimeOffset? time) =>
        new() { Value = (object?)time?.ToUniversalTime() ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.TimestampTz };

    /// <summary>A uuid parameter that may be null.</summary>
    public static NpgsqlParameter Id(Guid? id) => new() { Value = (object?)id ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Uuid };

    private static NpgsqlCommand With(this NpgsqlCommand command, ReadOnlySpan<object?> parameters)
    {
        foreach (var value in parameters) command.Parameters.Add(value as NpgsqlParameter ?? new NpgsqlParameter { Value = value ?? DBNull.Value });
        return command;
    }
}
