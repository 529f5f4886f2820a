using FormsHub.Core.Audit;
using FormsHub.Core.Results;
using FormsHub.Server.Audit;
using FormsHub.Server.Hosting;
using FormsHub.Storage.Audit;
using FormsHub.Storage.Tables;
using Microsoft.AspNetCore.Identity;
using Npgsql;

namespace FormsHub.Server.People.Sessions;

/// <summary>
/// Checks a user's password, with lockout. The count of failures is one atomic statement, so that parallel guesses are all
/// counted (UserManager's optimistic concurrency would lose some), and an unknown user costs as much time as a known one.
/// </summary>
public sealed class Passwords(NpgsqlDataSource source, IPasswordHasher<AppUser> hasher, SignInLimits limits, IAudit audit, TimeProvider clock)
{
    private const string Find = """
        select id, password_hash, coalesce(security_stamp, ''), disabled, lockout_end, user_name from users where normalized_user_name = $1
        """;

    private const string CountFailure = $"""
        with counted as (update users set
          access_failed_count = case when access_failed_count + 1 >= $2 then 0 else access_failed_count + 1 end,
          lockout_end = case when access_failed_count + 1 >= $2 then $3 else lockout_end end
        where id = $1 returning access_failed_count)
        insert into {AuditInbox.Table} (entry) select case when access_failed_count = 0 then $5 else $4 end from counted
        """;

    private const string WriteSuccess = """
        update users set access_failed_count = 0, lockout_end = null, last_sign_in_at = $2, password_hash = coalesce($3, password_hash) where id = $1
        """;

    private static readonly AppUser Nobody = new() { DisplayName = "" };
    private readonly Lazy<string> _decoy = new(() => hasher.HashPassword(Nobody, Guid.CreateVersion7().ToString()));

    /// <summary>A user whose password was right, and the stamp that the session is to carry.</summary>
    public sealed record Verified(Guid User, string UserName, string Stamp);

    private sealed record Account(Guid Id, string? Hash, string Stamp, bool Disabled, DateTimeOffset? LockedUntil, string UserName);

    /// <summary>How the attempt failed, and how long to wait.</summary>
    public sealed record Outcome(Verified? User, Problem? Problem, TimeSpan? Wait);

    public async Task<Outcome> CheckAsync(string userName, string password, string address, CancellationToken ct)
    {
        var name = userName.Trim().ToUpperInvariant();
        if (limits.Wait(address, name) is { } wait) return TooMany(wait);
        using var leave = await limits.HashAsync(ct);
        if (!leave.IsAcquired) return TooMany(TimeSpan.FromSeconds(5));

        var account = await FindAsync(name, ct);
        if (account?.LockedUntil is { } until && until > clock.GetUtcNow()) return TooMany(until - clock.GetUtcNow());
        var result = hasher.VerifyHashedPassword(Nobody, account?.Hash ?? _decoy.Value, password);
        if (account?.Hash is null || result is PasswordVerificationResult.Failed)
        {
            limits.CountFailure(address, name);
            if (account is not null)
            {
                await WriteAsync(
                    CountFailure, ct, account.Id, SignInLimits.FailuresBeforeLock, clock.GetUtcNow() + SignInLimits.LockTime,
                    Entry(AuditAction.SignInFailed, account), Entry(AuditAction.LockedOut, account));
            }
            else
            {
                // What was typed as a name nobody has may be a password.
                await audit.WriteAsync(AuditEntry.Of(AuditAction.SignInFailed, clock.GetUtcNow()).With(("unknownUser", true)), required: false, ct);
            }
            return new Outcome(null, PeopleProblems.WrongCredentials, null);
        }
        if (account.Disabled)
        {
            await audit.WriteAsync(Of(AuditAction.SignInFailed, account).With(("disabled", true)), required: false, ct);
            return new Outcome(null, PeopleProblems.AccountDisabled, null);
        }

        var newer = result is PasswordVerificationResult.SuccessRehashNeeded ? hasher.HashPassword(Nobody, password) : null;
        await WriteAsync(WriteSuccess, ct, account.Id, clock.GetUtcNow(), DatabaseReading.Text(newer));
        return new Outcome(new Verified(account.Id, account.UserName, account.Stamp), null, null);
    }

    private AuditEntry Of(string action, Account account) =>
        AuditEntry.Of(action, clock.GetUtcNow()) with { Actor = account.Id, ActorName = account.UserName };

    private NpgsqlParameter Entry(string action, Account account) => AuditInbox.Parameter(Of(action, account));

    private static Outcome TooMany(TimeSpan wait) => new(null, PeopleProblems.TooManyAttempts(wait), wait);

    private async Task<Account?> FindAsync(string name, CancellationToken ct)
    {
        await using var command = source.Command(Find, name);
        await using var reader = await command.ExecuteReaderAsync(ct);
        return await reader.ReadAsync(ct)
            ? new Account(reader.GetGuid(0), reader.Optional<string>(1), reader.GetString(2), reader.GetBoolean(3), reader.OptionalTime(4), reader.GetString(5))
            : null;
    }

    private async Task WriteAsync(string sql, CancellationToken ct, params object?[] parameters)
    {
        await using var command = source.Command(sql, parameters);
        await command.ExecuteNonQueryAsync(ct);
    }
}
