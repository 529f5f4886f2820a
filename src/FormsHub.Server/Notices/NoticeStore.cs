using System.Text.Json;
using Npgsql;
using NpgsqlTypes;

namespace FormsHub.Server.Notices;

/// <summary>What people are told of, such as that somebody saw a masked value of a record they own.</summary>
internal static class NoticeStore
{
    /// <summary>Tells a person, in the transaction of what they are told of.</summary>
    /// <param name="kind">"revealed": what the browser makes a sentence of.</param>
    public static NpgsqlBatchCommand Tell(Guid person, string kind, int? form, Guid? record, Guid? by, IReadOnlyDictionary<string, string> details, DateTimeOffset at) =>
        new("insert into notices (id, at, person, kind, form, record, by, details) values ($1, $2, $3, $4, $5, $6, $7, $8)")
        {
            Parameters =
            {
                new() { Value = Guid.CreateVersion7(at) }, new() { Value = at }, new() { Value = person }, new() { Value = kind },
                new() { Value = (object?)form ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Integer }, new() { Value = (object?)record ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Uuid },
                new() { Value = (object?)by ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Uuid }, new() { Value = JsonSerializer.Serialize(details), NpgsqlDbType = NpgsqlDbType.Jsonb },
            },
        };
}
