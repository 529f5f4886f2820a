using FormsHub.Server.People;
using FormsHub.Storage.Migrations;
using Npgsql;

namespace FormsHub.Server.Hosting;

/// <summary>The database that the server works on: reached, migrated, and with a first administrator.</summary>
public sealed class Database : IAsyncDisposable
{
    private Database(NpgsqlDataSource source) => Source = source;

    public NpgsqlDataSource Source { get; }

    public static async Task<Database> StartAsync(Settings settings, ILoggerFactory logs, CancellationToken ct)
    {
        var connectionString = settings.Database ?? throw new InvalidOperationException("FORMSHUB_DB is not set.");
        var database = new Database(Connect(connectionString, logs));
        var migrated = await new Migrator(database.Source, logs.CreateLogger<Migrator>()).MigrateAsync(ct);
        if (migrated.Failed) throw new InvalidOperationException(migrated.Problem.Message.ToString());
        await FirstAdministrator.EnsureAsync(database.Source, settings, ct);
        return database;
    }

    public async ValueTask DisposeAsync() => await Source.DisposeAsync();

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
