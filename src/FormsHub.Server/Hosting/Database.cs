using FormsHub.Server.People;
using FormsHub.Storage.Embedded;
using FormsHub.Storage.Migrations;
using Npgsql;

namespace FormsHub.Server.Hosting;

/// <summary>The database that the server works on: reached, migrated, and with a first administrator.</summary>
public sealed class Database : IAsyncDisposable
{
    private readonly EmbeddedPostgres? _embedded;

    private Database(NpgsqlDataSource source, EmbeddedPostgres? embedded) => (Source, _embedded) = (source, embedded);

    public NpgsqlDataSource Source { get; }

    public static async Task<Database> StartAsync(Settings settings, ILoggerFactory logs, CancellationToken ct)
    {
        var embedded = settings.Database is null
            ? await EmbeddedPostgres.StartAsync(settings.Data, settings.Postgres, logs.CreateLogger<EmbeddedPostgres>(), ct)
            : null;
        var database = new Database(Connect(settings.Database ?? embedded!.ConnectionString, logs), embedded);
        var migrated = await new Migrator(database.Source, logs.CreateLogger<Migrator>()).MigrateAsync(ct);
        if (migrated.Failed) throw new InvalidOperationException(migrated.Problem.Message.ToString());
        await FirstAdministrator.EnsureAsync(database.Source, settings, ct);
        return database;
    }

    public async ValueTask DisposeAsync()
    {
        await Source.DisposeAsync();
        if (_embedded is not null) await _embedded.DisposeAsync();
    }

    internal static NpgsqlDataSource Connect(string connectionString, ILoggerFactory logs)
    {
        var builder = new NpgsqlDataSourceBuilder(connectionString);
        builder.UseLoggerFactory(logs);
        var wanted = builder.ConnectionStringBuilder;
        if (!wanted.ContainsKey("Max Auto Prepare")) wanted.MaxAutoPrepare = 200;
        if (!wanted.ContainsKey("Auto Prepare Min Usages")) wanted.AutoPrepareMinUsages = 2;
        if (!wanted.ContainsKey("Maximum Pool Size")) wanted.MaxPoolSize = 32;
        if (!wanted.ContainsKey("Application Name")) wanted.ApplicationName = "formshub";
        return builder.Build();
    }
}
