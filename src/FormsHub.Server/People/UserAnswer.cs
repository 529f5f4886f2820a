using System.Text.Json;
using FormsHub.Core.Results;
using FormsHub.Server.Hosting;
using Npgsql;

namespace FormsHub.Server.People;

/// <summary>A user as the API shows it.</summary>
/// <param name="Roles">Keys of the roles that the user was given and that have not ended.</param>
/// <param name="HeldRoles">All roles that the user was given, with their time.</param>
public sealed record UserAnswer(
    Guid Id,
    string UserName,
    string DisplayName,
    string? Email,
    NamedDepartment? Department,
    IReadOnlyList<string> Roles,
    IReadOnlyList<UserAnswer.HeldRole> HeldRoles,
    bool Disabled,
    string? Language,
    DateTimeOffset? LockedUntil,
    DateTimeOffset CreatedAt,
    DateTimeOffset? LastSignInAt,
    bool SecondFactor,
    bool MustChangePassword)
{
    /// <param name="State">"later", "now" or "ended".</param>
    public sealed record HeldRole(string Role, DateTimeOffset? From, DateTimeOffset? Until, string State);

    private const string Columns = """
        select id, user_name, display_name, email, department,
          (select coalesce(jsonb_agg(jsonb_build_object('role', roles.key, 'from', valid_from, 'until', valid_until,
              'state', case when valid_until <= now() then 'ended' when valid_from > now() then 'later' else 'now' end) order by roles.key), '[]')::text
            from user_roles join roles on roles.id = role_id where user_id = users.id),
          disabled, language, case when lockout_end > now() then lockout_end end, created_at, last_sign_in_at,
          exists (select from second_factors where user_id = users.id and since is not null), must_change_password, normalized_user_name
        from users

        """;

    internal static async Task<UserAnswer?> FindAsync(NpgsqlDataSource source, DirectorySnapshot directory, Guid id, Language language, CancellationToken ct)
    {
        await using var command = source.Command(Columns + "where id = $1", id);
        return (await ReadAsync(command, directory, language, ct)).SingleOrDefault();
    }

    /// <summary>Users by user name; one more than <paramref name="first"/>, so that the caller knows whether there are more.</summary>
    internal static async Task<List<UserAnswer>> ListAsync(
        NpgsqlDataSource source, DirectorySnapshot directory, string? words, string? role, string? after, int first, Language language, CancellationToken ct)
    {
        await using var command = source.Command(
            Columns + """
            where ($1::text is null or position(lower($1) in lower(user_name || ' ' || display_name || ' ' || coalesce(email, ''))) > 0)
              and ($2::text is null or normalized_user_name collate "C" > $2)
              and ($3::text is null or exists (select from user_roles join roles on roles.id = role_id where user_id = users.id and roles.key = $3))
            order by normalized_user_name collate "C" limit $4
            """,
            DatabaseReading.Text(string.IsNullOrWhiteSpace(words) ? null : words.Trim()),
            DatabaseReading.Text(after),
            DatabaseReading.Text(role),
            first + 1);
        return await ReadAsync(command, directory, language, ct);
    }

    private static async Task<List<UserAnswer>> ReadAsync(NpgsqlCommand command, DirectorySnapshot directory, Language language, CancellationToken ct)
    {
        List<UserAnswer> users = [];
        await using var reader = await command.ExecuteReaderAsync(ct);
        while (await reader.ReadAsync(ct))
        {
            var held = JsonSerializer.Deserialize<List<HeldRole>>(reader.GetString(5), Json.Options)!;
            users.Add(new UserAnswer(
                reader.GetGuid(0),
                reader.GetString(1),
                reader.GetString(2),
                reader.Optional<string>(3),
                directory.NameDepartment(reader.OptionalId(4), language),
                [.. held.Where(role => role.State is not "ended").Select(role => role.Role)],
                held,
                reader.GetBoolean(6),
                reader.Optional<string>(7),
                reader.OptionalTime(8),
                reader.GetFieldValue<DateTimeOffset>(9),
                reader.OptionalTime(10),
                reader.GetBoolean(11),
                reader.GetBoolean(12)));
        }
        return users;
    }
}
