using System.Data.Common;
using FormsHub.Formulas;
using FormsHub.Server.People;
using FormsHub.Storage.Embedded;
using FormsHub.Storage.Encryption;
using FormsHub.Storage.Forms;
using FormsHub.Storage.Migrations;
using Npgsql;

namespace FormsHub.Server.Hosting;

/// <summary>The database that the server works on: reached, migrated, with a first administrator, its published forms known.</summary>
public sealed class Database : IAsyncDisposable
{
    private readonly EmbeddedPostgres? _embedded;

    private Database(NpgsqlDataSource source, Catalog forms, EmbeddedPostgres? embedded) => (Source, Forms, _embedded) = (source, forms, embedded);

    public NpgsqlDataSource Source { get; }
    public Catalog Forms { get; }

    public static async Task<Database> StartAsync(Settings settings, ILoggerFactory logs, CancellationToken ct)
    {
        var embedded = settings.Database is null
            ? await EmbeddedPostgres.StartAsync(settings.Data, settings.Postgres, logs.CreateLogger<EmbeddedPostgres>(), ct)
            : null;
        var source = Connect(settings.Database ?? embedded!.ConnectionString, logs);
        try
        {
            var migrated = await new Migrator(source, logs.CreateLogger<Migrator>()).MigrateAsync(ct);
            if (migrated.Failed) throw new InvalidOperationException(migrated.Problem.Message.ToString());

            var keys = new KeyStore(source, new KeyFolder(settings.KeyFolder), logs.CreateLogger<KeyStore>());
            await keys.RefreshAsync(ct);
            var opening = Catalog.OpenAsync(source, new FormulaLanguage(), logs.CreateLogger<Catalog>(), ct, keys);
            await FirstAdministrator.EnsureAsync(source, settings, ct);
            return new Database(source, await opening, embedded);
        }
        catch
        {
            await source.DisposeAsync();
            if (embedded is not null) await embedded.DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await Forms.DisposeAsync();
        await Source.DisposeAsync();
        if (_embedded is not null) await _embedded.DisposeAsync();
    }

    internal static NpgsqlDataSource Connect(string connectionString, ILoggerFactory logs)
    {
        var builder = new NpgsqlDataSourceBuilder(connectionString);
        builder.UseLoggerFactory(logs);

        // Npgsql's own builder contains every keyword it knows; the plain one tells what was given.
        var given = new DbConnectionStringBuilder { ConnectionString = connectionString };
        var wanted = builder.ConnectionStringBuilder;
        if (!IsGiven("Max Auto Prepare", "MaxAutoPrepare")) wanted.MaxAutoPrepare = 200;
        if (!IsGiven("Auto Prepare Min Usages", "AutoPrepareMinUsages")) wanted.AutoPrepareMinUsages = 2;
        if (!IsGiven("Maximum Pool Size", "Max Pool Size", "MaxPoolSize")) wanted.MaxPoolSize = 32;
        // Nothing here leaves a session changed, and the reset costs as much as a small statement.
        if (!IsGiven("No Reset On Close", "NoResetOnClose")) wanted.NoResetOnClose = true;
        if (!IsGiven("Application Name", "ApplicationName")) wanted.ApplicationName = "formshub";
        return builder.Build();

        bool IsGiven(params ReadOnlySpan<string> names)
        {
            foreach (var name in names)
            {
                if (given.ContainsKey(name)) return true;
            }
            return false;
        }
    }
}
