using System.Text.Json;
using FormsHub.Core.Audit;
using Npgsql;
using NpgsqlTypes;

namespace FormsHub.Storage.Audit;

/// <summary>
/// Appends entries to the one chain of the database, in order, under a lock: servers take turns. An append is one transaction, so that
/// after a crash the next one finds the chain whole and goes on from its end.
/// </summary>
public sealed class AuditChain(NpgsqlDataSource source)
{
    private const long Lock = 0x4175646974;
    private const int Most = 2_000;

    private const string Columns = "id, at, actor, actor_name, token, address, agent, action, form, record, records, field, change_set, details, hash";

    /// <summary>Appends these entries, and with them what waits in the inbox; the new end of the chain, or null where there was nothing.</summary>
    public async Task<AuditHead?> AppendAsync(IReadOnlyList<AuditEntry> entries, CancellationToken ct)
    {
        if (entries.Count is 0 && !await AnyWaitingAsync(ct)) return null;
        while (true)
        {
            var (head, taken) = await AppendOnceAsync(entries, ct);
            if (taken < Most) return head;
            entries = [];
        }
    }

    /// <summary>The last entry; null in an empty chain.</summary>
    public async Task<AuditHead?> HeadAsync(CancellationToken ct)
    {
        await using var command = source.CreateCommand("select id, hash from audit order by id desc limit 1");
        await using var reader = await command.ExecuteReaderAsync(ct);
        return await reader.ReadAsync(ct) ? new AuditHead(reader.GetInt64(0), reader.GetFieldValue<byte[]>(1)) : null;
    }

    /// <summary>Computes the chain anew from the table, and names the first entry that is not what it was.</summary>
    /// <param name="heads">Ends of the chain that were noted outside the database.</param>
    public async Task<AuditVerdict> VerifyAsync(IReadOnlyCollection<AuditHead> heads, CancellationToken ct)
    {
        var noted = heads.ToLookup(head => head.Id, head => Convert.ToHexStringLower(head.Hash));
        var last = 0L;
        var before = AuditText.BeforeFirst;
        await using var command = source.CreateCommand($"select {Columns} from audit order by id");
        command.CommandTimeout = 0;
        await using var reader = await command.ExecuteReaderAsync(ct);
        while (await reader.ReadAsync(ct))
        {
            var id = reader.GetInt64(0);
            if (id != last + 1) return Broken(AuditBreak.Missing, last + 1);
            var hash = reader.GetFieldValue<byte[]>(14);
            if (!AuditText.Hash(before, id, Read(reader)).AsSpan().SequenceEqual(hash)) return Broken(AuditBreak.Altered, id);
            if (noted[id].Any(each => each != Convert.ToHexStringLower(hash))) return Broken(AuditBreak.Replaced, id);
            (last, before) = (id, hash);
        }
        return heads.Any(head => head.Id > last) ? Broken(AuditBreak.CutOff, last + 1) : new AuditVerdict(last, last is 0 ? null : Convert.ToHexStringLower([.. before]), null);

        AuditVerdict Broken(string kind, long id) => new(last, last is 0 ? null : Convert.ToHexStringLower([.. before]), new AuditBreak(kind, id));
    }

    /// <summary>An entry as it stands in the table, read from <see cref="Columns"/>.</summary>
    private static AuditEntry Read(NpgsqlDataReader row) => new(row.GetString(7), row.GetFieldValue<DateTimeOffset>(1))
    {
        Actor = Id(row, 2),
        ActorName = Text(row, 3),
        Token = Id(row, 4),
        Address = Text(row, 5),
        Agent = Text(row, 6),
        Form = row.IsDBNull(8) ? null : row.GetInt32(8),
        Records = Id(row, 9) is { } one ? [one] : row.IsDBNull(10) ? [] : row.GetFieldValue<Guid[]>(10),
        Field = Text(row, 11),
        ChangeSet = Id(row, 12),
        Details = row.IsDBNull(13) ? null : AuditText.Canonical(JsonElement.Parse(row.GetString(13))),
    };

    private static Guid? Id(NpgsqlDataReader row, int column) => row.IsDBNull(column) ? null : row.GetGuid(column);

    private static string? Text(NpgsqlDataReader row, int column) => row.IsDBNull(column) ? null : row.GetString(column);

    private async Task<bool> AnyWaitingAsync(CancellationToken ct)
    {
        await using var command = source.CreateCommand($"select exists (select from {AuditInbox.Table})");
        return (bool)(await command.ExecuteScalarAsync(ct))!;
    }

