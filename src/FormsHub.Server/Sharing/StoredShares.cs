using FormsHub.Core.Access;
using FormsHub.Server.Hosting;
using Npgsql;

namespace FormsHub.Server.Sharing;

/// <summary>Reads shares.</summary>
public sealed class StoredShares(NpgsqlDataSource source)
{
    private const string Columns = """
        id, form, record, view, shown::text, subject_kind, subject, grants::text, origin, note, by, at, valid_from, valid_until, revoked_at, revoked_by,
        password_hash is not null, uses, last_used_at
        """;

    /// <summary>Null leaves a condition out.</summary>
    /// <param name="Subjects">Those of whom the share is with one.</param>
    /// <param name="Ended">Whether those that are revoked or have ended are wanted, too.</param>
    internal sealed record Question(int? Form = null, Guid? Record = null, string? View = null, IReadOnlyList<Guid>? Subjects = null, Guid? By = null, bool Ended = false);

    /// <summary>Newest first: ids are in the order of time.</summary>
    internal async Task<List<StoredShare>> FindAsync(Question asked, Guid? before, int most, CancellationToken ct)
    {
        await using var command = source.Command(
            $"""
            select {Columns} from shares
            where ($1::int is null or form = $1) and ($2::uuid is null or record = $2) and ($3::text is null or view = $3) and ($4::uuid[] is null or subject = any($4))
              and ($5::uuid is null or by = $5) and ($6 or (revoked_at is null and coalesce(valid_until > now(), true))) and id < $7
            order by id desc limit $8
            """,
            new NpgsqlParameter { Value = (object?)asked.Form ?? DBNull.Value, NpgsqlDbType = NpgsqlTypes.NpgsqlDbType.Integer },
            DatabaseReading.Id(asked.Record),
            DatabaseReading.Text(asked.View),
            new NpgsqlParameter { Value = (object?)asked.Subjects?.ToArray() ?? DBNull.Value, NpgsqlDbType = NpgsqlTypes.NpgsqlDbType.Array | NpgsqlTypes.NpgsqlDbType.Uuid },
            DatabaseReading.Id(asked.By),
            asked.Ended,
            before ?? Guid.AllBitsSet,
            most);
        return await ReadAsync(command, ct);
    }

    internal async Task<StoredShare?> FindAsync(Guid id, CancellationToken ct)
    {
        await using var command = source.Command($"select {Columns} from shares where id = $1", id);
        return (await ReadAsync(command, ct)).FirstOrDefault();
    }

    private static async Task<List<StoredShare>> ReadAsync(NpgsqlCommand command, CancellationToken ct)
    {
        await using var reader = await command.ExecuteReaderAsync(ct);
        var found = new List<StoredShare>();
        while (await reader.ReadAsync(ct))
        {
            found.Add(new StoredShare(
                reader.GetGuid(0), reader.GetInt32(1), reader.OptionalId(2), reader.Optional<string>(3), reader.Optional<string>(4), Enum.Parse<ShareSubject>(reader.GetString(5), ignoreCase: true),
                reader.OptionalId(6), reader.GetString(7), Enum.Parse<ShareOrigin>(reader.GetString(8), ignoreCase: true), reader.Optional<string>(9), reader.GetGuid(10),
                reader.GetFieldValue<DateTimeOffset>(11), reader.OptionalTime(12), reader.OptionalTime(13), reader.OptionalTime(14), reader.OptionalId(15), reader.GetBoolean(16),
                reader.GetInt64(17), reader.OptionalTime(18)));
        }
        return found;
    }
}
