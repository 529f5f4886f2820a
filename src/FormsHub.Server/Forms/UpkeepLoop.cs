using FormsHub.Storage.Forms;

namespace FormsHub.Server.Forms;

/// <summary>Does what publications leave over, until the server stops.</summary>
public sealed partial class UpkeepLoop(Upkeep upkeep, TimeProvider clock, ILogger<UpkeepLoop> log) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan AfterFailure = TimeSpan.FromSeconds(5);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            var pause = Pause;
            try
            {
                if (await upkeep.DoAsync(stoppingToken)) continue;
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception exception)
            {
                // Whatever it is, the work stays where it is and is tried again.
                LogFailure(exception);
                pause = AfterFailure;
            }
            await Task.Delay(pause, clock, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Indexes or records could not be brought up to date; trying again")]
    private partial void LogFailure(Exception exception);
}
