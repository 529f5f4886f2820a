using System.Globalization;
using FormsHub.Core.Access;
using FormsHub.Core.Fields;
using FormsHub.Core.Forms;
using FormsHub.Core.Records;
using FormsHub.Core.Results;
using FormsHub.Storage.Forms;
using Npgsql;

namespace FormsHub.Storage.Records;

/// <summary>
/// Ends the time for which a form keeps its records: they go to the recycle bin or, a day later, for good. Each batch is a change set of
/// its own by way of "job", so that what was done stays done and the next pass goes on with the rest.
/// </summary>
public sealed class Retention(NpgsqlDataSource database, Catalog catalog, RecordStore store, RecordPurge purge, TimeZoneInfo zone, TimeProvider clock)
{
    private const int BatchSize = 200;

    /// <summary>Of no other lock: the first half of its key.</summary>
    private const int Lock = 0x52657465;

    private static readonly TimeSpan BetweenPasses = TimeSpan.FromHours(23);
    private static readonly TimeSpan InBin = TimeSpan.FromDays(1);

    private static readonly Caller Computer = new(
        Guid.Empty, "system", "FormsHub", null, null, [], new HashSet<string> { Caller.AdministratorRole });

    /// <summary>How many records are past their time.</summary>
    /// <param name="Binned">Those of the recycle bin.</param>
    /// <param name="Before">Records from before that day or moment are past their time.</param>
    public sealed record Due(long Live, long Binned, string Before);

    /// <summary>What a pass did.</summary>
    /// <param name="Kept">Records that could not go, because others refer to them.</param>
    public sealed record Pass(DateTimeOffset At, int Moved, int Purged, int Kept);

    /// <summary>What a rule would find now; null where the form, as published, has no such date.</summary>
    public async Task<Due?> CountAsync(Form form, RetentionRule rule, CancellationToken ct)
    {
        if (PastTime(form, rule) is not { } past) return null;
        await using var command = database.CreateCommand(
            $"select count(*) filter (where deleted_at is null), count(*) filter (where deleted_at is not null) from {RecordTable.Records(form.Number)} where {past.Sql}");
        command.Parameters.Add(past.Limit());
        await using var row = await command.ExecuteReaderAsync(ct);
        await row.ReadAsync(ct);
        return new Due(row.GetInt64(0), row.GetInt64(1), past.Before);
    }

    public async Task<Pass?> LastAsync(Form form, CancellationToken ct)
    {
        await using var command = database.CreateCommand("select at, moved, purged, kept from retention_runs where form = $1");
        command.Parameters.Add(WriteStatements.Int(form.Number));
        await using var row = await command.ExecuteReaderAsync(ct);
        return await row.ReadAsync(ct) ? new Pass(row.GetFieldValue<DateTimeOffset>(0), row.GetInt32(1), row.GetInt32(2), row.GetInt32(3)) : null;
    }

    /// <summary>A pass over every form whose last one is a day ago.</summary>
    public async Task RunDueAsync(CancellationToken ct)
    {
        foreach (var form in catalog.All.Where(Acts))
        {
            if (await LastAsync(form, ct) is not { } last || last.At < clock.GetUtcNow() - BetweenPasses) await RunAsync(form, ct);
        }
    }

    /// <summary>A pass over one form; null where there is nothing to end, or another server is at it.</summary>
    public async Task<Pass?> RunAsync(Form form, CancellationToken ct)
    {
        if (!Acts(form) || form.Definition.PersonalData?.Retention is not { } rule || PastTime(form, rule) is not { } past) return null;
        await using var connection = await database.OpenConnectionAsync(ct);
        if (!await LockedAsync(connection, form, "pg_try_advisory_lock", ct)) return null;
        try
        {
            var (moved, kept) = await MoveAsync(form, rule, past, ct);
            var purged = rule.Then is RetentionRule.Purge ? await PurgeAsync(form, rule, past, ct) : 0;
            return await NoteAsync(connection, form, new Pass(clock.GetUtcNow(), moved, purged, kept), ct);
        }
        finally
        {
            await LockedAsync(connection, form, "pg_advisory_unlock", CancellationToken.None);
        }
    }

    private static bool Acts(Form form) => form.Definition.PersonalData?.Retention is { Then: RetentionRule.Bin or RetentionRule.Purge };

