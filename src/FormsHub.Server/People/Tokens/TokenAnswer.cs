using FormsHub.Core.Access;
using FormsHub.Server.Hosting;
using Npgsql;

namespace FormsHub.Server.People.Tokens;

/// <summary>A token as its owner sees it: never the token itself.</summary>
/// <param name="TrustedOnly">Whether it runs trusted documents and does nothing else.</param>
/// <param name="Documents">How many trusted documents it has.</param>
public sealed record TokenAnswer(
    Guid Id, string Name, string Hint, IReadOnlyList<TokenScope>? Scopes, DateTimeOffset CreatedAt, DateTimeOffset? ExpiresAt, DateTimeOffset? LastUsedAt,
    int? RequestsPerMinute, bool TrustedOnly, int Documents)
{
    internal static async Task<List<TokenAnswer>> ListAsync(NpgsqlDataSource source, Guid user, CancellationToken ct)
    {
        await using var command = source.Command(
            """
            select id, name, hint, scopes::text, created_at, expires_at, last_used_at, requests_per_minute, trusted_only,
              (select count(*)::int from token_documents where token = tokens.id)
            from tokens where user_id = $1 and revoked_at is null order by id desc
            """,
            user);
        await using var reader = await command.ExecuteReaderAsync(ct);
        List<TokenAnswer> tokens = [];
        while (await reader.ReadAsync(ct))
        {
            tokens.Add(new TokenAnswer(
                reader.GetGuid(0),
                reader.GetString(1),
                reader.GetString(2),
                StoredScopes.Read(reader.Optional<string>(3)),
                reader.GetFieldValue<DateTimeOffset>(4),
                reader.OptionalTime(5),
                reader.OptionalTime(6),
                reader.IsDBNull(7) ? null : reader.GetInt32(7),
                reader.GetBoolean(8),
                reader.GetInt32(9)));
        }
        return tokens;
    }
}
