using FormsHub.Core.Encryption;
using FormsHub.Core.Records;
using Npgsql;

namespace FormsHub.Storage.Forms;

/// <summary>Makes and drops indexes while the form goes on being used.</summary>
public sealed class IndexBuilder(NpgsqlDataSource source)
{
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(500);

    internal async Task DoAsync(NpgsqlConnection connection, Upkeep.Work work, CancellationToken ct)
    {
        if (work.State is "dropping")
        {
            await RunAsync(connection, $"drop index concurrently if exists {work.Name}", ct);
            await RunAsync(connection, $"drop index concurrently if exists {Doubles(work)}", ct);
            await using var forget = new NpgsqlCommand("delete from form_indexes where form = $1 and name = $2 and state = 'dropping'", connection)
            {
                Parameters = { new() { Value = work.Form }, new() { Value = work.Name } },
            };
            await forget.ExecuteNonQueryAsync(ct);
            return;
        }

        var valid = await IsValidAsync(connection, work.Name, ct);
        if (valid is false) await RunAsync(connection, $"drop index concurrently if exists {work.Name}", ct);
        if (valid is true)
        {
            await ReadyAsync(connection, work, ct);
            return;
        }
        if (work.Kind is "unique" && await DoublesAsync(connection, work, ct) is { } doubles)
        {
            await FailedAsync(connection, work, doubles, ct);
            return;
        }

        await Upkeep.SetAsync(connection, work, "building", 0, null, ct);
        using var built = CancellationTokenSource.CreateLinkedTokenSource(ct);
        var watching = WatchAsync(work, built.Token);
        try
        {
            await RunAsync(connection, work.Statement, ct);
            await built.CancelAsync();
            await watching;
            await ReadyAsync(connection, work, ct);
        }
        catch (PostgresException exception)
        {
            await built.CancelAsync();
            await watching;
            await RunAsync(connection, $"drop index concurrently if exists {work.Name}", CancellationToken.None);
            var why = exception.SqlState is PostgresErrorCodes.UniqueViolation ? await DoublesAsync(connection, work, ct) ?? "duplicates" : exception.MessageText;
            await FailedAsync(connection, work, why, ct);
        }
    }

    /// <summary>From now on the index refuses doubles, and no writer looks for them.</summary>
    private static async Task ReadyAsync(NpgsqlConnection connection, Upkeep.Work work, CancellationToken ct)
    {
        await Upkeep.SetAsync(connection, work, "ready", 1, null, ct);
        if (work.Kind is not "unique") return;
        await FormPublisher.TellAsync(connection, work.Form, ct);
        await RunAsync(connection, $"drop index concurrently if exists {Doubles(work)}", ct);
    }

    /// <summary>Until somebody has mended the doubles, each writer looks for new ones: an index that does not refuse makes that quick.</summary>
    private static async Task FailedAsync(NpgsqlConnection connection, Upkeep.Work work, string why, CancellationToken ct)
    {
        await Upkeep.SetAsync(connection, work, "failed", 0, why, ct);
        if (work.Kind is not "unique") return;
        if (await IsValidAsync(connection, Doubles(work), ct) is false) await RunAsync(connection, $"drop index concurrently if exists {Doubles(work)}", ct);
        var on = work.Statement[work.Statement.IndexOf(" on ", StringComparison.Ordinal)..];
        await RunAsync(connection, $"create index concurrently if not exists {Doubles(work)}{on}", ct);
    }

    private static string Doubles(Upkeep.Work work) => work.Name + "_doubles";

    /// <summary>"duplicates: 2 × \"a\"": the values that several records have; null if none are repeated.</summary>
    internal static async Task<string?> DoublesAsync(NpgsqlConnection connection, Upkeep.Work work, CancellationToken ct)
    {
        // Of sealed values the index compares hashes, which say nothing to anybody.
        var isSealed = work.Name == RecordTable.Index(work.Form, work.Field + "s", work.Kind);
        var value = isSealed ? $"data->'{work.Field}'->>'{SealedCell.Hash}'" : $"data->>'{work.Field}'";
        var shown = isSealed ? "'***'" : "left(value, 80)";
        await using var command = new NpgsqlCommand(
            $"""
            select string_agg(n || ' × "' || {shown} || '"', ', ') from (
              select {value} as value, count(*) as n from {RecordTable.Records(work.Form)}
              where deleted_at is null and {value} is not null group by {value} having count(*) > 1 order by 2 desc, 1 limit 5) doubles
            """,
            connection)
        { CommandTimeout = 0 };
        return await command.ExecuteScalarAsync(ct) is string doubles ? "duplicates: " + doubles : null;
    }

    private async Task WatchAsync(Upkeep.Work work, CancellationToken ct)
    {
        try
        {
            await using var connection = await source.OpenConnectionAsync(ct);
            while (true)
            {
                await Task.Delay(Look, ct);
                await using var command = new NpgsqlCommand(
                    """
                    update form_indexes i set progress = p.progress
                    from (select (case when blocks_total > 0 then 0.7 * blocks_done / blocks_total else 0 end
                        + case when tuples_total > 0 then 0.3 * tuples_done / tuples_total else 0 end)::real as progress
                      from pg_stat_progress_create_index where relid = $3::regclass limit 1) p
                    where i.form = $1 and i.name = $2 and i.state = 'building' and p.progress > i.progress
                    """,
                    connection)
                {
                    Parameters = { new() { Value = work.Form }, new() { Value = work.Name }, new() { Value = RecordTable.Records(work.Form) } },
                };
                await command.ExecuteNonQueryAsync(ct);
            }
        }
        catch (Exception exception) when (exception is OperationCanceledException or NpgsqlException)
        {
            // Done; or progress is not to be seen for once.
        }
    }

    /// <summary>Null if there is no such index; false if an attempt to make it was broken off.</summary>
    private static async Task<bool?> IsValidAsync(NpgsqlConnection connection, string name, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand("select indisvalid from pg_index where indexrelid = to_regclass($1)", connection)
        {
            Parameters = { new() { Value = name } },
        };
        return (bool?)await command.ExecuteScalarAsync(ct);
    }

    private static async Task RunAsync(NpgsqlConnection connection, string sql, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 0 };
        await command.ExecuteNonQueryAsync(ct);
    }
}
