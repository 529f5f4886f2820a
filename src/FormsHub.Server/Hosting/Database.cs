using Npgsql;

namespace FormsHub.Server.Hosting;

/// <summary>The database that the server works on, reached and migrated.</summary>
public sealed class Database(NpgsqlDataSource source) : IAsyncDisposable
{
    public NpgsqlDataSource Source => source;

    public static async Task<Database> StartAsync(Settings settings, CancellationToken ct)
    {
        await Task.CompletedTask.WaitAsync(ct);
        return new Database(Connect(settings.Database ?? throw new InvalidOperationException("FORMSHUB_DB is not set.")));
    }

    public ValueTask DisposeAsync() => source.DisposeAsync();

    internal static NpgsqlDataSource Connect(string connectionString)
    {
        var builder = new NpgsqlDataSourceBuilder(connectionString);
        var wanted = builder.ConnectionStringBuilder;
        if (!wanted.ContainsKey("Max Auto Prepare")) wanted.MaxAutoPrepare = 200;
        if (!wanted.ContainsKey("Auto Prepare Min Usages")) wanted.AutoPrepareMinUsages = 2;
        if (!wanted.ContainsKey("Maximum Pool Size")) wanted.MaxPoolSize = 32;
        if (!wanted.ContainsKey("Application Name")) wanted.ApplicationName = "formshub";
        return builder.Build();
    }
}
