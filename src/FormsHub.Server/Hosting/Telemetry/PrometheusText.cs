using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using System.Globalization;
using System.Text;

namespace FormsHub.Server.Hosting.Telemetry;

/// <summary>
/// Listens to the meters and writes what it heard as Prometheus text. Tags that could grow without bound are dropped, and an
/// instrument has at most so many series.
/// </summary>
public sealed class PrometheusText : IDisposable
{
    private const int MostSeries = 2000;
    private readonly MeterListener _listener = new();
    private readonly Lock _writing = new();
    private readonly ConcurrentDictionary<Instrument, Family> _families = new();

    private sealed class Family(Instrument instrument)
    {
        public Instrument Instrument { get; } = instrument;
        public ConcurrentDictionary<SeriesKey, Series> All { get; } = new();

        /// <summary>The kept tags of this instrument, in order of their first appearance.</summary>
        public string[]? Names { get; set; }
    }

    /// <summary>Begins to listen.</summary>
    public void Start()
    {
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (Meters.Measured.Contains(instrument.Meter.Name))
                listener.EnableMeasurementEvents(instrument, _families.GetOrAdd(instrument, key => new Family(key)));
        };
        _listener.SetMeasurementEventCallback<double>((_, value, tags, family) => Record(value, tags, family));
        _listener.SetMeasurementEventCallback<float>((_, value, tags, family) => Record(value, tags, family));
        _listener.SetMeasurementEventCallback<long>((_, value, tags, family) => Record(value, tags, family));
        _listener.SetMeasurementEventCallback<int>((_, value, tags, family) => Record(value, tags, family));
        _listener.Start();
    }

    public string Write()
    {
        lock (_writing)
        {
            foreach (var series in _families.Values.Where(family => family.Instrument.IsObservable).SelectMany(family => family.All.Values)) series.Reset();
            _listener.RecordObservableInstruments();
            var text = new StringBuilder(16 * 1024);
            foreach (var family in _families.Values.Where(family => !family.All.IsEmpty).OrderBy(family => family.Instrument.Name, StringComparer.Ordinal))
                Write(text, family);
            return text.ToString();
        }
    }

    public void Dispose() => _listener.Dispose();

    private static void Record(double value, ReadOnlySpan<KeyValuePair<string, object?>> tags, object? state)
    {
        var family = (Family)state!;
        family.Names ??= KeptOf(tags);
        var key = SeriesKey.Of(family.Names, tags);
        if (!family.All.TryGetValue(key, out var series))
        {
            if (family.All.Count >= MostSeries) return;
            series = family.All.GetOrAdd(key, _ => new Series(family.Instrument));
        }
        series.Record(value);
    }

    private static string[] KeptOf(ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        // Routes and status are not known at the first request of a kind, so a request's series always has all three.
        List<string> kept = [];
        foreach (var tag in tags)
        {
            if (Meters.Kept.Contains(tag.Key)) kept.Add(tag.Key);
        }
        if (kept.Contains("http.response.status_code")) kept = ["http.request.method", "http.route", "http.response.status_code"];
        return [.. kept.Take(4)];
    }

    private static void Write(StringBuilder text, Family family)
    {
        var instrument = family.Instrument;
        var kind = Kinds.Of(instrument);
        var name = Name(instrument, kind);
        text.Append("# HELP ").Append(name).Append(' ').Append((instrument.Description ?? instrument.Name).ReplaceLineEndings(" ")).Append('\n');
        text.Append("# TYPE ").Append(name).Append(' ').Append(kind switch { Kinds.Kind.Counter => "counter", Kinds.Kind.Gauge => "gauge", Kinds.Kind.Histogram => "histogram" }).Append('\n');
        foreach (var (key, series) in family.All)
        {
            var labels = Labels(family.Names!, key);
            if (series.Counts is { } counts) WriteHistogram(text, name, labels, series, counts);
            else Line(text, name, labels, series.Sum);
        }
    }

    private static void WriteHistogram(StringBuilder text, string name, string labels, Series series, IReadOnlyList<long> counts)
    {
        long total = 0;
        var more = labels.Length is 0 ? "" : ",";
        for (var i = 0; i < counts.Count; i++)
        {
            total += counts[i];
            var limit = i < Series.Buckets.Length ? Series.Buckets[i].ToString(CultureInfo.InvariantCulture) : "+Inf";
            Line(text, name + "_bucket", $"{labels}{more}le=\"{limit}\"", total);
        }
        Line(text, name + "_sum", labels, series.Sum);
        Line(text, name + "_count", labels, total);
    }

    private static void Line(StringBuilder text, string name, string labels, double value)
    {
        text.Append(name);
        if (labels.Length > 0) text.Append('{').Append(labels).Append('}');
        text.Append(' ').Append(value.ToString("R", CultureInfo.InvariantCulture)).Append('\n');
    }

    private static string Labels(string[] names, SeriesKey key) =>
        string.Join(',', names.Select((name, at) => $"{Word(name)}=\"{Escape(key[at])}\""));

    private static string Name(Instrument instrument, Kinds.Kind kind)
    {
        var name = Word(instrument.Name);
        var unit = instrument.Unit switch { "s" => "_seconds", "By" => "_bytes", _ => "" };
        if (!name.EndsWith(unit, StringComparison.Ordinal)) name += unit;
        return kind is Kinds.Kind.Counter && !name.EndsWith("_total", StringComparison.Ordinal) ? name + "_total" : name;
    }

    private static string Word(string name) => string.Concat(name.Select(c => char.IsAsciiLetterOrDigit(c) ? c : '_'));

    private static string Escape(object? value) => (Convert.ToString(value, CultureInfo.InvariantCulture) ?? "")
        .Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal);
}
