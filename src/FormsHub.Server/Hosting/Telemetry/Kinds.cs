using System.Diagnostics.Metrics;

namespace FormsHub.Server.Hosting.Telemetry;

/// <summary>What Prometheus calls the kinds of .NET's instruments.</summary>
internal static class Kinds
{
    public enum Kind
    {
        Counter,
        Gauge,
        Histogram,
    }

    public static Kind Of(Instrument instrument)
    {
        var name = instrument.GetType().Name;
        return name.StartsWith("Histogram", StringComparison.Ordinal) ? Kind.Histogram
            : name.StartsWith("Counter", StringComparison.Ordinal) || name.StartsWith("ObservableCounter", StringComparison.Ordinal) ? Kind.Counter
            : Kind.Gauge;
    }

    public static bool IsUpDown(Instrument instrument) => instrument.GetType().Name.StartsWith("UpDownCounter", StringComparison.Ordinal);
}
