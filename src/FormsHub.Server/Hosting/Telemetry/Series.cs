using System.Diagnostics.Metrics;

namespace FormsHub.Server.Hosting.Telemetry;

/// <summary>The numbers of one series; safe for many writers.</summary>
internal sealed class Series(Instrument instrument)
{
    // Prometheus' usual buckets for seconds.
    public static readonly double[] Buckets = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

    private readonly long[]? _counts = Kinds.Of(instrument) is Kinds.Kind.Histogram ? new long[Buckets.Length + 1] : null;
    private readonly bool _isAbsolute = !instrument.IsObservable && Kinds.Of(instrument) is Kinds.Kind.Gauge && !Kinds.IsUpDown(instrument);
    private double _sum;

    public double Sum => Volatile.Read(ref _sum);

    /// <summary>Counts per bucket, the last one beyond all buckets; null for what is no histogram.</summary>
    public IReadOnlyList<long>? Counts => _counts;

    /// <summary>Before an observable instrument is asked: what it answers for several sources adds up to one series.</summary>
    public void Reset() => Volatile.Write(ref _sum, 0);

    public void Record(double value)
    {
        if (_counts is not null)
        {
            var at = 0;
            while (at < Buckets.Length && value > Buckets[at]) at++;
            Interlocked.Increment(ref _counts[at]);
        }
        if (_isAbsolute) Volatile.Write(ref _sum, value);
        else Add(value);
    }

    private void Add(double value)
    {
        double seen, next;
        do
        {
            seen = Volatile.Read(ref _sum);
            next = seen + value;
        }
        while (Interlocked.CompareExchange(ref _sum, next, seen) != seen);
    }
}

/// <summary>The values of up to four kept tags; equal values are one series.</summary>
internal readonly record struct SeriesKey(object? First, object? Second, object? Third, object? Fourth)
{
    public static SeriesKey Of(string[] names, ReadOnlySpan<KeyValuePair<string, object?>> tags) =>
        new(Value(names, 0, tags), Value(names, 1, tags), Value(names, 2, tags), Value(names, 3, tags));

    public object? this[int at] => at switch { 0 => First, 1 => Second, 2 => Third, _ => Fourth };

    private static object? Value(string[] names, int at, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        if (at >= names.Length) return null;
        foreach (var tag in tags)
        {
            if (tag.Key == names[at]) return tag.Value;
        }
        return null;
    }
}
