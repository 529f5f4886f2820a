using FormsHub.Server.GraphQL.Contract;
using Npgsql;

namespace FormsHub.Server.Jobs;

/// <summary>
/// Deletes answers kept for an Idempotency-Key once no client retries any more, two days after the write, sessions that
/// are over by themselves, and GraphQL operations that nobody has asked for 90 days.
/// </summary>
public sealed class ForgetOldAnswers(NpgsqlDataSource database, TimeProvider clock, ILogger<ForgetOldAnswers> log)
    : RepeatedWork(TimeSpan.FromHours(1), clock, log)
{
    protected override async Task<bool> DoAsync(CancellationToken ct)
    {
        await using var command = database.CreateCommand(
            $"""
            delete from idempotency_keys where at < now() - interval '2 days';
            delete from ended_sessions where cookie_ends_at < now();
            delete from sessions using users
            where users.id = user_id and (stamp <> security_stamp or last_seen_at < now() - interval '8 days' or started_at < now() - interval '31 days');
            delete from graphql_operations where last_used_at < now() - {KeptOperations.Lasting};
            """);
        await command.ExecuteNonQueryAsync(ct);
        return false;
    }
}
