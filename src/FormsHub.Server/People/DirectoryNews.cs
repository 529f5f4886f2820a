using Npgsql;

namespace FormsHub.Server.People;

/// <summary>Listens for changes of the directory, made by any server, and makes this server forget what it knew.</summary>
public sealed partial class DirectoryNews(NpgsqlDataSource source, PeopleDirectory directory, ILogger<DirectoryNews> log) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(500);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await ListenAsync(stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception exception) when (exception is NpgsqlException or TimeoutException or IOException)
            {
                directory.IsListening = false;
                directory.Forget();
                LogLost(exception.Message);
                await Task.Delay(Pause, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    private async Task ListenAsync(CancellationToken ct)
    {
        await using var connection = source.CreateConnection();
        await connection.OpenAsync(ct);
        connection.Notification += (_, _) => directory.Forget();
        await using (var listen = new NpgsqlCommand("listen formshub_directory", connection)) await listen.ExecuteNonQueryAsync(ct);
        directory.Forget();
        directory.IsListening = true;
        while (true)
        {
            // A silent connection may be dead: asking it every few seconds tells.
            if (await connection.WaitAsync(TimeSpan.FromSeconds(5), ct)) continue;
            await using var ping = new NpgsqlCommand("select 1", connection) { CommandTimeout = 3 };
            await ping.ExecuteScalarAsync(ct);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Lost the database's news of users and departments: {Reason}")]
    private partial void LogLost(string reason);
}
