namespace FormsHub.Core.Tests.Fields;

public class DateFieldTests
{
    [Theory]
    [InlineData("\"2026-11-21\"", "\"2026-11-21\"", "")]
    [InlineData("\"2024-02-29\"", "\"2024-02-29\"", "")]
    [InlineData("\"0001-01-01\"", "\"0001-01-01\"", "")]
    [InlineData("\"9999-12-31\"", "\"9999-12-31\"", "")]
    [InlineData("\"2026/1/5\"", "\"2026-01-05\"", "date_form")]
    [InlineData("\"2026年1月5日\"", "\"2026-01-05\"", "date_form")]
    [InlineData("\" 2026-11-21 \"", "\"2026-11-21\"", "trimmed")]
    [InlineData("\"２０２６-１１-２１\"", "\"2026-11-21\"", "half_width")]
    [InlineData("\"\"", "empty", "")]
    [InlineData("\"2026-02-29\"", "invalid_date", "")]
    [InlineData("\"2026-13-01\"", "invalid_date", "")]
    [InlineData("\"0000-01-01\"", "invalid_date", "")]
    [InlineData("\"10000-01-01\"", "invalid_date", "")]
    [InlineData("\"5/1/2026\"", "invalid_date", "")]
    [InlineData("\"2026-11-21T00:00:00Z\"", "invalid_date", "")]
    [InlineData("20261121", "wrong_type", "")]
    public void Reads_days_that_exist(string json, string expected, string repairs)
    {
        var field = AField.Of("date");

        Assert.Equal(expected, field.Outcome(json));
        Assert.Equal(repairs, field.Repairs(json));
    }

    [Theory]
    [InlineData("\"2025-12-31\"", "too_early")]
    [InlineData("\"2026-12-31\"", "\"2026-12-31\"")]
    [InlineData("\"2027-01-01\"", "too_late")]
    public void Keeps_days_within_its_limits(string json, string expected) =>
        Assert.Equal(expected, AField.Of("date", """{"min": "2026-01-01", "max": "2026-12-31"}""").Outcome(json));
}
