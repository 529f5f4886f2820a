using FormsHub.Core.Audit;
using FormsHub.Core.Results;
using FormsHub.Server.Audit;
using FormsHub.Server.Hosting;
using FormsHub.Server.Hosting.Problems;
using FormsHub.Server.Hosting.SignIn;
using FormsHub.Server.Hosting.Web;
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
    private const string Columns = """
        select id, password_hash, coalesce(security_stamp, ''), disabled, lockout_end, user_name,
          exists (select from second_factors where user_id = users.id and since is not null)
        from users where

        """;

    private const string CountFailure = $"""
        with counted as (update users set
          access_failed_count = case when access_failed_count + 1 >= $2 then 0 else access_failed_count + 1 end,
          lockout_end = case when access_failed_count + 1 >= $2 then $3 else lockout_end end
        where id = $1 returning access_failed_count)
        insert into {AuditInbox.Table} (entry) select case when access_failed_count = 0 then $5 else $4 end from counted
        """;

    private const string WriteSuccess = "update users set access_failed_count = 0, lockout_end = null, last_sign_in_at = $2 where id = $1";
    private const string WriteHash = "update users set password_hash = $2 where id = $1";

    /// <summary>How long after signing in somebody without a password is believed to be who signed in.</summary>
    private static readonly TimeSpan Fresh = TimeSpan.FromMinutes(10);

    private static readonly AppUser Nobody = new() { DisplayName = "" };
    private readonly Lazy<string> _decoy = new(() => hasher.HashPassword(Nobody, Guid.CreateVersion7().ToString()));

    /// <summary>A user whose password was right, and the stamp that the session is to carry.</summary>
    public sealed record Verified(Guid User, string UserName, string Stamp, bool HasSecondFactor);

    private sealed record Account(Guid Id, string? Hash, string Stamp, bool Disabled, DateTimeOffset? LockedUntil, string UserName, bool HasSecondFactor);

    /// <summary>How the attempt failed, and how long to wait.</summary>
    public sealed record Outcome(Verified? User, Problem? Problem, TimeSpan? Wait);

    /// <param name="browser">What failures are counted by in a browser that the user is known in; null: by the user's name.</param>
    public async Task<Outcome> CheckAsync(string userName, string password, string address, string? browser, CancellationToken ct)
    {
        var name = userName.Trim().ToUpperInvariant();
        if (limits.Wait(address, browser ?? name) is { } wait) return TooMany(wait);
        using var leave = await limits.HashAsync(ct);
        if (!leave.IsAcquired) return TooMany(TimeSpan.FromSeconds(5));

        var account = await FindAsync("normalized_user_name = $1", name, ct);
        if (browser is null && account?.LockedUntil is { } until && until > clock.GetUtcNow()) return TooMany(until - clock.GetUtcNow());
        var result = hasher.VerifyHashedPassword(Nobody, account?.Hash ?? _decoy.Value, password);
        if (account?.Hash is null || result is PasswordVerificationResult.Failed)
        {
            await FailAsync(account, name, address, browser, ct);
            return new Outcome(null, PeopleProblems.WrongCredentials, null);
        }
        if (account.Disabled)
        {
            await audit.WriteAsync(Of(AuditAction.SignInFailed, account).With(("disabled", true)), required: false, ct);
            return new Outcome(null, PeopleProblems.AccountDisabled, null);
        }
        if (result is PasswordVerificationResult.SuccessRehashNeeded) await WriteAsync(WriteHash, ct, account.Id, hasher.HashPassword(Nobody, password));
        return new Outcome(new Verified(account.Id, account.UserName, account.Stamp, account.HasSecondFactor), null, null);
    }

    /// <summary>
    /// The second step of somebody whose first factor was right under that stamp. It counts failures as the first one does, so that nobody
    /// tries code after code.
    /// </summary>
    /// <param name="browserOf">As in <see cref="CheckAsync"/>, of the user's name.</param>
    /// <param name="take">Takes the code, if it is one.</param>
    public async Task<Outcome> CheckSecondAsync(
        Guid user, string stamp, string address, Func<string, string?> browserOf, Func<Verified, Task<bool>> take, CancellationToken ct)
    {
        var account = await FindAsync("id = $1", user, ct);
        if (account is null || account.Stamp != stamp || account.Disabled) return new Outcome(null, PeopleProblems.SignInExpired, null);
        var name = account.UserName.ToUpperInvariant();
        var browser = browserOf(name);
        if (limits.Wait(address, browser ?? name) is { } wait) return TooMany(wait);
        if (browser is null && account.LockedUntil is { } until && until > clock.GetUtcNow()) return TooMany(until - clock.GetUtcNow());
        var verified = new Verified(account.Id, account.UserName, account.Stamp, account.HasSecondFactor);
        if (await take(verified)) return new Outcome(verified, null, null);
        await FailAsync(account, name, address, browser, ct, ("secondFactor", true));
        return new Outcome(null, PeopleProblems.WrongCode, null);
    }

    /// <summary>Somebody has signed in, with all factors: earlier failures are forgiven.</summary>
    public Task SucceedAsync(Guid user, CancellationToken ct) => WriteAsync(WriteSuccess, ct, user, clock.GetUtcNow());

    /// <summary>Somebody whom a provider vouches for; null if the account is disabled.</summary>
    public async Task<Verified?> VerifiedAsync(Guid user, CancellationToken ct) =>
        await FindAsync("id = $1", user, ct) is { Disabled: false } account ? new Verified(account.Id, account.UserName, account.Stamp, account.HasSecondFactor) : null;

    /// <summary>Whether the user can sign in by a password; who was made by a provider cannot.</summary>
    public async Task<bool> HasOneAsync(Guid user, CancellationToken ct) => await FindAsync("id = $1", user, ct) is { Hash: not null };

    /// <summary>Null where it is surely the caller: the password again, or, of who has none, a session that began just now.</summary>
    internal async Task<ProblemResult?> RefuseUnlessSureAsync(HttpContext context, string? password, string path, CancellationToken ct)
    {
        var caller = context.Caller();
        if (!await HasOneAsync(caller.Id, ct))
        {
            var isFresh = caller.Token is null && await Session.ReadAsync(context) is { } ticket && clock.GetUtcNow() - ticket.Since < Fresh;
            return isFresh ? null : PeopleProblems.SignInAgain.ToHttp();
        }
        var outcome = password is { Length: <= PersonRules.LongestPassword }
            ? await CheckAsync(caller.UserName, password, AddressLimits.Of(context), "signed in " + caller.Id, ct)
            : new Outcome(null, PeopleProblems.WrongCredentials, null);
        if (outcome.Wait is not null) return outcome.Problem!.ToHttp(StatusCodes.Status429TooManyRequests);
        if (outcome.User is not null) return null;
        return PeopleProblems.Invalid([PersonRules.Error(path, "wrong_password", $"The current password is wrong.", $"当前密码错误。")]).ToHttp();
    }

    private async Task FailAsync(Account? account, string name, string address, string? browser, CancellationToken ct, params (string Name, object? Value)[] details)
    {
        limits.CountFailure(address, browser ?? name);
        if (account is null)
        {
            // What was typed as a name nobody has may be a password.
            await audit.WriteAsync(AuditEntry.Of(AuditAction.SignInFailed, clock.GetUtcNow()).With(("unknownUser", true)), required: false, ct);
            return;
        }
        if (browser is not null)
        {
            await audit.WriteAsync(Of(AuditAction.SignInFailed, account).With(details), required: false, ct);
            return;
        }
        await WriteAsync(
            CountFailure, ct, account.Id, SignInLimits.FailuresBeforeLock, clock.GetUtcNow() + SignInLimits.LockTime,
            AuditInbox.Parameter(details.Length > 0 ? Of(AuditAction.SignInFailed, account).With(details) : Of(AuditAction.SignInFailed, account)),
            AuditInbox.Parameter(Of(AuditAction.LockedOut, account)));
    }

    private AuditEntry Of(string action, Account account) =>
        AuditEntry.Of(action, clock.GetUtcNow()) with { Actor = account.Id, ActorName = account.UserName };

    private static Outcome TooMany(TimeSpan wait) => new(null, PeopleProblems.TooManyAttempts(wait), wait);

    private async Task<Account?> FindAsync(string condition, object value, CancellationToken ct)
    {
        await using var command = source.Command(Columns + condition, value);
        await using var reader = await command.ExecuteReaderAsync(ct);
        return await reader.ReadAsync(ct)
            ? new Account(
                reader.GetGuid(0), reader.Optional<string>(1), reader.GetString(2), reader.GetBoolean(3), reader.OptionalTime(4), reader.GetString(5), reader.GetBoolean(6))
            : null;
    }

    private async Task WriteAsync(string sql, CancellationToken ct, params object?[] parameters)
    {
        await using var command = source.Command(sql, parameters);
        await command.ExecuteNonQueryAsync(ct);
    }
}
