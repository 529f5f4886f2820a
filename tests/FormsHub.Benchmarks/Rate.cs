using System.Diagnostics;

namespace FormsHub.Benchmarks;

/// <summary>How often something was done in a second, and how long one took at the median and at the 95th percentile.</summary>
public sealed record Rate(double PerSecond, double MedianMilliseconds, double P95Milliseconds)
{
    /// <summary>Microseconds of processor time that each of the processes watched spent on one piece of work.</summary>
    public IReadOnlyList<double> Microseconds { get; init; } = [];

    /// <summary>Lets each worker repeat its work until the time is over, after a warm-up.</summary>
    /// <param name="worker">Makes the work of one worker; the number is the worker's.</param>
    /// <param name="watched">Processor time so far, in seconds, of each process that is watched.</param>
    public static async Task<Rate> MeasureAsync(
        int workers, double warmUp, double seconds, Func<int, Task<Func<Task>>> worker, IReadOnlyList<Func<double>> watched, CancellationToken ct)
    {
        var works = new List<Func<Task>>();
        for (var i = 0; i < workers; i++) works.Add(await worker(i));

        await RunAsync(works, warmUp, ct);
        var used = watched.Select(time => time()).ToList();
        var clock = Stopwatch.StartNew();
        var ticks = await RunAsync(works, seconds, ct);
        var elapsed = clock.Elapsed;
        return Of(ticks, elapsed) with
        {
            Microseconds = [.. watched.Select((time, i) => (time() - used[i]) * 1e6 / Math.Max(1, ticks.Count))],
        };
    }

    private static Rate Of(List<long> ticks, TimeSpan elapsed)
    {
        ticks.Sort();
        return new Rate(ticks.Count / elapsed.TotalSeconds, Milliseconds(0.5), Milliseconds(0.95));

        double Milliseconds(double share) =>
            ticks.Count is 0 ? 0 : Stopwatch.GetElapsedTime(0, ticks[(int)((ticks.Count - 1) * share)]).TotalMilliseconds;
    }

    private static async Task<List<long>> RunAsync(List<Func<Task>> works, double seconds, CancellationToken ct)
    {
        var end = Stopwatch.GetTimestamp() + (long)(seconds * Stopwatch.Frequency);
        var all = await Task.WhenAll(works.Select(work => Task.Run(() => RepeatAsync(work), ct)));
        return [.. all.SelectMany(each => each)];

        async Task<List<long>> RepeatAsync(Func<Task> work)
        {
            var ticks = new List<long>();
            for (long before = Stopwatch.GetTimestamp(), after; before < end; before = after)
            {
                await work();
                after = Stopwatch.GetTimestamp();
                ticks.Add(after - before);
            }
            return ticks;
        }
    }
}
