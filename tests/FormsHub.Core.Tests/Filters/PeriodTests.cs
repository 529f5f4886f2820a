using FormsHub.Core.Filters;

namespace FormsHub.Core.Tests.Filters;

public class PeriodTests
{
    [Theory]
    [InlineData("-P90D", "2026-08-23")]
    [InlineData("P1M", "2026-12-21")]
    [InlineData("-P1Y2M", "2025-09-21")]
    [InlineData("P2W", "2026-12-05")]
    [InlineData("+P0D", "2026-11-21")]
    [InlineData("PT30H", "2026-11-21")]
    public void A_day_moves_by_the_calendar(string period, string expected) =>
        Assert.Equal(DateOnly.Parse(expected, null), Period.Parse(period)!.From(new DateOnly(2026, 11, 21)));

    [Fact]
    public void A_month_ends_where_the_shorter_one_does() =>
        Assert.Equal(new DateOnly(2026, 2, 28), Period.Parse("P1M")!.From(new DateOnly(2026, 1, 31)));

    [Fact]
    public void A_moment_moves_by_hours_and_minutes() => Assert.Equal(
        new DateTimeOffset(2026, 11, 22, 11, 30, 0, TimeSpan.Zero),
        Period.Parse("P1DT1H30M")!.From(new DateTimeOffset(2026, 11, 21, 10, 0, 0, TimeSpan.Zero), TimeZoneInfo.Utc));

    [Theory]
    [InlineData("")]
    [InlineData("P")]
    [InlineData("PT")]
    [InlineData("P1DT")]
    [InlineData("1D")]
    [InlineData("P1.5D")]
    [InlineData("P900Y")]
    [InlineData("PT999999999S1")]
    [InlineData("P1D\n")]
    public void Anything_else_is_no_period(string text) => Assert.Null(Period.Parse(text));
}
