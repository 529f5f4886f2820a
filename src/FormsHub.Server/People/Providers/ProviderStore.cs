using System.Text;
using System.Text.Json;
using FormsHub.Core.Audit;
using FormsHub.Core.Forms;
using FormsHub.Server.Hosting;
using FormsHub.Storage.Audit;
using Microsoft.AspNetCore.DataProtection;
using Npgsql;

namespace FormsHub.Server.People.Providers;

/// <summary>The providers that this installation knows, and whose identities there belong to whom. Client secrets are encrypted before they are stored.</summary>
public sealed class ProviderStore(NpgsqlDataSource source, IDataProtectionProvider protection, TimeProvider clock)
{
    private readonly IDataProtector _protector = protection.CreateProtector("client secrets of sign-in providers");

    /// <summary>What only some kinds need.</summary>
    /// <param name="AgentId">Of WeCom: the application's agent id.</param>
    /// <param name="IdField">Of a generic provider: the member of its answer that names the person for good; "sub" if left out.</param>
    public sealed record Details(string? AgentId = null, string? Scope = null, ProviderAddresses? Addresses = null, string? IdField = null, string? NameField = null);

    /// <summary>A provider as it is set up, without its secret.</summary>
    public sealed record Provided(string Key, ProviderKind Kind, Localized Title, string ClientId, Details Details, bool Enabled, bool CreatesUsers);

    /// <summary>An identity of somebody at a provider.</summary>
    public sealed record Login(string Provider, string? Name, DateTimeOffset CreatedAt);

    public async Task<List<Provided>> ListAsync(CancellationToken ct)
    {
        await using var command = source.Command("select key, kind, title::text, client_id, details::text, enabled, creates_users from sign_in_providers order by key");
        await using var reader = await command.ExecuteReaderAsync(ct);
        List<Provided> all = [];
        while (await reader.ReadAsync(ct)) all.Add(Read(reader));
        return all;
    }

    /// <summary>The provider with its secret, if it is there and enabled.</summary>
    internal async Task<(Provided Provider, string Secret)?> FindAsync(string key, CancellationToken ct)
    {
        await using var command = source.Command(
            "select key, kind, title::text, client_id, details::text, enabled, creates_users, client_secret from sign_in_providers where key = $1 and enabled", key);
        await using var reader = await command.ExecuteReaderAsync(ct);
        return await reader.ReadAsync(ct) ? (Read(reader), Encoding.UTF8.GetString(_protector.Unprotect(reader.GetFieldValue<byte[]>(7)))) : null;
    }

    /// <summary>Makes or changes one; without a secret the one it has stays. False: it has none.</summary>
    public async Task<bool> WriteAsync(Provided provider, string? secret, CancellationToken ct)
    {
        await using var command = source.Command(
            $"""
            with written as (
              insert into sign_in_providers (key, kind, title, client_id, client_secret, details, enabled, creates_users)
              select $1, $2, $3, $4, coalesce($5, (select client_secret from sign_in_providers where key = $1)), $6, $7, $8
              where $5 is not null or exists (select from sign_in_providers where key = $1)
              on conflict (key) do update set kind = excluded.kind, title = excluded.title, client_id = excluded.client_id, client_secret = excluded.client_secret,
                details = excluded.details, enabled = excluded.enabled, creates_users = excluded.creates_users
              returning key)
            insert into {AuditInbox.Table} (entry) select $9 from written
            """,
            provider.Key, JsonSerializer.SerializeToElement(provider.Kind, Json.Options).GetString()!, DatabaseReading.Jsonb(JsonSerializer.Serialize(provider.Title, JsonSerializerOptions.Default)),
            provider.ClientId,
            new NpgsqlParameter { Value = secret is null ? DBNull.Value : _protector.Protect(Encoding.UTF8.GetBytes(secret)), NpgsqlDbType = NpgsqlTypes.NpgsqlDbType.Bytea },
            DatabaseReading.Jsonb(JsonSerializer.Serialize(provider.Details, JsonSerializerOptions.Web)), provider.Enabled, provider.CreatesUsers, Changed(provider.Key));
        return await command.ExecuteNonQueryAsync(ct) is 1;
    }

