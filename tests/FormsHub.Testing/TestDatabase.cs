using Npgsql;
using Xunit;

namespace FormsHub.Testing;

/// <summary>
/// A migrated database of a test's own, dropped when the test ends. Take it as a class fixture
/// (<c>IClassFixture&lt;TestDatabase&gt;</c>), or make one inside a test with <see cref="CreateAsync"/>.
/// </summary>
public class TestDatabase : IAsyncLifetime
{
    private TestPostgres? _server;
    private NpgsqlDataSource? _source;

    public string ConnectionString { get; private set; } = "";

    /// <summary>Connections to the database.</summary>
    public NpgsqlDataSource Source => _source ?? throw new InvalidOperationException("The database is not there yet.");

    /// <summary>A migrated database on PostgreSQL 18 (or the server of FORMSHUB_TEST_DATABASE).</summary>
    public static async Task<TestDatabase> CreateAsync()
    {
        var database = new TestDatabase();
        await database.InitializeAsync();
        return database;
    }

    /// <summary>A migrated database on PostgreSQL 15; skips the calling test where that is not installed.</summary>
    public static async Task<TestDatabase> Postgres15Async()
    {
        var database = new TestDatabaseOn15();
        await database.InitializeAsync();
        return database;
    }

    /// <summary>A database without tables.</summary>
    public static async Task<TestDatabase> EmptyAsync()
    {
        var database = new TestDatabase();
        database._server = await TestPostgres.SharedAsync();
        database.Use(await database._server.CreateEmptyDatabaseAsync(CancellationToken.None));
        return database;
    }

    public async ValueTask InitializeAsync()
    {
        _server = await ServerAsync();
        Use(await _server.CreateDatabaseAsync(CancellationToken.None));
    }

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        if (_source is not null) await _source.DisposeAsync();
        if (_server is not null) await _server.DropDatabaseAsync(ConnectionString, CancellationToken.None);
    }

    protected virtual Task<TestPostgres> ServerAsync() => TestPostgres.SharedAsync();

    private void Use(string connectionString)
    {
        ConnectionString = connectionString;
        _source = NpgsqlDataSource.Create(connectionString);
    }
}

/// <summary>As <see cref="TestDatabase"/>, on PostgreSQL 15, the oldest version that FormsHub supports.</summary>
public sealed class TestDatabaseOn15 : TestDatabase
{
    protected override Task<TestPostgres> ServerAsync() => TestPostgres.Shared15Async();
}
