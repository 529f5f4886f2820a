using Npgsql;

namespace FormsHub.Storage.Forms;

/// <summary>
/// Does what publications leave over: large indexes, values to be carried into a new type, formulas to be computed anew. Any server
/// does it, one at a time for each form; a crash loses nothing, because the next one finds the work where it stands.
/// </summary>
public sealed class Upkeep(NpgsqlDataSource source, IndexBuilder indexes, RecordUpkeep records)
{
    private const int LockClass = 0x4648;

    /// <summary>How long a publication waits for who is at its form already.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    /// <summary>What is to be done: a line of form_indexes.</summary>
    internal sealed record Work(int Form, string Name, string Field, string Kind, string Statement, string State);

    /// <summary>Does all that is waiting; false if nothing was.</summary>
    public async Task<bool> DoAsync(CancellationToken ct)
    {
        var done = false;
        foreach (var form in await FormsAsync(ct)) done |= await DoAsync(form, ct);
        return done;
    }

    /// <summary>Does what waits for one form, or waits a while for who is at it: the loop, or another server; what fails here is tried again by the loop.</summary>
    public async Task TryDoAsync(int form, CancellationToken ct)
    {
        try
        {
            await DoAsync(form, ct, Patience);
        }
        catch (NpgsqlException)
        {
            // The publication is through; the loop tells in the log if this goes on.
        }
    }

    private async Task<bool> DoAsync(int form, CancellationToken ct, TimeSpan patience = default)
    {
        await using var connection = await source.OpenConnectionAsync(ct);
        var begun = TimeProvider.System.GetTimestamp();
        while (!await LockAsync(connection, "pg_try_advisory_lock", form, ct))
        {
            if (TimeProvider.System.GetElapsedTime(begun) >= patience) return false;
            await Task.Delay(TimeSpan.FromMilliseconds(20), ct);
        }
        var done = false;
        try
        {
            foreach (var work in await WaitingAsync(connection, form, ct))
            {
                if (work.Kind is Conversions.Seal or Conversions.Convert or Conversions.Compute or Conversions.Title) await records.DoAsync(connection, work, ct);
                else await indexes.DoAsync(connection, work, ct);
                done = true;
            }
        }
        finally
        {
            if (connection.State is System.Data.ConnectionState.Open)
                await LockAsync(connection, "pg_advisory_unlock", form, CancellationToken.None);
        }
        return done;
    }

    internal static async Task SetAsync(NpgsqlConnection connection, Work work, string state, float progress, string? error, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(
            "update form_indexes set state = $3, progress = $4, error = $5, changed_at = now() where form = $1 and name = $2", connection)
        {
            Parameters =
            {
                new() { Value = work.Form }, new() { Value = work.Name }, new() { Value = state }, new() { Value = progress }, FormStore.Text(error),
            },
        };
        await command.ExecuteNonQueryAsync(ct);
    }

    /// <summary>A unique index that failed is tried again after a while: somebody may have mended the doubles.</summary>
    private async Task<List<int>> FormsAsync(CancellationToken ct)
    {
        await using var command = source.CreateCommand(
            """
            select distinct form from form_indexes
            where state in ('pending', 'building', 'dropping') or (state = 'failed' and changed_at < now() - interval '1 minute')
            """);
        var forms = new List<int>();
        await using var reader = await command.ExecuteReaderAsync(ct);
        while (await reader.ReadAsync(ct)) forms.Add(reader.GetInt32(0));
        return forms;
    }

    private static async Task<List<Work>> WaitingAsync(NpgsqlConnection connection, int form, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(
            """
            select form, name, field, kind, statement, state from form_indexes
            where form = $1 and (state in ('pending', 'building', 'dropping') or (state = 'failed' and changed_at < now() - interval '1 minute'))
            order by state <> 'dropping', kind <> 'seal', kind = 'title', kind in ('convert', 'compute'), kind = 'compute', name
            """,
            connection)
        {
            Parameters = { new() { Value = form } },
        };
        var waiting = new List<Work>();
        await using var reader = await command.ExecuteReaderAsync(ct);
        while (await reader.ReadAsync(ct))
        {
            waiting.Add(new Work(
                reader.GetInt32(0), reader.GetString(1), reader.GetString(2), reader.GetString(3), reader.GetString(4), reader.GetString(5)));
        }
        return waiting;
    }

    private static async Task<bool> LockAsync(NpgsqlConnection connection, string function, int form, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand($"select {function}({LockClass}, {form})", connection);
        return (bool)(await command.ExecuteScalarAsync(ct))!;
    }
}
