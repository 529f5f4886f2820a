using Npgsql;

namespace FormsHub.Server.Jobs;

/// <summary>Deletes answers kept for an Idempotency-Key once no client retries any more: two days after the write.</summary>
public sealed partial class ForgetOldAnswers(NpgsqlDataSource database, TimeProvider clock, ILogger<ForgetOldAnswers> log) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromHours(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            await Task.Delay(Pause, clock, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (stoppingToken.IsCancellationRequested) return;
            try
            {
                await using var command = database.CreateCommand("delete from idempotency_keys where at < now() - interval '2 days'");
                await command.ExecuteNonQueryAsync(stoppingToken);
            }
            catch (NpgsqlException exception)
            {
                LogFailure(exception);
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Old answers could not be deleted; trying again in an hour")]
    private partial void LogFailure(Exception exception);
}
