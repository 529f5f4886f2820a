using FormsHub.Storage.Records;

namespace FormsHub.Server.Jobs;

/// <summary>Does the jobs that writes leave over, until the server stops; other servers may do them too.</summary>
public sealed partial class RecomputeFormulas(RecordRecompute recompute, TimeProvider clock, ILogger<RecomputeFormulas> log) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(400);
    private static readonly TimeSpan AfterFailure = TimeSpan.FromSeconds(5);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            var pause = Pause;
            try
            {
                while (await recompute.DoNextAsync(stoppingToken))
                {
                }
            }
            catch (ObjectDisposedException)
            {
                // The database went first: the server ends.
                return;
            }
            catch (Npgsql.NpgsqlException exception)
            {
                LogFailure(exception);
                pause = AfterFailure;
            }
            await Task.Delay(pause, clock, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Formulas could not be recomputed; trying again")]
    private partial void LogFailure(Exception exception);
}
