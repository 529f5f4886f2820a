using FormsHub.Core.Forms;
using FormsHub.Core.Records;
using Npgsql;

namespace FormsHub.Storage.Forms;

/// <summary>The indexes that a form's fields ask for, as the table form_indexes keeps them.</summary>
public static class FormIndexes
{
    /// <summary>All indexes of a form, by name.</summary>
    public static async Task<IReadOnlyList<FormIndex>> ListAsync(NpgsqlDataSource source, int form, CancellationToken ct)
    {
        await using var command = source.CreateCommand(
            "select name, field, kind, state, progress, error from form_indexes where form = $1 and state <> 'dropping' order by name");
        command.Parameters.Add(new() { Value = form });
        var indexes = new List<FormIndex>();
        await using var reader = await command.ExecuteReaderAsync(ct);
        while (await reader.ReadAsync(ct))
        {
            indexes.Add(new FormIndex(
                reader.GetString(0), reader.GetString(1), reader.GetString(2), reader.GetString(3), reader.GetFloat(4),
                reader.IsDBNull(5) ? null : reader.GetString(5)));
        }
        return indexes;
    }

    /// <summary>Makes the new indexes of a small form and leaves those of a large one, and all that go, to <see cref="Upkeep"/>.</summary>
    internal static async Task PlanAsync(NpgsqlConnection connection, NpgsqlTransaction transaction, Form form, CancellationToken ct)
    {
        var wanted = FieldSql.Indexes(form).ToList();
        var there = await NamesAsync(connection, form.Number, ct);
        await MarkAsync(connection, form.Number, [.. there.Except(wanted.Select(index => index.Name))], "dropping", ct);
        var missing = wanted.Where(index => !there.Contains(index.Name)).ToList();
        if (missing.Count is 0) return;

        var small = await FormPartition.IsSmallAsync(connection, form.Number, ct);
        foreach (var index in missing)
        {
            // Over values that are yet to be sealed it would be empty, and fail once they are.
            var waits = form.ById(index.Field) is { IsEncrypted: true } field && await HoldsClearAsync(connection, form.Number, field.Id, ct);
            var state = small && !waits ? await TryMakeAsync(connection, transaction, index, ct) : ("pending", null);
            await using var insert = new NpgsqlCommand(
                """
                insert into form_indexes (form, name, field, kind, statement, state, progress, error)
                values ($1, $2, $3, $4, $5, $6, $7, $8)
                on conflict (form, name) do update
                  set state = excluded.state, statement = excluded.statement, progress = excluded.progress, error = excluded.error, changed_at = now()
                """,
                connection)
            {
                Parameters =
                {
                    new() { Value = form.Number }, new() { Value = index.Name }, new() { Value = index.Field }, new() { Value = index.Kind },
                    new() { Value = index.Statement(concurrently: true) }, new() { Value = state.Item1 },
                    new() { Value = state.Item1 is "ready" ? 1f : 0f }, FormStore.Text(state.Item2),
                },
            };
            await insert.ExecuteNonQueryAsync(ct);
        }
    }

    private static async Task<(string State, string? Error)> TryMakeAsync(
        NpgsqlConnection connection, NpgsqlTransaction transaction, FieldIndex index, CancellationToken ct)
    {
        await transaction.SaveAsync("index", ct);
        try
        {
            await FormPartition.RunAsync(connection, "set local lock_timeout = 500", ct);
            await FormPartition.RunAsync(connection, index.Statement(concurrently: false), ct);
            await transaction.ReleaseAsync("index", ct);
            return ("ready", null);
        }
        catch (PostgresException exception) when (exception.SqlState is PostgresErrorCodes.UniqueViolation or PostgresErrorCodes.LockNotAvailable)
        {
            await transaction.RollbackAsync("index", ct);
            return exception.SqlState is PostgresErrorCodes.UniqueViolation ? ("failed", "duplicates") : ("pending", null);
        }
    }

    private static async Task<bool> HoldsClearAsync(NpgsqlConnection connection, int form, string field, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(
            $"select exists (select from {RecordTable.Records(form)} where jsonb_typeof(data->'{field}') = 'string')", connection);
        return (bool)(await command.ExecuteScalarAsync(ct))!;
    }

    private static async Task<HashSet<string>> NamesAsync(NpgsqlConnection connection, int form, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(
            "select name from form_indexes where form = $1 and state <> 'dropping' and kind in ('unique', 'eq', 'links', 'tail')", connection)
        {
            Parameters = { new() { Value = form } },
        };
        var names = new HashSet<string>();
        await using var reader = await command.ExecuteReaderAsync(ct);
        while (await reader.ReadAsync(ct)) names.Add(reader.GetString(0));
        return names;
    }

    private static async Task MarkAsync(NpgsqlConnection connection, int form, string[] names, string state, CancellationToken ct)
    {
        if (names.Length is 0) return;
        await using var command = new NpgsqlCommand(
            "update form_indexes set state = $3, progress = 0, changed_at = now() where form = $1 and name = any($2)", connection)
        {
            Parameters = { new() { Value = form }, new() { Value = names }, new() { Value = state } },
        };
        await command.ExecuteNonQueryAsync(ct);
    }
}
