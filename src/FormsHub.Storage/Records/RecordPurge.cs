using System.Text.Json;
using FormsHub.Core.Access;
using FormsHub.Core.Audit;
using FormsHub.Core.Records;
using FormsHub.Core.Results;
using FormsHub.Storage.Audit;
using FormsHub.Storage.Forms;
using Npgsql;

namespace FormsHub.Storage.Records;

/// <summary>Removes records of the recycle bin for good, with all their revisions; a certificate remains of each.</summary>
public sealed class RecordPurge(NpgsqlDataSource database, Catalog catalog, SecondPerson second, TimeProvider clock)
{
    /// <summary>Purges all or nothing: every id must lie in the recycle bin, in one of the forms, and the audit must take its entry.</summary>
    /// <param name="forms">Numbers of the forms that the caller may purge in.</param>
    public async Task<Result<Guid>> PurgeAsync(
        Caller caller, Via via, IReadOnlyCollection<Guid> ids, IReadOnlyCollection<int> forms, string reason, CancellationToken ct)
    {
        await using var connection = await database.OpenConnectionAsync(ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        var purged = await PurgeAsync(connection, caller, via, ids, forms, reason, ct);
        if (!purged.Failed) await transaction.CommitAsync(ct);
        return purged;
    }

    /// <summary>As <see cref="PurgeAsync(Caller, Via, IReadOnlyCollection{Guid}, IReadOnlyCollection{int}, string, CancellationToken)"/>, in the connection's transaction.</summary>
    internal async Task<Result<Guid>> PurgeAsync(
        NpgsqlConnection connection, Caller caller, Via via, IReadOnlyCollection<Guid> ids, IReadOnlyCollection<int> forms, string reason, CancellationToken ct)
    {
        var binned = await LockAsync(connection, ids, forms, ct);
        var unknown = ids.Index().Where(each => !binned.ContainsKey(each.Item)).ToList();
        if (unknown.Count > 0) return RecordProblems.NotInBin(unknown);

        var at = clock.GetUtcNow();
        var changeSet = Guid.CreateVersion7(at);
        foreach (var group in binned.GroupBy(each => each.Value, each => each.Key))
        {
            if (catalog.ByNumber(group.Key) is not { } form) continue;
            var missing = await second.MissingAsync(connection, caller, form, FormAction.Purge, [.. group], changeSet, ct);
            if (missing.Count > 0) return RecordProblems.SecondPersonNeeded(form, missing.First(), FormAction.Purge);
        }
        if (!await AuditInbox.TryInsertAsync(connection, RecordAudit.Purge(caller, via, binned, changeSet, at), ct)) return AuditProblems.Unavailable;
        await using var batch = connection.CreateBatch();
        batch.BatchCommands.Add(new NpgsqlBatchCommand(
            "insert into change_sets (id, at, actor, via, token, summary, forms, records) values ($1, $2, $3, $4, $5, $6, $7, $8)")
        {
            Parameters =
            {
                WriteStatements.Uuid(changeSet), WriteStatements.At(at), WriteStatements.Uuid(caller.Id), WriteStatements.Text(via.ToString().ToLowerInvariant()),
                WriteStatements.Uuid(caller.Token?.Id), WriteStatements.Json(Summary(ids.Count)),
                new NpgsqlParameter<int[]> { TypedValue = [.. binned.Values.Distinct()] }, WriteStatements.Int(ids.Count),
            },
        });
        foreach (var form in binned.GroupBy(each => each.Value, each => each.Key))
        {
            batch.BatchCommands.Add(RecordTraces.Unname(form.Key, [.. form]));
            batch.BatchCommands.Add(new NpgsqlBatchCommand(
                $"""
                with gone as (delete from {RecordTable.Records(form.Key)} where id = any($1) and deleted_at is not null returning id, rev, data),
                history as (delete from {RecordTable.Revisions(form.Key)} where record = any($1)),
                emptied as (delete from bin where record = any($1))
                insert into purges (id, form, record, change_set, at, by, reason, revisions, sha256)
                select gen_random_uuid(), {form.Key}, id, $2, $3, $4, $5, rev, sha256(convert_to(data::text, 'UTF8')) from gone
                """)
            {
                Parameters =
                {
                    WriteStatements.Uuids(form), WriteStatements.Uuid(changeSet), WriteStatements.At(at), WriteStatements.Uuid(caller.Id),
                    WriteStatements.Text(reason),
                },
            });
        }
        foreach (var command in RecordTraces.Forget([.. binned.Keys])) batch.BatchCommands.Add(command);
        await batch.ExecuteNonQueryAsync(ct);
        return changeSet;
    }

    private static async Task<Dictionary<Guid, int>> LockAsync(
        NpgsqlConnection connection, IReadOnlyCollection<Guid> ids, IReadOnlyCollection<int> forms, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(
            "select record, form from bin where record = any($1) and form = any($2) order by record for update", connection)
        {
            Parameters = { WriteStatements.Uuids(ids), new NpgsqlParameter<int[]> { TypedValue = [.. forms] } },
        };
        var found = new Dictionary<Guid, int>();
        await using var reader = await command.ExecuteReaderAsync(ct);
        while (await reader.ReadAsync(ct)) found.Add(reader.GetGuid(0), reader.GetInt32(1));
        return found;
    }

    private static string Summary(int count) => JsonSerializer.Serialize(
        new Dictionary<string, string> { ["zh-CN"] = $"彻底删除 {count} 条记录", ["en"] = $"Purged {count} records" });
}