    private async Task<(int Moved, int Kept)> MoveAsync(Form form, RetentionRule rule, Condition past, CancellationToken ct)
    {
        var (moved, kept) = (0, 0);
        Guid? after = null;
        while (await PageAsync(form, past, "deleted_at is null", after, ct) is { Count: > 0 } page)
        {
            after = page[^1];
            var operations = page.Select(RecordOperation (id) => new RecordOperation.Delete(form.Number, id, null)).ToList();
            var written = await store.WriteAsync(new WriteRequest(Computer, Via.Job, operations) { Partial = true, Summary = Summary(form, rule) }, ct);
            var refused = written.Failed ? page.Count : written.Value.Results.Count(result => result.Problem is not null);
            (moved, kept) = (moved + page.Count - refused, kept + refused);
        }
        return (moved, kept);
    }

    private async Task<int> PurgeAsync(Form form, RetentionRule rule, Condition past, CancellationToken ct)
    {
        var purged = 0;
        var since = clock.GetUtcNow() - InBin;
        Guid? after = null;
        while (await PageAsync(form, past, "deleted_at < $3", after, ct, since) is { Count: > 0 } page)
        {
            after = page[^1];
            var done = await purge.PurgeAsync(Computer, Via.Job, page, [form.Number], Summary(form, rule).In(Language.Chinese), ct);
            // Somebody restored one meanwhile, or the audit takes no entry: the next pass sees to the rest.
            if (done.Failed) return purged;
            purged += page.Count;
        }
        return purged;
    }

    private async Task<List<Guid>> PageAsync(Form form, Condition past, string where, Guid? after, CancellationToken ct, DateTimeOffset? since = null)
    {
        await using var command = database.CreateCommand(
            $"select id from {RecordTable.Records(form.Number)} where {past.Sql} and {where} and ($2::uuid is null or id > $2) order by id limit {BatchSize}");
        command.Parameters.Add(past.Limit());
        command.Parameters.Add(WriteStatements.Uuid(after));
        if (since is { } moment) command.Parameters.Add(WriteStatements.At(moment));
        var page = new List<Guid>();
        await using var row = await command.ExecuteReaderAsync(ct);
        while (await row.ReadAsync(ct)) page.Add(row.GetGuid(0));
        return page;
    }

    private sealed record Condition(string Sql, string Before, Func<NpgsqlParameter> Limit);

    /// <summary>That a record is past its time, with $1 as the day or moment that it is compared with.</summary>
    private Condition? PastTime(Form form, RetentionRule rule)
    {
        if (rule.Back is not { } back) return null;
        var now = clock.GetUtcNow();
        var moment = back.From(now, zone).ToUniversalTime();
        var text = moment.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
        if (rule.From is RetentionRule.CreatedAt or RetentionRule.UpdatedAt)
            return new Condition(rule.From is RetentionRule.CreatedAt ? "created_at < $1" : "updated_at < $1", text, () => WriteStatements.At(moment));
        if (form[rule.From] is not { } field) return null;
        var day = back.From(DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(now, zone).DateTime)).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        return field.Type switch
        {
            DateField => new Condition($"{FieldSql.Expression(field)} < $1", day, () => WriteStatements.Text(day)),
            DateTimeField => new Condition($"{FieldSql.Expression(field)} < $1", text, () => WriteStatements.Text(text)),
            _ => null,
        };
    }

    private static async Task<bool> LockedAsync(NpgsqlConnection connection, Form form, string function, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand($"select {function}($1, $2)", connection) { Parameters = { WriteStatements.Int(Lock), WriteStatements.Int(form.Number) } };
        return await command.ExecuteScalarAsync(ct) is true;
    }

    private static async Task<Pass> NoteAsync(NpgsqlConnection connection, Form form, Pass pass, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(
            """
            insert into retention_runs (form, at, moved, purged, kept) values ($1, $2, $3, $4, $5)
            on conflict (form) do update set at = excluded.at, moved = excluded.moved, purged = excluded.purged, kept = excluded.kept
            """,
            connection)
        {
            Parameters =
            {
                WriteStatements.Int(form.Number), WriteStatements.At(pass.At), WriteStatements.Int(pass.Moved), WriteStatements.Int(pass.Purged), WriteStatements.Int(pass.Kept),
            },
        };
        await command.ExecuteNonQueryAsync(ct);
        return pass;
    }

    private static Message Summary(Form form, RetentionRule rule) => new(
        $"Records of \"{form.Definition.Title?.In(Language.English, form.Key)}\" were past their time ({rule.After})",
        $"“{form.Definition.Title?.In(Language.Chinese, form.Key)}”的记录已超过保存期限（{rule.After}）");
}
