using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using FormsHub.Core.Encryption;
using FormsHub.Core.Forms;
using FormsHub.Core.Forms.Publishing;
using FormsHub.Core.Records;
using FormsHub.Core.Results;
using Npgsql;

namespace FormsHub.Storage.Forms;

/// <summary>What a new version would do to the records that are there.</summary>
/// <param name="Invalid">Records that must be mended when they are next saved.</param>
/// <param name="Lossy">Values that cannot be carried over whole into a new type.</param>
/// <param name="Total">Live records.</param>
/// <param name="Estimated">True where not all records were read: then the counts are carried up from those that were.</param>
public sealed record RecordReport(long Invalid, long Lossy, long Total, bool Estimated, IReadOnlyList<RecordReport.Sample> Samples)
{
    /// <summary>Values that will be stored encrypted, or in clear again.</summary>
    public long Sealed { get; init; }

    public static readonly RecordReport Nothing = new(0, 0, 0, false, []);

    private const int MaxSamples = 5;

    /// <summary>Records up to this many are all read; of more, about this many at random.</summary>
    private const int Sampled = 20_000;

    /// <summary>Of more records than this nobody waits for a count of doubles: building the index tells.</summary>
    private const int Countable = 100_000;

    /// <summary>An example of what would happen; the value is the stored one.</summary>
    public sealed record Sample(Guid Id, string Title, string Field, JsonElement? Value, Message Why);

    /// <summary>Judges the records of a form by the changes of its next version, within about half a second.</summary>
    public static async Task<RecordReport> MakeAsync(
        NpgsqlDataSource source, Form before, IReadOnlyList<FormChange> changes, IReadOnlyList<Field> encrypted, CancellationToken ct)
    {
        var kept = encrypted.Concat(before.Encrypted).Select(field => field.Id).ToHashSet();
        var judged = changes.Where(change => change.Impact is { DemandsUnique: false }).ToList();
        var unique = changes.Where(change => change.Impact is { DemandsUnique: true }).ToList();
        if (judged.Count is 0 && unique.Count is 0) return Nothing;

        await using var connection = await source.OpenConnectionAsync(ct);
        var table = RecordTable.Records(before.Number);
        var total = await TotalAsync(connection, table, ct);
        if (total is 0) return Nothing;

        var samples = new List<Sample>();
        var invalidRecords = new HashSet<Guid>();
        var (read, lossy, rewritten) = (0L, 0L, 0L);
        var estimated = total > Sampled;
        if (judged.Count > 0)
        {
            var from = estimated ? $"{table} tablesample system ({Percent(total)})" : table;
            var columns = string.Concat(judged.Select(change => $", data->'{change.Impact!.FieldId}'"));
            await using var command = new NpgsqlCommand($"select id, title{columns} from {from} where deleted_at is null limit {2 * Sampled}", connection);
            await using var reader = await command.ExecuteReaderAsync(ct);
            var watch = Stopwatch.StartNew();
            while (await reader.ReadAsync(ct) && watch.ElapsedMilliseconds < 300)
            {
                read++;
                for (var i = 0; i < judged.Count; i++)
                {
                    JsonElement? value = reader.IsDBNull(i + 2) ? null : JsonElement.Parse(reader.GetFieldValue<byte[]>(i + 2));
                    if (value is { } stored && before.ById(judged[i].Impact!.FieldId) is { } field) value = EncryptedValues.Open(before, field, reader.GetGuid(0), stored);
                    var verdict = judged[i].Impact!.Judge(value);
                    if (verdict.Kind is VerdictKind.Stays) continue;
                    if (verdict.Kind is VerdictKind.Sealed)
                    {
                        rewritten++;
                        continue;
                    }
                    if (verdict.Kind is VerdictKind.Invalid) invalidRecords.Add(reader.GetGuid(0));
                    else lossy++;
                    if (samples.Count < MaxSamples)
                        samples.Add(new Sample(reader.GetGuid(0), reader.GetString(1), judged[i].Field!, kept.Contains(judged[i].Impact!.FieldId) ? null : value, verdict.Why!));
                }
            }
            command.Cancel();
        }

        var invalid = (long)invalidRecords.Count;
        if (read > 0 && read < total)
        {
            estimated = true;
            var factor = (double)total / read;
            (invalid, lossy, rewritten) = ((long)Math.Round(invalid * factor), (long)Math.Round(lossy * factor), (long)Math.Round(rewritten * factor));
        }
        foreach (var change in unique)
        {
            var doubles = total > Countable ? null : await DoublesAsync(connection, before, change, samples, kept, ct);
            if (doubles is { } count) invalid += count;
            else estimated = true;
        }
        return new RecordReport(invalid, lossy, total, estimated, samples) { Sealed = rewritten };
    }

    /// <summary>How many records share a value of a field that is to be unique; null where counting takes too long.</summary>
    private static async Task<long?> DoublesAsync(
        NpgsqlConnection connection, Form form, FormChange change, List<Sample> samples, HashSet<string> kept, CancellationToken ct)
    {
        var field = form.ById(change.Impact!.FieldId)!;
        var value = FieldSql.Expression(field);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        await FormPartition.RunAsync(connection, "set local statement_timeout = 300", ct);
        await using var command = new NpgsqlCommand(
            $"""
            select count(*) over (), n, id, title, value from (
              select count(*) over (partition by {value}) as n, id, title, data->'{field.Id}' as value
              from {RecordTable.Records(form.Number)} where deleted_at is null and {value} is not null) doubles
            where n > 1 limit {MaxSamples}
            """,
            connection);
        try
        {
            var count = 0L;
            await using var reader = await command.ExecuteReaderAsync(ct);
            while (await reader.ReadAsync(ct))
            {
                count = reader.GetInt64(0);
                if (samples.Count >= MaxSamples) continue;
                var others = reader.GetInt64(1) - 1;
                samples.Add(new Sample(
                    reader.GetGuid(2), reader.GetString(3), change.Field!, kept.Contains(field.Id) ? null : JsonElement.Parse(reader.GetFieldValue<byte[]>(4)),
                    new Message($"{others} other records have the same value", $"另有 {others} 条记录的值相同")));
            }
            return count;
        }
        catch (PostgresException exception) when (exception.SqlState is PostgresErrorCodes.QueryCanceled && !ct.IsCancellationRequested)
        {
            return null;
        }
    }

    /// <summary>The number of live records, exact where it is small; else by the statistics, or by the size where there are none yet.</summary>
    private static async Task<long> TotalAsync(NpgsqlConnection connection, string table, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(
            $"""
            select case when few.n <= {Sampled} then few.n else greatest(few.n, coalesce(nullif(c.reltuples::bigint, -1), pg_relation_size(c.oid) / size.bytes)) end
            from (select count(*) as n from (select 1 from {table} where deleted_at is null limit {Sampled + 1}) part) few,
              (select (avg(pg_column_size(part.*)) + 4)::bigint as bytes from (select * from {table} limit 200) part) size,
              pg_class c
            where c.oid = '{table}'::regclass
            """,
            connection);
        return (long)(await command.ExecuteScalarAsync(ct))!;
    }

    private static string Percent(long total) => Math.Min(100, 100.0 * Sampled / total * 1.1).ToString("0.######", CultureInfo.InvariantCulture);
}
