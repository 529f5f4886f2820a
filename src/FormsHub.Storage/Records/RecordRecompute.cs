using System.Text.Json;
using FormsHub.Core.Access;
using FormsHub.Core.Forms;
using FormsHub.Core.Records;
using FormsHub.Core.Results;
using FormsHub.Storage.Forms;
using Npgsql;

namespace FormsHub.Storage.Records;

/// <summary>
/// Recomputes formulas of records that refer to a record that changed: left over by the write as jobs in its own transaction, taken
/// here by any server, so that a crash loses none. Each recompute is a change set of its own, by way of "job".
/// </summary>
public sealed class RecordRecompute(NpgsqlDataSource database, Catalog catalog, RecordStore store)
{
    private const int PageSize = 500;
    private const int MaxAttempts = 10;

    private static readonly Caller Computer = new(
        Guid.Empty, "system", "FormsHub", null, null, [], new HashSet<string> { Caller.AdministratorRole });

    /// <summary>Takes the next job and does it; false when none is waiting.</summary>
    public async Task<bool> DoNextAsync(CancellationToken ct)
    {
        await using var connection = await database.OpenConnectionAsync(ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        long id;
        string payload;
        await using (var next = new NpgsqlCommand(
            "select id, payload::text from jobs where state = 'queued' and kind = $1 and run_after <= now() order by run_after, id limit 1 for update skip locked",
            connection, transaction))
        {
            next.Parameters.Add(WriteStatements.Text(Dependents.JobKind));
            await using var reader = await next.ExecuteReaderAsync(ct);
            if (!await reader.ReadAsync(ct)) return false;
            (id, payload) = (reader.GetInt64(0), reader.GetString(1));
        }

        var problem = await TryAsync(payload, ct);
        await using var done = new NpgsqlCommand(
            problem is null
                ? "delete from jobs where id = $1"
                : $"""
                update jobs set attempts = attempts + 1, error = $2, run_after = now() + interval '1 second' * power(2, attempts),
                  state = case when attempts + 1 >= {MaxAttempts} then 'failed' else 'queued' end where id = $1
                """,
            connection, transaction);
        done.Parameters.Add(new NpgsqlParameter<long> { TypedValue = id });
        if (problem is not null) done.Parameters.Add(WriteStatements.Text(problem));
        await done.ExecuteNonQueryAsync(ct);
        await transaction.CommitAsync(ct);
        return true;
    }

    /// <summary>The code of what went wrong; null: done. A job that cannot be read must not keep those behind it waiting.</summary>
    private async Task<string?> TryAsync(string payload, CancellationToken ct)
    {
        try
        {
            return (await RecomputeAsync(JsonSerializer.Deserialize<RecomputeJob>(payload)!, ct))?.Code;
        }
        catch (JsonException)
        {
            return "unreadable";
        }
    }

    private async Task<Problem?> RecomputeAsync(RecomputeJob job, CancellationToken ct)
    {
        IReadOnlyList<Guid> ids = [job.Record];
        Form? form = null;
        foreach (var hop in job.Hops)
        {
            form = await catalog.FindAsync(hop.Form, ct);
            var field = form?.Fields.SelectMany(each => each.Columns.Append(each)).FirstOrDefault(each => each.Id == hop.Field);
            if (form is null || field is null) return null;
            ids = await ReferringAsync(form, field, ids, ct);
        }

        foreach (var page in ids.Chunk(PageSize))
        {
            var operations = page.Select(RecordOperation (id) =>
                new RecordOperation.Put(form!.Number, id, null, new Dictionary<string, JsonElement?>(), RevisionOp.Update) { Lenient = true }).ToList();
            var written = await store.WriteAsync(new WriteRequest(Computer, Via.Job, operations) { Partial = true, Summary = Recomputed(form!) }, ct);
            if (written.Failed) return written.Problem;
        }
        return null;
    }

    private async Task<IReadOnlyList<Guid>> ReferringAsync(Form form, Field field, IReadOnlyList<Guid> ids, CancellationToken ct)
    {
        await using var connection = await database.OpenConnectionAsync(ct);
        var found = await RecordRows.ReferringAsync(connection, form.Number, ReferenceSql.PointsAt(field), ids, [], int.MaxValue, ct);
        return [.. found.Select(record => record.Id)];
    }

    private static Message Recomputed(Form form) => new(
        $"Recomputed formulas of \"{form.Definition.Title?.In(Language.English, form.Key)}\"",
        $"重新计算“{form.Definition.Title?.In(Language.Chinese, form.Key)}”的公式");
}
