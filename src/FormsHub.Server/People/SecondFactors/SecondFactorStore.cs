using System.Security.Cryptography;
using FormsHub.Core.Audit;
using FormsHub.Server.Hosting;
using FormsHub.Storage.Audit;
using Microsoft.AspNetCore.DataProtection;
using Npgsql;
using NpgsqlTypes;

namespace FormsHub.Server.People.SecondFactors;

/// <summary>The second factors of users: secrets are encrypted before they are stored, and a code is worth nothing once it was used.</summary>
public sealed class SecondFactorStore(NpgsqlDataSource source, IDataProtectionProvider protection, TimeProvider clock)
{
    private const string ReadState = """
        select since, (select count(*) from recovery_codes where recovery_codes.user_id = $1 and used_at is null)::int
        from (select) one left join second_factors on user_id = $1
        """;

    private const string KeepNext = """
        insert into second_factors (user_id, next_secret) values ($1, $2) on conflict (user_id) do update set next_secret = excluded.next_secret
        """;

    private const string TakeNext = $"""
        with made as (
          update second_factors set secret = next_secret, next_secret = null, since = $3, last_step = $4 where user_id = $1 and next_secret = $2 returning user_id),
        gone as (delete from recovery_codes where user_id in (select user_id from made)),
        fresh as (insert into recovery_codes (hash, user_id) select unnest($5), user_id from made),
        stamped as (update users set security_stamp = $6, concurrency_stamp = $6 where id in (select user_id from made)),
        noted as (insert into {AuditInbox.Table} (entry) select $7 from made)
        select count(*) from made
        """;

    private const string ReplaceCodes = $"""
        with owner as (select user_id from second_factors where user_id = $1 and since is not null),
        gone as (delete from recovery_codes where user_id in (select user_id from owner)),
        fresh as (insert into recovery_codes (hash, user_id) select unnest($2), user_id from owner),
        noted as (insert into {AuditInbox.Table} (entry) select $3 from owner)
        select count(*) from owner
        """;

    private const string UseStep = "update second_factors set last_step = $2 where user_id = $1 and last_step < $2 and since is not null";

    private const string UseCode = $"""
        with used as (update recovery_codes set used_at = $3 where user_id = $1 and hash = $2 and used_at is null returning user_id)
        insert into {AuditInbox.Table} (entry) select $4 from used
        """;

    private const string Delete = $"""
        with gone as (delete from second_factors where user_id = $1 and since is not null returning user_id),
        codes as (delete from recovery_codes where user_id in (select user_id from gone)),
        stamped as (update users set security_stamp = $2, concurrency_stamp = $2 where id in (select user_id from gone))
        insert into {AuditInbox.Table} (entry) select $3 from gone
        """;

    private readonly IDataProtector _protector = protection.CreateProtector("secrets of second factors");

    /// <summary>Since when the user has one; null: not at all.</summary>
    public sealed record State(DateTimeOffset? Since, int RecoveryCodesLeft);

    /// <summary>A second factor that took effect: its recovery codes, and the stamp that sessions need from now on.</summary>
    public sealed record Made(IReadOnlyList<string> RecoveryCodes, string Stamp);

    public async Task<State> StateAsync(Guid user, CancellationToken ct)
    {
        await using var command = source.Command(ReadState, user);
        await using var reader = await command.ExecuteReaderAsync(ct);
        await reader.ReadAsync(ct);
        return new State(reader.OptionalTime(0), reader.GetInt32(1));
    }

    /// <summary>A new secret, which takes effect when a code of it is shown.</summary>
    public async Task<byte[]> BeginAsync(Guid user, CancellationToken ct)
    {
        var secret = TimeCode.NewSecret();
        await using var command = source.Command(KeepNext, user, _protector.Protect(secret));
        await command.ExecuteNonQueryAsync(ct);
        return secret;
    }

    /// <summary>Makes the secret that was begun the user's second factor; null if the code is not of it.</summary>
    public async Task<Made?> ConfirmAsync(Guid user, string code, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        if (await SecretAsync("next_secret", user, ct) is not { } stored || Match(stored, code, now) is not { } step) return null;
        var made = new Made(NewCodes(), FirstAdministrator.NewStamp());
        await using var command = source.Command(
            TakeNext, user, stored, now, step, Hashes(made.RecoveryCodes), made.Stamp, AuditInbox.Parameter(AuditEntry.Of(AuditAction.SecondFactorSet, now)));
        return await command.ExecuteScalarAsync(ct) is 1L ? made : null;
    }

    /// <summary>New recovery codes instead of the old ones; null without a second factor.</summary>
    public async Task<IReadOnlyList<string>?> RenewCodesAsync(Guid user, CancellationToken ct)
    {
        var codes = NewCodes();
        await using var command = source.Command(
            ReplaceCodes, user, Hashes(codes), AuditInbox.Parameter(AuditEntry.Of(AuditAction.RecoveryCodesMade, clock.GetUtcNow())));
        return await command.ExecuteScalarAsync(ct) is 1L ? codes : null;
    }

    /// <summary>Whether the code is of now and was not used yet; then it is used.</summary>
    public async Task<bool> TakeCodeAsync(Guid user, string code, CancellationToken ct)
    {
        if (await SecretAsync("secret", user, ct) is not { } stored || Match(stored, code, clock.GetUtcNow()) is not { } step) return false;
        await using var command = source.Command(UseStep, user, step);
        return await command.ExecuteNonQueryAsync(ct) is 1;
    }

    /// <summary>Whether it is a recovery code of the user that was not used yet; then it is used.</summary>
    public async Task<bool> TakeRecoveryCodeAsync(Guid user, string userName, string code, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var entry = AuditEntry.Of(AuditAction.RecoveryCodeUsed, now) with { Actor = user, ActorName = userName };
        await using var command = source.Command(UseCode, user, RecoveryCode.Hash(code), now, AuditInbox.Parameter(entry));
        return await command.ExecuteNonQueryAsync(ct) is 1;
    }

    /// <summary>Takes it away and ends the user's sessions; the stamp that sessions need from now on, null if there was none.</summary>
    public async Task<string?> RemoveAsync(Guid user, string userName, CancellationToken ct)
    {
        var stamp = FirstAdministrator.NewStamp();
        var entry = AuditEntry.Of(AuditAction.SecondFactorRemoved, clock.GetUtcNow()).With(("user", user), ("userName", userName));
        await using var command = source.Command(Delete, user, stamp, AuditInbox.Parameter(entry));
        return await command.ExecuteNonQueryAsync(ct) is 1 ? stamp : null;
    }

    private static List<string> NewCodes() => [.. Enumerable.Range(0, RecoveryCode.Count).Select(_ => RecoveryCode.New())];

    private static NpgsqlParameter Hashes(IEnumerable<string> codes) =>
        new() { Value = codes.Select(RecoveryCode.Hash).ToArray(), NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Bytea };

    private long? Match(byte[] stored, string code, DateTimeOffset now)
    {
        var secret = _protector.Unprotect(stored);
        var step = TimeCode.Match(secret, code, now);
        CryptographicOperations.ZeroMemory(secret);
        return step;
    }

    private async Task<byte[]?> SecretAsync(string column, Guid user, CancellationToken ct)
    {
        await using var command = source.Command($"select {column} from second_factors where user_id = $1", user);
        return await command.ExecuteScalarAsync(ct) as byte[];
    }
}
