namespace FormsHub.Server.Jobs;

/// <summary>
/// Work that comes again and again until the server stops: all there is, then a pause. A failure, whatever it is, leaves the work
/// where it stands for the next try; it never ends the server.
/// </summary>
public abstract partial class RepeatedWork(TimeSpan pause, TimeProvider clock, ILogger log) : BackgroundService
{
    private static readonly TimeSpan AfterFailure = TimeSpan.FromSeconds(5);

    protected TimeProvider Clock => clock;

    /// <summary>Does a piece; true: there may be more at once.</summary>
    protected abstract Task<bool> DoAsync(CancellationToken ct);

    protected sealed override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            var wait = pause;
            try
            {
                if (await DoAsync(stoppingToken)) continue;
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (ObjectDisposedException)
            {
                // The database went first: the server ends.
                return;
            }
            catch (Exception exception)
            {
                LogFailure(exception, GetType().Name);
                if (wait < AfterFailure) wait = AfterFailure;
            }
            await Task.Delay(wait, clock, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Work} did not succeed and is tried again")]
    private partial void LogFailure(Exception exception, string work);
}
