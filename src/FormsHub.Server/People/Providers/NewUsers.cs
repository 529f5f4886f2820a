using FormsHub.Core.Audit;
using FormsHub.Server.Hosting;
using FormsHub.Storage.Audit;
using Npgsql;

namespace FormsHub.Server.People.Providers;

/// <summary>Makes a user of an identity that nobody has yet: without roles and without a password.</summary>
public sealed class NewUsers(NpgsqlDataSource source, TimeProvider clock)
{
    private const int LongestUserName = 60;
    private const int LongestName = 100;

    public async Task<Guid> MakeAsync(string provider, string identity, string? name, CancellationToken ct)
    {
        var stem = new string([.. identity.Where(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '_' or '-').Take(LongestUserName - provider.Length)]).TrimStart('.', '_', '-');
        var id = Guid.CreateVersion7();
        var shown = string.Concat((name ?? identity).Where(c => !char.IsControl(c))).Trim();
        shown = shown.Length is 0 ? provider : shown[..Math.Min(shown.Length, LongestName)];
        foreach (var userName in (string[])[stem, $"{provider}.{stem}", $"{provider}.{id:N}"])
        {
            if (PersonRules.UserName(userName) is not null) continue;
            await using var command = source.Command(
                $"""
                with made as (
                  insert into users (id, user_name, normalized_user_name, display_name, security_stamp, concurrency_stamp)
                  values ($1, $2, $3, $4, $5, $5) on conflict (normalized_user_name) do nothing returning id),
                linked as (insert into user_logins (login_provider, provider_key, provider_display_name, user_id) select $6, $7, $4, id from made)
                insert into {AuditInbox.Table} (entry) select $8 from made
                """,
                id, userName, userName.ToUpperInvariant(), shown, FirstAdministrator.NewStamp(), provider, identity,
                AuditInbox.Parameter(AuditEntry.Of(AuditAction.UserCreated, clock.GetUtcNow()).With(("user", id), ("userName", userName), ("provider", provider))));
            if (await command.ExecuteNonQueryAsync(ct) is 1) return id;
        }
        throw new InvalidOperationException("No user name is free, not even one with a new id.");
    }
}
