using FormsHub.Core.Access;
using FormsHub.Core.Results;
using FormsHub.Storage.Forms;
using Npgsql;

namespace FormsHub.Storage.Records;

/// <summary>
/// The write path of records. Every write is one transaction that holds the records, their revisions and the change set. It reads
/// without locks, computes, and writes with guards (form version, revision, targets of references, unique indexes); if a guard
/// fails it begins again with what is true now, so that nobody waits and no update is lost. The first try takes the targets of
/// references for alive where nothing is read through them: the guard looks at them anyway, and a second try says which is gone.
/// </summary>
public sealed partial class RecordStore(
    NpgsqlDataSource database, Catalog catalog, IDirectory directory, IRecordGate gate, SecondPerson second, TimeZoneInfo zone, TimeProvider clock, ChangeLog changes)
{
    private const int Attempts = 12;

    private readonly TakenAlong _takenAlong = new(database, catalog);

    public async Task<Result<WriteOutcome>> WriteAsync(WriteRequest request, CancellationToken ct)
    {
        var asked = request.Operations.Count;
        if (request.Operations.Any(operation => operation is RecordOperation.Restore))
            request = request with { Operations = [.. request.Operations, .. await _takenAlong.OfAsync(request.Caller, request.Operations, ct)] };
        await using var connection = await database.OpenConnectionAsync(ct);
        var refused = new Dictionary<int, Problem>();
        var serials = new SerialNumbers();
        for (var left = Attempts; left > 0; left--)
        {
            if (request.Idempotency is { } key && await ReplayAsync(connection, request.Caller.Id, key, ct) is { } earlier) return earlier;

            var attempt = new WriteAttempt(connection, catalog, directory, gate, second, zone, request, asked, serials, Now(), trusting: left is Attempts);
            await using var transaction = attempt;
            await attempt.PlanAsync(refused, ct);
            var outcome = attempt.Outcome();
            var hasProblem = outcome.Results.Any(result => result.Problem is not null);
            if (hasProblem && attempt.HasTrusted) continue;
            if (hasProblem && await WasPublishedAnewAsync(connection, attempt.Versions, ct)) continue;
            if (attempt.IsRefused || (!attempt.HasWrites && (hasProblem || request.Idempotency is null))) return outcome;

            try
            {
                if (!attempt.HasWrites)
                {
                    await attempt.KeepAsync(outcome, ct);
                    return outcome;
                }
                var isReadBack = await attempt.CommitAsync(outcome, ct);
                Measures.RecordsWritten.Add(attempt.Writes.Count);
                changes.Written();
                return outcome with { IsReadBack = isReadBack };
            }
            catch (WriteRefusedException exception)
            {
                foreach (var (operation, problem) in exception.Refused) refused[operation] = problem;
                await attempt.DisposeAsync();
                continue;
            }
            catch (PostgresException exception)
            {
                await attempt.DisposeAsync();
                if (!await CanRetryAsync(connection, request.Caller, attempt, exception, refused, ct)) throw;
            }
            await Task.Delay(Random.Shared.Next(1 + ((Attempts - left) * 4)), ct);
        }
        return RecordProblems.Busy;
    }

    private DateTimeOffset Now()
    {
        var now = clock.GetUtcNow();
        return now.AddTicks(-(now.Ticks % TimeSpan.TicksPerMillisecond));
    }

    /// <summary>Whether records were judged by versions of their forms that another server has replaced; the catalog is fresh then.</summary>
    private async Task<bool> WasPublishedAnewAsync(NpgsqlConnection connection, IReadOnlyDictionary<int, int> versions, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(
            "select exists (select from unnest($1::int[], $2::int[]) known (number, version) left join forms using (number, version) where forms.id is null or forms.deleted_at is not null)",
            connection)
        {
            Parameters = { new NpgsqlParameter<int[]> { TypedValue = [.. versions.Keys] }, new NpgsqlParameter<int[]> { TypedValue = [.. versions.Values] } },
        };
        if (!(bool)(await command.ExecuteScalarAsync(ct))!) return false;
        await catalog.RefreshAsync(ct);
        return versions.Any(known => catalog.ByNumber(known.Key)?.Version != known.Value);
    }

    /// <summary>What a refusal of the database means: the world moved on (again, then), or a value that another record has.</summary>
    private async Task<bool> CanRetryAsync(
        NpgsqlConnection connection, Caller caller, WriteAttempt attempt, PostgresException exception, Dictionary<int, Problem> refused, CancellationToken ct)
    {
        switch (exception.SqlState)
        {
            case WriteStatements.FormChanged:
            case PostgresErrorCodes.UndefinedTable:
                await catalog.RefreshAsync(ct);
                return exception.SqlState is WriteStatements.FormChanged;
            case WriteStatements.RecordChanged or WriteStatements.TargetGone:
            case PostgresErrorCodes.DeadlockDetected or PostgresErrorCodes.SerializationFailure:
            case PostgresErrorCodes.ForeignKeyViolation: // a file, never linked, was cleaned up meanwhile
                return true;
            case PostgresErrorCodes.UniqueViolation when exception.ConstraintName is "idempotency_keys_pkey":
                return true;
            case PostgresErrorCodes.UniqueViolation or WriteStatements.NotUnique:
                var index = exception.SqlState is WriteStatements.NotUnique ? exception.MessageText.Split(' ')[^1] : exception.ConstraintName ?? "";
                var found = await UniqueConflicts.FindAsync(connection, attempt.Writes, index, form => gate.MayName(caller, form), ct);
                foreach (var (operation, problem) in found) refused[operation] = problem;
                return true;
            default:
                return false;
        }
    }

    /// <summary>What the writer of a request has kept for its Idempotency-Key (<see cref="IdempotencyKey.Answer"/>); null: nothing yet.</summary>
    public async Task<Result<string>?> KeptAsync(Guid actor, IdempotencyKey key, CancellationToken ct)
    {
        await using var connection = await database.OpenConnectionAsync(ct);
        return await KeptAsync(connection, actor, key, ct);
    }

    private async Task<Result<WriteOutcome>?> ReplayAsync(NpgsqlConnection connection, Guid actor, IdempotencyKey key, CancellationToken ct)
    {
        if (await KeptAsync(connection, actor, key, ct) is not { } kept) return null;
        if (kept.Failed) return kept.Problem;
        return key.Answer is null ? KeptAnswer.Read(kept.Value) : new WriteOutcome(null, []) { Replayed = true, Kept = kept.Value };
    }

    private async Task<Result<string>?> KeptAsync(NpgsqlConnection connection, Guid actor, IdempotencyKey key, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand("select request, response::text from idempotency_keys where actor = $1 and key = $2", connection)
        {
            Parameters = { WriteStatements.Uuid(actor), WriteStatements.Text(key.Key) },
        };
        await using var reader = await command.ExecuteReaderAsync(ct);
        if (!await reader.ReadAsync(ct)) return null;
        return reader.GetFieldValue<byte[]>(0).AsSpan().SequenceEqual(key.Request)
            ? KeptAnswer.Opened(reader.GetString(1), actor, key.Key, catalog.Keys?.Ring)
            : RecordProblems.KeyReused;
    }
}
