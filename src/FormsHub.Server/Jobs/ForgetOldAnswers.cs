using Npgsql;

namespace FormsHub.Server.Jobs;

/// <summary>
/// Deletes answers kept for an Idempotency-Key once no client retries any more, two days after the write, and ended sessions whose
/// cookie is over by itself.
/// </summary>
public sealed class ForgetOldAnswers(NpgsqlDataSource database, TimeProvider clock, ILogger<ForgetOldAnswers> log)
    : RepeatedWork(TimeSpan.FromHours(1), clock, log)
{
    protected override async Task<bool> DoAsync(CancellationToken ct)
    {
        await using var command = database.CreateCommand(
            "delete from idempotency_keys where at < now() - interval '2 days'; delete from ended_sessions where cookie_ends_at < now()");
        await command.ExecuteNonQueryAsync(ct);
        return false;
    }
}
