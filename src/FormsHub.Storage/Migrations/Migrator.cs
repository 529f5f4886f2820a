using System.Globalization;
using System.Reflection;
using System.Security.Cryptography;
using System.Text;
using FormsHub.Core.Results;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace FormsHub.Storage.Migrations;

/// <summary>
/// Brings a database to this program's schema: the numbered SQL files of this folder, each in a transaction of its own, under a
/// lock so that of several servers one migrates and the others wait.
/// </summary>
public sealed partial class Migrator(NpgsqlDataSource source, ILogger<Migrator> log)
{
    private const long Lock = 0x466f726d73487562;

    private sealed record Migration(int Version, string Name, string Sql)
    {
        public string Sha256 => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Sql)));
    }

    /// <summary>The migrations done, by version; a problem if the database belongs to a newer or a different program.</summary>
    public async Task<Result<IReadOnlyList<int>>> MigrateAsync(CancellationToken ct)
    {
        var known = Known();
        await using var connection = await source.OpenConnectionAsync(ct);
        if (await PlaceAsync(connection, known, ct) is { Failed: false, Value: 0 }) return Array.Empty<int>();

        await RunAsync(connection, $"select pg_advisory_lock({Lock})", ct);
        try
        {
            await RunAsync(
                connection,
                """
                create table if not exists schema_migrations
                  (version int primary key, name text not null, sha256 text not null, at timestamptz not null default now())
                """,
                ct);
            var missing = await PlaceAsync(connection, known, ct);
            if (missing.Failed) return missing.Problem;

            var done = known.TakeLast(missing.Value).ToList();
            foreach (var migration in done) await ApplyAsync(connection, migration, ct);
            return done.Select(migration => migration.Version).ToList();
        }
        finally
        {
            await RunAsync(connection, $"select pg_advisory_unlock({Lock})", CancellationToken.None);
        }
    }

    /// <summary>How many of the known migrations the database still lacks.</summary>
    private static async Task<Result<int>> PlaceAsync(NpgsqlConnection connection, List<Migration> known, CancellationToken ct)
    {
        List<(int Version, string Sha256)> applied = [];
        await using var command = new NpgsqlCommand("select version, sha256 from schema_migrations order by version", connection);
        try
        {
            await using var reader = await command.ExecuteReaderAsync(ct);
            while (await reader.ReadAsync(ct)) applied.Add((reader.GetInt32(0), reader.GetString(1)));
        }
        catch (PostgresException exception) when (exception.SqlState == PostgresErrorCodes.UndefinedTable)
        {
            return known.Count;
        }

        if (applied.Count > known.Count || (applied.Count > 0 && applied[^1].Version > known[^1].Version))
        {
            return Problem.Conflict(
                "database_newer",
                $"The database is at version {applied[^1].Version}, newer than this program, which knows {known[^1].Version}. Start the newer program.",
                $"数据库版本为 {applied[^1].Version}，高于本程序支持的版本 {known[^1].Version}。请启动新版本的程序。");
        }
        foreach (var (migration, (version, sha256)) in known.Zip(applied))
        {
            if (migration.Version == version && migration.Sha256 == sha256) continue;
            return Problem.Conflict(
                "database_differs",
                $"Version {version} of the database was not made by this program's migration \"{migration.Name}\". Use the program that made it, or another database.",
                $"数据库版本 {version} 不是由本程序的迁移“{migration.Name}”生成的。请使用当初的程序，或换一个数据库。");
        }
        return known.Count - applied.Count;
    }

    private async Task ApplyAsync(NpgsqlConnection connection, Migration migration, CancellationToken ct)
    {
        await using var transaction = await connection.BeginTransactionAsync(ct);
        await RunAsync(connection, migration.Sql, ct);
        await using var record = new NpgsqlCommand("insert into schema_migrations (version, name, sha256) values ($1, $2, $3)", connection)
        {
            Parameters = { new() { Value = migration.Version }, new() { Value = migration.Name }, new() { Value = migration.Sha256 } },
        };
        await record.ExecuteNonQueryAsync(ct);
        await transaction.CommitAsync(ct);
        Applied(log, migration.Version, migration.Name);
    }

    private static async Task RunAsync(NpgsqlConnection connection, string sql, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 0 };
        await command.ExecuteNonQueryAsync(ct);
    }

    private static List<Migration> Known()
    {
        var assembly = Assembly.GetExecutingAssembly();
        return [.. assembly.GetManifestResourceNames().Where(name => char.IsAsciiDigit(name[0])).Order().Select(Read)];

        Migration Read(string name)
        {
            using var reader = new StreamReader(assembly.GetManifestResourceStream(name)!);
            return new Migration(int.Parse(name[..4], CultureInfo.InvariantCulture), name[5..], reader.ReadToEnd());
        }
    }

    [LoggerMessage(LogLevel.Information, "Database migrated to version {Version} ({Name})")]
    private static partial void Applied(ILogger logger, int version, string name);
}