    /// <summary>Removes it with all identities there; false if there is none.</summary>
    public async Task<bool> DeleteAsync(string key, CancellationToken ct)
    {
        await using var command = source.Command(
            $"""
            with gone as (delete from sign_in_providers where key = $1 returning key),
            logins as (delete from user_logins where login_provider in (select key from gone))
            insert into {AuditInbox.Table} (entry) select $2 from gone
            """,
            key, Changed(key));
        return await command.ExecuteNonQueryAsync(ct) is 1;
    }

    /// <summary>Whose identity that is; null: nobody's.</summary>
    public async Task<Guid?> OwnerAsync(string provider, string identity, CancellationToken ct)
    {
        await using var command = source.Command("select user_id from user_logins where login_provider = $1 and provider_key = $2", provider, identity);
        return await command.ExecuteScalarAsync(ct) as Guid?;
    }

    public async Task<List<Login>> LoginsAsync(Guid user, CancellationToken ct)
    {
        await using var command = source.Command("select login_provider, provider_display_name, created_at from user_logins where user_id = $1 order by created_at", user);
        await using var reader = await command.ExecuteReaderAsync(ct);
        List<Login> logins = [];
        while (await reader.ReadAsync(ct)) logins.Add(new Login(reader.GetString(0), reader.Optional<string>(1), reader.GetFieldValue<DateTimeOffset>(2)));
        return logins;
    }

    /// <summary>Gives the identity to the user, who then has this one of the provider only; false if it is somebody else's.</summary>
    public async Task<bool> LinkAsync(string provider, string identity, string? name, Guid user, CancellationToken ct)
    {
        await using var command = source.Command(
            $"""
            with linked as (
              insert into user_logins (login_provider, provider_key, provider_display_name, user_id) values ($1, $2, $3, $4)
              on conflict (login_provider, provider_key) do update set provider_display_name = excluded.provider_display_name where user_logins.user_id = excluded.user_id
              returning user_id),
            former as (delete from user_logins where login_provider = $1 and user_id in (select user_id from linked) and provider_key <> $2)
            insert into {AuditInbox.Table} (entry) select $5 from linked
            """,
            provider, identity, DatabaseReading.Text(name), user,
            AuditInbox.Parameter(AuditEntry.Of(AuditAction.ProviderLinked, clock.GetUtcNow()).With(("name", provider), ("user", user))));
        return await command.ExecuteNonQueryAsync(ct) is 1;
    }

    /// <summary>Takes it away; false if there is none.</summary>
    public async Task<bool> UnlinkAsync(string provider, Guid user, CancellationToken ct)
    {
        await using var command = source.Command(
            $"""
            with gone as (delete from user_logins where login_provider = $1 and user_id = $2 returning user_id)
            insert into {AuditInbox.Table} (entry) select $3 from gone
            """,
            provider, user, AuditInbox.Parameter(AuditEntry.Of(AuditAction.ProviderUnlinked, clock.GetUtcNow()).With(("name", provider), ("user", user))));
        return await command.ExecuteNonQueryAsync(ct) > 0;
    }

    private static Provided Read(NpgsqlDataReader reader) => new(
        reader.GetString(0), JsonSerializer.Deserialize<ProviderKind>($"\"{reader.GetString(1)}\"", Json.Options), JsonSerializer.Deserialize<Localized>(reader.GetString(2), JsonSerializerOptions.Default)!,
        reader.GetString(3), JsonSerializer.Deserialize<Details>(reader.GetString(4), JsonSerializerOptions.Web)!, reader.GetBoolean(5), reader.GetBoolean(6));

    private NpgsqlParameter Changed(string key) =>
        AuditInbox.Parameter(AuditEntry.Of(AuditAction.SignInSettingsChanged, clock.GetUtcNow()).With(("provider", key)));
}