    private async Task<(AuditHead? Head, int Taken)> AppendOnceAsync(IReadOnlyList<AuditEntry> entries, CancellationToken ct)
    {
        await using var connection = await source.OpenConnectionAsync(ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        var all = new List<AuditEntry>(entries);
        AuditHead? head = null;
        await using (var batch = new NpgsqlBatch(connection, transaction))
        {
            batch.BatchCommands.Add(new NpgsqlBatchCommand($"select pg_advisory_xact_lock({Lock})"));
            batch.BatchCommands.Add(new NpgsqlBatchCommand("select id, hash from audit order by id desc limit 1"));
            batch.BatchCommands.Add(new NpgsqlBatchCommand(
                $"delete from {AuditInbox.Table} where id in (select id from {AuditInbox.Table} order by id limit {Most}) returning entry::text"));
            await using var reader = await batch.ExecuteReaderAsync(ct);
            await reader.NextResultAsync(ct);
            if (await reader.ReadAsync(ct)) head = new AuditHead(reader.GetInt64(0), reader.GetFieldValue<byte[]>(1));
            await reader.NextResultAsync(ct);
            while (await reader.ReadAsync(ct)) all.Add(AuditInbox.Read(reader.GetString(0)));
        }
        if (all.Count > 0) head = await CopyAsync(connection, head, all.OrderBy(entry => entry.At), ct);
        await transaction.CommitAsync(ct);
        return (head, all.Count - entries.Count);
    }

    private static async Task<AuditHead> CopyAsync(NpgsqlConnection connection, AuditHead? head, IEnumerable<AuditEntry> entries, CancellationToken ct)
    {
        var (id, hash) = head is null ? (0L, AuditText.BeforeFirst) : (head.Id, head.Hash);
        await using var copy = await connection.BeginBinaryImportAsync($"copy audit ({Columns}) from stdin (format binary)", ct);
        foreach (var entry in entries)
        {
            hash = AuditText.Hash(hash, ++id, entry);
            await copy.StartRowAsync(ct);
            await copy.WriteAsync(id, NpgsqlDbType.Bigint, ct);
            await copy.WriteAsync(entry.At, NpgsqlDbType.TimestampTz, ct);
            await WriteAsync(copy, entry.Actor, ct);
            await WriteAsync(copy, entry.ActorName, ct);
            await WriteAsync(copy, entry.Token, ct);
            await WriteAsync(copy, entry.Address, ct);
            await WriteAsync(copy, entry.Agent, ct);
            await copy.WriteAsync(entry.Action, NpgsqlDbType.Text, ct);
            if (entry.Form is { } form) await copy.WriteAsync(form, NpgsqlDbType.Integer, ct);
            else await copy.WriteNullAsync(ct);
            await WriteAsync(copy, entry.Records is [var one] ? one : (Guid?)null, ct);
            if (entry.Records.Count > 1) await copy.WriteAsync(entry.Records.ToArray(), NpgsqlDbType.Array | NpgsqlDbType.Uuid, ct);
            else await copy.WriteNullAsync(ct);
            await WriteAsync(copy, entry.Field, ct);
            await WriteAsync(copy, entry.ChangeSet, ct);
            if (entry.Details is { } details) await copy.WriteAsync(details, NpgsqlDbType.Jsonb, ct);
            else await copy.WriteNullAsync(ct);
            await copy.WriteAsync((byte[])hash, NpgsqlDbType.Bytea, ct);
        }
        await copy.CompleteAsync(ct);
        return new AuditHead(id, (byte[])hash);
    }

    private static Task WriteAsync(NpgsqlBinaryImporter copy, Guid? id, CancellationToken ct) =>
        id is { } given ? copy.WriteAsync(given, NpgsqlDbType.Uuid, ct) : copy.WriteNullAsync(ct);

    private static Task WriteAsync(NpgsqlBinaryImporter copy, string? text, CancellationToken ct) =>
        text is null ? copy.WriteNullAsync(ct) : copy.WriteAsync(text, NpgsqlDbType.Text, ct);
}

/// <summary>An end of the chain: its last entry and that entry's hash.</summary>
public sealed record AuditHead(long Id, byte[] Hash);

/// <summary>What a verification found.</summary>
/// <param name="Entries">How many entries, from the first, are what they were.</param>
/// <param name="Hash">The hash of the last of those.</param>
/// <param name="Break">The first entry that is not; null: the whole chain holds.</param>
public sealed record AuditVerdict(long Entries, string? Hash, AuditBreak? Break);

/// <summary>Where the chain breaks, and how.</summary>
public sealed record AuditBreak(string Kind, long Id)
{
    /// <summary>The entry is not there.</summary>
    public const string Missing = "missing";

    /// <summary>The entry says something else than when it was written, or came after another one.</summary>
    public const string Altered = "altered";

    /// <summary>The chain agrees with itself, but not with the end that was noted outside the database.</summary>
    public const string Replaced = "replaced";

    /// <summary>The chain ends before an end that was noted outside the database.</summary>
    public const string CutOff = "cutOff";
}
