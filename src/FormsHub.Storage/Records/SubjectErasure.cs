using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using FormsHub.Core.Access;
using FormsHub.Core.Audit;
using FormsHub.Core.Forms;
using FormsHub.Core.Records;
using FormsHub.Core.Results;
using FormsHub.Storage.Forms;
using Npgsql;

namespace FormsHub.Storage.Records;

/// <summary>
/// Erases what records hold about a person: whole records by way of the recycle bin, or single fields with all that history and formulas
/// have of them. A certificate remains, whose hash is in the audit.
/// </summary>
public sealed class SubjectErasure(NpgsqlDataSource database, Catalog catalog, RecordStore store, RecordPurge purge, SecondPerson second, TimeProvider clock)
{
    public const int MostRecords = 500;

    private const int MostCounted = 1000;

    private static readonly Caller Computer = new(
        Guid.Empty, "system", "FormsHub", null, null, [], new HashSet<string> { Caller.AdministratorRole });

    private readonly FormulaCopies _copies = new(database, catalog);

    public async Task<ErasurePlan> PlanAsync(IReadOnlyList<ErasureTarget> targets, CancellationToken ct)
    {
        await using var connection = await database.OpenConnectionAsync(ct);
        var references = new List<ErasurePlan.Reference>();
        var revisions = 0L;
        foreach (var form in targets.GroupBy(target => target.Form.Number))
        {
            var of = form.First().Form;
            revisions += await CountAsync(connection, of, [.. form.Select(target => target.Record)], ct);
            List<Guid> whole = [.. form.Where(target => target.IsWhole).Select(target => target.Record)];
            if (whole.Count is 0) continue;
            foreach (var inbound in ReferenceMap.Of(catalog).Inbound(of))
            {
                var own = targets.Where(target => target.Form.Number == inbound.From.Number && target.IsWhole).Select(target => target.Record).ToList();
                var referring = await RecordRows.ReferringAsync(connection, inbound.From.Number, ReferenceSql.PointsAt(inbound.Field), whole, own, MostCounted, ct);
                if (referring.Count > 0)
                    references.Add(new ErasurePlan.Reference(inbound.From, inbound.Field, referring.Count, References.AtEnd(inbound.Field).ToString().ToLowerInvariant()));
            }
        }
        var files = await FilesAsync(connection, [.. targets.Select(target => target.Record)], ct);
        var copies = await _copies.OfAsync(targets, ct);
        return new ErasurePlan(
            targets.Count(target => target.IsWhole), targets.Count(target => !target.IsWhole), revisions, files.Count, copies.SelectMany(copy => copy.Records).Distinct().Count(), references);
    }

