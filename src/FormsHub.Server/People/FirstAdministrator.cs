using System.Security.Cryptography;
using FormsHub.Core.Access;
using FormsHub.Server.Hosting;
using FormsHub.Storage.Tables;
using Microsoft.AspNetCore.Identity;
using Npgsql;

namespace FormsHub.Server.People;

/// <summary>Makes the built-in roles and the user "admin" in a database without users.</summary>
public static class FirstAdministrator
{
    public const string UserName = "admin";
    public const string PasswordFile = "admin-password";
    private const long Lock = 0x4641646d696e;
    private const string AnyUser = "select exists (select from users)";

    private const string Insert = """
        with made_roles as (
          insert into roles (id, key, normalized_key, title) values
            ($1, 'administrator', 'ADMINISTRATOR', '{"zh-CN": "管理员", "en": "Administrator"}'),
            ($2, 'member', 'MEMBER', '{"zh-CN": "成员", "en": "Member"}')
          returning id, key),
        made_user as (
          insert into users (id, user_name, normalized_user_name, display_name, password_hash, security_stamp, concurrency_stamp)
          values ($3, $4, upper($4), '管理员', $5, $6, $6) returning id)
        insert into user_roles (user_id, role_id) select made_user.id, made_roles.id from made_user, made_roles where key = $7
        """;

    public static async Task EnsureAsync(NpgsqlDataSource source, Settings settings, CancellationToken ct)
    {
        await using var connection = await source.OpenConnectionAsync(ct);
        if (await HasUsersAsync(connection, ct)) return;
        await using var transaction = await connection.BeginTransactionAsync(ct);
        await using (var take = connection.Command("select pg_advisory_xact_lock($1)", Lock)) await take.ExecuteNonQueryAsync(ct);
        if (await HasUsersAsync(connection, ct)) return;

        var password = settings.AdministratorPassword ?? NewPassword();
        var hash = new PasswordHasher<AppUser>().HashPassword(new AppUser { DisplayName = "" }, password);
        await using (var insert = connection.Command(
            Insert,
            Guid.CreateVersion7(), Guid.CreateVersion7(), Guid.CreateVersion7(), UserName, hash, NewStamp(), Caller.AdministratorRole))
        {
            await insert.ExecuteNonQueryAsync(ct);
        }
        if (settings.AdministratorPassword is null) await KeepAsync(settings.Data, password, ct);
        await transaction.CommitAsync(ct);
    }

    internal static string NewStamp() => Convert.ToHexString(RandomNumberGenerator.GetBytes(20));

    private static async Task<bool> HasUsersAsync(NpgsqlConnection connection, CancellationToken ct)
    {
        await using var command = connection.Command(AnyUser);
        return await command.ExecuteScalarAsync(ct) is true;
    }

    private static string NewPassword() => RandomNumberGenerator.GetString("abcdefghijkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789", 16);

    private static async Task KeepAsync(string folder, string password, CancellationToken ct)
    {
        Directory.CreateDirectory(folder);
        var path = Path.Combine(folder, PasswordFile);
        File.Delete(path);
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        await using (var file = new StreamWriter(path, options)) await file.WriteLineAsync(password.AsMemory(), ct);
        await Console.Out.WriteLineAsync($"The first administrator is \"{UserName}\" with the password {password} (kept in {path})".AsMemory(), ct);
    }
}
