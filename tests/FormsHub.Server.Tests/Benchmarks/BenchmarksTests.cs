using FormsHub.Benchmarks;

namespace FormsHub.Server.Tests.Benchmarks;

/// <summary>The benchmarks run; how fast is not judged here.</summary>
public class BenchmarksTests
{
    [Fact]
    public async Task The_smallest_run_gives_every_figure()
    {
        var report = await new Bench(Options.Smoke, TextWriter.Null).RunAsync(TestContext.Current.CancellationToken);

        Assert.Equal(12 * Options.Smoke.Connections.Count, report.Outcomes.Count);
        Assert.All(report.Outcomes, outcome => Assert.True(outcome.Server.PerSecond > 0 && outcome.Npgsql.PerSecond > 0, outcome.ToString()));
        Assert.NotNull(report.Import);
        Assert.NotEmpty(report.Growth);
        Assert.NotNull(report.OtherForms);
        Assert.NotNull(report.Subscribers);
        Assert.True(report.Memory > 0);
    }
}
