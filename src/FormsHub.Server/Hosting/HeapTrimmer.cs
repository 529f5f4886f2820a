namespace FormsHub.Server.Hosting;

/// <summary>
/// Gives memory back after large work. A batch of thousands of records makes a heap that ordinary work never fills again, and the
/// collector would keep it; PostgreSQL on the same machine has better use for it. Costs one pause of some tens of milliseconds.
/// </summary>
public sealed class HeapTrimmer : IDisposable
{
    private static readonly TimeSpan Quiet = TimeSpan.FromSeconds(1);

    private readonly Timer _timer = new(_ => GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true));

    /// <summary>Collects once no large work has come for a second.</summary>
    public void AfterLargeWork() => _timer.Change(Quiet, Timeout.InfiniteTimeSpan);

    public void Dispose() => _timer.Dispose();
}