    /// <param name="reason">Why; it is kept, and is to name nobody.</param>
    /// <param name="values">What the person was found by, in all its spellings; whether it still stands somewhere is counted and none of it kept.</param>
    public async Task<Result<Erased>> EraseAsync(
        Caller caller, Via via, IReadOnlyList<ErasureTarget> targets, string reason, IReadOnlyList<string> values, CancellationToken ct)
    {
        var copies = await _copies.OfAsync(targets, ct);
        if (await PrepareAsync(caller, via, targets, ct) is { } refused) return refused;
        foreach (var copy in copies) await RecomputeAsync(copy, ct);

        await using var connection = await database.OpenConnectionAsync(ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        List<ErasureTarget> whole = [.. targets.Where(target => target.IsWhole)];
        var files = await FilesAsync(connection, [.. targets.Select(target => target.Record)], ct);
        var revisions = 0L;
        foreach (var form in targets.GroupBy(target => target.Form)) revisions += await CountAsync(connection, form.Key, [.. form.Select(target => target.Record)], ct);
        if (whole.Count > 0)
        {
            var purged = await purge.PurgeAsync(
                connection, caller, via, [.. whole.Select(target => target.Record)], [.. whole.Select(target => target.Form.Number).Distinct()], reason, ct);
            if (purged.Failed) return purged.Problem;
        }
        foreach (var form in targets.Where(target => !target.IsWhole).GroupBy(target => target.Form, target => target.Record))
        {
            var missing = await second.MissingAsync(connection, caller, form.Key, FormAction.Purge, [.. form], null, ct);
            if (missing.Count > 0) return RecordProblems.SecondPersonNeeded(form.Key, missing.First(), FormAction.Purge);
        }
        foreach (var target in targets.Where(target => !target.IsWhole))
        {
            await ScrubAsync(connection, target.Form.Number, [target.Record], FormulaCopies.WithFormulas(target.Form, target.Fields.Select(field => field.Id)), ct);
            await UnlinkAsync(connection, target, ct);
        }
        foreach (var copy in copies) await ScrubAsync(connection, copy.Form.Number, copy.Records, copy.Fields, ct);

        var unheld = await UnheldAsync(connection, files, ct);
        var at = clock.GetUtcNow();
        var certificate = new ErasureCertificate(
            Guid.CreateVersion7(at), at, new ErasureCertificate.Person(caller.Id, caller.UserName, caller.DisplayName), reason, whole.Count, targets.Count - whole.Count,
            revisions, unheld.Count, copies.SelectMany(copy => copy.Records).Distinct().Count(), [.. targets.GroupBy(target => target.Form).Select(OfForm)],
            values.Count is 0 ? null : await RemainingAsync(connection, values, ct), ErasureCertificate.NotesOfAll);
        var entry = AuditEntry.Of(AuditAction.SubjectErased, at, caller) with { Records = [.. targets.Select(target => target.Record).Order()] };
        var kept = await SubjectCertificates.KeepAsync(
            connection, SubjectCertificates.Erasure, certificate.Id, caller, certificate, entry.With(("purged", certificate.Purged), ("emptied", certificate.Emptied)), ct);
        if (kept.Failed) return kept.Problem;
        await transaction.CommitAsync(ct);
        return new Erased(certificate, kept.Value, unheld);
    }

    /// <summary>Puts the records that go into the recycle bin and empties the fields, as one change set; all or nothing.</summary>
    private async Task<Problem?> PrepareAsync(Caller caller, Via via, IReadOnlyList<ErasureTarget> targets, CancellationToken ct)
    {
        var binned = await BinnedAsync([.. targets.Select(target => target.Record)], ct);
        var operations = new List<RecordOperation>();
        foreach (var target in targets)
        {
            if (!target.IsWhole)
            {
                var emptied = target.Fields.ToDictionary(field => field.Id, _ => (JsonElement?)null);
                operations.Add(new RecordOperation.Put(target.Form.Number, target.Record, null, emptied, RevisionOp.Update) { Lenient = true });
            }
            else if (!binned.Contains(target.Record))
            {
                operations.Add(new RecordOperation.Delete(target.Form.Number, target.Record, null));
            }
        }
        if (operations.Count is 0) return null;
        var summary = new Message($"Erased personal data of {operations.Count} records", $"清除 {operations.Count} 条记录中的个人信息");
        var written = await store.WriteAsync(new WriteRequest(caller, via, operations) { Summary = summary }, ct);
        return written.Failed ? written.Problem : written.Value.Results.Select(result => result.Problem).FirstOrDefault(problem => problem is not null);
    }

    /// <summary>Computes the formulas now: what is scrubbed would come back with the job that the write has left.</summary>
    private async Task RecomputeAsync(FormulaCopies.Found copy, CancellationToken ct)
    {
        foreach (var page in copy.Records.Chunk(MostRecords))
        {
            var operations = page.Select(RecordOperation (id) =>
                new RecordOperation.Put(copy.Form.Number, id, null, new Dictionary<string, JsonElement?>(), RevisionOp.Update) { Lenient = true }).ToList();
            await store.WriteAsync(new WriteRequest(Computer, Via.Job, operations) { Partial = true }, ct);
        }
    }

    private static async Task ScrubAsync(NpgsqlConnection connection, int form, IReadOnlyCollection<Guid> records, IEnumerable<string> fields, CancellationToken ct)
    {
        await using var batch = connection.CreateBatch();
        batch.BatchCommands.Add(new NpgsqlBatchCommand(
            $"update {RecordTable.Revisions(form)} set changes = changes - $2 where record = any($1) and changes ?| $2")
        {
            Parameters = { WriteStatements.Uuids(records), WriteStatements.Texts(fields) },
        });
        batch.BatchCommands.Add(RecordTraces.Unname(form, records));
        await batch.ExecuteNonQueryAsync(ct);
    }

    /// <summary>Takes away the links to files that neither the record nor its history names any more.</summary>
    private static async Task UnlinkAsync(NpgsqlConnection connection, ErasureTarget target, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(
            $"""
            delete from file_links l where l.record = $1
              and not exists (select from {RecordTable.Records(target.Form.Number)} r where r.id = $1 and r.data::text like '%' || l.file || '%')
              and not exists (select from {RecordTable.Revisions(target.Form.Number)} v where v.record = $1 and v.changes::text like '%' || l.file || '%')
            """,
            connection)
        {
            Parameters = { WriteStatements.Uuid(target.Record) },
        };
        await command.ExecuteNonQueryAsync(ct);
    }

    /// <summary>In how many records and revisions one of the texts still stands.</summary>
    private async Task<long> RemainingAsync(NpgsqlConnection connection, IReadOnlyList<string> values, CancellationToken ct)
    {
        var patterns = values.Select(value => "%" + value.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("%", "\\%", StringComparison.Ordinal).Replace("_", "\\_", StringComparison.Ordinal) + "%").ToList();
        var counts = catalog.All.Select(form =>
            $"(select count(*) from {RecordTable.Records(form.Number)} where data::text ilike any($1) or title ilike any($1)) + (select count(*) from {RecordTable.Revisions(form.Number)} where changes::text ilike any($1))")
            .Append("(select count(*) from change_sets where summary::text ilike any($1))");
        var remaining = 0L;
        foreach (var count in counts)
        {
            await using var command = new NpgsqlCommand("select " + count, connection) { CommandTimeout = 0, Parameters = { WriteStatements.Texts(patterns) } };
            remaining += (long)(await command.ExecuteScalarAsync(ct))!;
        }
        return remaining;
    }

    private async Task<HashSet<Guid>> BinnedAsync(IReadOnlyCollection<Guid> records, CancellationToken ct)
    {
        await using var connection = await database.OpenConnectionAsync(ct);
        return [.. await IdsAsync(connection, "select record from bin where record = any($1)", records, ct)];
    }

    private static Task<List<Guid>> FilesAsync(NpgsqlConnection connection, IReadOnlyCollection<Guid> records, CancellationToken ct) =>
        IdsAsync(connection, "select distinct file from file_links where record = any($1)", records, ct);

    private static Task<List<Guid>> UnheldAsync(NpgsqlConnection connection, IReadOnlyCollection<Guid> files, CancellationToken ct) =>
        IdsAsync(connection, "select id from files where id = any($1) and not exists (select from file_links where file = files.id)", files, ct);

    private static async Task<List<Guid>> IdsAsync(NpgsqlConnection connection, string sql, IReadOnlyCollection<Guid> ids, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(sql, connection) { Parameters = { WriteStatements.Uuids(ids) } };
        var found = new List<Guid>();
        await using var row = await command.ExecuteReaderAsync(ct);
        while (await row.ReadAsync(ct)) found.Add(row.GetGuid(0));
        return found;
    }

    private static async Task<long> CountAsync(NpgsqlConnection connection, Form form, IReadOnlyCollection<Guid> records, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand($"select count(*) from {RecordTable.Revisions(form.Number)} where record = any($1)", connection) { Parameters = { WriteStatements.Uuids(records) } };
        return (long)(await command.ExecuteScalarAsync(ct))!;
    }

    private static ErasureCertificate.OfForm OfForm(IGrouping<Form, ErasureTarget> form) => new(
        form.Key.Key, form.Key.Definition.Title, form.Count(target => target.IsWhole), form.Count(target => !target.IsWhole),
        [.. form.SelectMany(target => target.Fields).Select(field => field.Key).Distinct()],
        [.. form.Select(target => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(target.Record.ToString()))))]);
}
