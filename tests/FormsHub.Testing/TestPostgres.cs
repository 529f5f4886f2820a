using System.Diagnostics;
using Npgsql;
using Xunit;

namespace FormsHub.Testing;

/// <summary>
/// The servers that tests run on, one of each version per process: the PostgreSQL 18 that FormsHub installs (or the one that
/// the environment variable FORMSHUB_TEST_DATABASE names), and Debian's 15, where it is installed.
/// </summary>
public sealed class TestPostgres
{
    private const string Folder15 = "/usr/lib/postgresql/15/bin";
    private static readonly Lazy<Task<TestPostgres>> Current = new(StartCurrentAsync);
    private static readonly Lazy<Task<TestPostgres>> Version15 = new(async () =>
        new TestPostgres(await PrivatePostgres.StartAsync(Folder15, CancellationToken.None)));

    /// <summary>Held, because the server ends when the pipe to it is collected.</summary>
    private readonly PrivatePostgres? _server;
    private readonly string _connectionString;
    private readonly Lazy<Task<string>> _template;
    private int _databases;

    private TestPostgres(PrivatePostgres server)
        : this(server.ConnectionString("postgres")) => _server = server;

    private TestPostgres(string connectionString)
    {
        _connectionString = connectionString;
        _template = new(CreateTemplateAsync);
    }

    /// <summary>PostgreSQL 18, or the server of FORMSHUB_TEST_DATABASE.</summary>
    public static Task<TestPostgres> SharedAsync() => Current.Value;

    /// <summary>PostgreSQL 15; skips the calling test where it is missing.</summary>
    public static Task<TestPostgres> Shared15Async()
    {
        Assert.SkipUnless(Directory.Exists(Folder15), "needs PostgreSQL 15: apt-get install postgresql-15");
        return Version15.Value;
    }

    /// <summary>A new database with the current schema.</summary>
    public async Task<string> CreateDatabaseAsync(CancellationToken ct)
    {
        var template = await _template.Value;
        return await CreateDatabaseAsync($"template \"{template}\" strategy file_copy", ct);
    }

    /// <summary>A new database with nothing in it.</summary>
    public Task<string> CreateEmptyDatabaseAsync(CancellationToken ct) => CreateDatabaseAsync("template template0", ct);

    public Task DropDatabaseAsync(string connectionString, CancellationToken ct) =>
        RunAsync($"drop database if exists \"{new NpgsqlConnectionStringBuilder(connectionString).Database}\" with (force)", ct);

    private static async Task<TestPostgres> StartCurrentAsync()
    {
        if (Environment.GetEnvironmentVariable("FORMSHUB_TEST_DATABASE") is { Length: > 0 } given) return new TestPostgres(given);

        var server = await PrivatePostgres.StartAsync(Path.Combine(await InstalledAsync(), "bin"), CancellationToken.None);
        return new TestPostgres(server);
    }

    /// <summary>The folder of the installed PostgreSQL; installs it when it is missing.</summary>
    public static async Task<string> InstalledAsync()
    {
        if (Environment.GetEnvironmentVariable("FORMSHUB_POSTGRES") is { Length: > 0 } given) return given;

        var start = new ProcessStartInfo(Repository.PathOf("tools", "postgres", "install.sh")) { RedirectStandardOutput = true, UseShellExecute = false };
        using var install = Process.Start(start)!;
        var folder = await install.StandardOutput.ReadToEndAsync(CancellationToken.None);
        await install.WaitForExitAsync(CancellationToken.None);
        return install.ExitCode is 0
            ? folder.Trim()
            : throw new InvalidOperationException("tools/postgres/install.sh failed; its reason stands above.");
    }

    private async Task<string> CreateTemplateAsync()
    {
        var created = await CreateDatabaseAsync("template template0", CancellationToken.None);
        await TestSchema.MigrateAsync(created, CancellationToken.None);
        return new NpgsqlConnectionStringBuilder(created).Database!;
    }

    private async Task<string> CreateDatabaseAsync(string options, CancellationToken ct)
    {
        var name = $"test_{Environment.ProcessId}_{Interlocked.Increment(ref _databases)}";
        await RunAsync($"drop database if exists \"{name}\" with (force)", ct);
        await RunAsync($"create database \"{name}\" {options}", ct);
        return new NpgsqlConnectionStringBuilder(_connectionString) { Database = name, IncludeErrorDetail = true }.ConnectionString;
    }

    private async Task RunAsync(string sql, CancellationToken ct)
    {
        await using var source = NpgsqlDataSource.Create(_connectionString + ";Pooling=false");
        await using var command = source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync(ct);
    }
}
