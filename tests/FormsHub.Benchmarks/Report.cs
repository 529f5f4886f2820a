using System.Globalization;
using System.Runtime.InteropServices;
using System.Text.Json;

namespace FormsHub.Benchmarks;

/// <summary>All figures of one run.</summary>
public sealed class Report(Options options)
{
    private static readonly JsonSerializerOptions Indented = new(JsonSerializerDefaults.Web) { WriteIndented = true };
    private readonly List<Outcome> _outcomes = [];

    public Options Options => options;
    public string Machine { get; } = $"{Environment.ProcessorCount} cores, {RuntimeInformation.OSDescription}, .NET {Environment.Version}";
    public IReadOnlyList<Outcome> Outcomes => _outcomes;
    public double LoadedPerSecond { get; set; }
    public ImportFigures? Import { get; set; }
    public IReadOnlyList<RulesFigures> Rules { get; set; } = [];
    public IReadOnlyList<GrowthFigures> Growth { get; set; } = [];
    public PublicationFigures? Publication { get; set; }
    public OtherFormsFigures? OtherForms { get; set; }
    public SubscriberFigures? Subscribers { get; set; }
    public TimeSpan ColdStart { get; set; }
    public long Memory { get; set; }

    public void Add(Outcome outcome) => _outcomes.Add(outcome);

    public string ToJson() => JsonSerializer.Serialize(this, Indented);

    /// <summary>The table, as Markdown.</summary>
    public IEnumerable<string> Lines()
    {
        yield return $"{Machine}; {options.Contacts} contacts, {options.Customers} customers; the limit is {(Limit.Pgbench is null ? "a raw Npgsql loop: pgbench is not installed" : "pgbench")}, the client is {(Wrk.Program is null ? "our own: wrk is not installed" : "wrk")}";
        yield return "";
        yield return "| Work | connections | FormsHub /s | median ms | p95 ms | server µs | PostgreSQL µs | client µs | Npgsql /s | ratio | pgbench /s | PostgreSQL µs | ratio | to reach at 16 |";
        yield return "|---|---|---|---|---|---|---|---|---|---|---|---|---|---|";
        foreach (var each in _outcomes)
        {
            yield return Row(
                $"| {each.Scenario} | {each.Connections} | {each.Server.PerSecond:N0} | {each.Server.MedianMilliseconds:F2} | {each.Server.P95Milliseconds:F2} | {each.Server.Microseconds[0]:F0} | {each.Server.Microseconds[1]:F0} | {each.Server.Microseconds[2]:F0} ",
                $"| {each.Npgsql.PerSecond:N0} | {each.RatioToNpgsql:F2} | {each.Pgbench?.PerSecond:N0} | {each.Pgbench?.Microseconds[0]:F0} | {each.RatioToPgbench:F2} | {each.Target:F2}{(each.Connections >= 16 ? each.Reached ? " ✓" : " ✗" : "")} |");
        }
        if (Import is { } import)
            yield return Row($"| import in one batch, rows | 1 | {import.ServerPerSecond:N0} | | | | | | {import.SqlPerSecond:N0} ", $"| {import.Ratio:F2} | | | | 0.50{(import.Ratio >= 0.5 ? " ✓" : " ✗")} |");
        yield return "";
        yield return Row($"- load through batches of 1,000: {LoadedPerSecond:N0} records/s", "");
        yield return Row($"- start to ready: {ColdStart.TotalSeconds:F2} s (to reach: 1.5 s)", "");
        yield return Row($"- resident memory after the measurements: {Memory / 1024 / 1024:N0} MB (to reach: 250 MB)", "");
        foreach (var each in Rules)
        {
            yield return Row($"- {each.Scenario}: {each.Without.PerSecond:N0}/s ({each.Without.Microseconds[0]:F0} + {each.Without.Microseconds[1]:F0} µs), ", "")
                + Row($"with a row scope over a reference and three field rules {each.With.PerSecond:N0}/s ({each.With.Microseconds[0]:F0} + {each.With.Microseconds[1]:F0} µs): ", $"{each.Ratio:F2} times the time (to reach: 1.3)");
        }
        foreach (var each in Growth)
            yield return Row($"- {each.Scenario}: p95 {each.SmallP95:F2} ms at {each.Small:N0} records, {each.LargeP95:F2} ms at {each.Large:N0}: ", $"{each.Ratio:F2} times (to reach: 1.5)");
        if (Publication is { } publication)
            yield return Row($"- publish of one more indexed field at {publication.Records:N0} records: {publication.Published.TotalSeconds:F2} s (to reach: 1 s); ", $"its index is ready after {publication.Indexed.TotalSeconds:F1} s");
        if (Subscribers is { } heard)
        {
            yield return Row($"- {heard.Count:N0} subscribers over WebSockets: connected in {heard.Connected.TotalSeconds:F1} s, {heard.Memory / 1024.0 / heard.Count:F0} kB of memory each; ", "")
                + Row($"told of a contact after {heard.Median:F0} ms at the median, {heard.P95:F0} ms at the 95th percentile, ", $"{heard.Last:F0} ms the last");
            yield return Row($"- create: {heard.Alone.PerSecond:N0}/s ({heard.Alone.Microseconds[0]:F0} + {heard.Alone.Microseconds[1]:F0} µs), ", "")
                + Row($"with so many subscribers who wait for others {heard.Among.PerSecond:N0}/s ({heard.Among.Microseconds[0]:F0} + {heard.Among.Microseconds[1]:F0} µs): ", $"{heard.Ratio:F2}; {heard.FellBehind:N0} of them fell behind");
        }
        if (OtherForms is { } others)
            yield return Row($"- create: {others.AlonePerSecond:N0}/s, with {others.Forms:N0} other forms {others.AmongPerSecond:N0}/s: ", $"{others.Ratio:F2} (to reach: 0.9)");
    }

    private static string Row(FormattableString start, FormattableString end) =>
        start.ToString(CultureInfo.InvariantCulture) + end.ToString(CultureInfo.InvariantCulture);

    private static string Row(FormattableString start, string end) => start.ToString(CultureInfo.InvariantCulture) + end;
}

/// <summary>Rows a second of one large batch.</summary>
public sealed record ImportFigures(double ServerPerSecond, double SqlPerSecond)
{
    public double Ratio => ServerPerSecond / SqlPerSecond;
}

/// <summary>What one request takes on a small and on a large form.</summary>
public sealed record GrowthFigures(string Scenario, int Small, double SmallP95, int Large, double LargeP95)
{
    public double Ratio => LargeP95 / SmallP95;
}

/// <summary>How long a publication took, and how long until the index that it asked for was ready.</summary>
public sealed record PublicationFigures(int Records, TimeSpan Published, TimeSpan Indexed);

/// <summary>Creates a second without and with other forms in the database.</summary>
public sealed record OtherFormsFigures(int Forms, double AlonePerSecond, double AmongPerSecond)
{
    public double Ratio => AmongPerSecond / AlonePerSecond;
}

/// <summary>What many subscribers take, in bytes and milliseconds, and creates a second without them and with as many who are told nothing.</summary>
public sealed record SubscriberFigures(int Count, TimeSpan Connected, long Memory, double Median, double P95, double Last, Rate Alone, Rate Among, int FellBehind)
{
    public double Ratio => Among.PerSecond / Alone.PerSecond;
}

/// <summary>Questions a second without rules, and with some.</summary>
public sealed record RulesFigures(string Scenario, int Connections, Rate Without, Rate With)
{
    public double Ratio => Without.PerSecond / With.PerSecond;
}
