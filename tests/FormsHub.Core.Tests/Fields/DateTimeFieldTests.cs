namespace FormsHub.Core.Tests.Fields;

public class DateTimeFieldTests
{
    [Theory]
    [InlineData("2026-11-21T10:00:00Z", "\"2026-11-21T10:00:00.000Z\"", "")]
    [InlineData("2026-11-21T10:00:00.000Z", "\"2026-11-21T10:00:00.000Z\"", "")]
    [InlineData("2026-11-21T18:00:00+08:00", "\"2026-11-21T10:00:00.000Z\"", "")]
    [InlineData("2026-11-21t18:00:00.5-23:59", "\"2026-11-22T17:59:00.500Z\"", "")]
    [InlineData("2026-11-21 18:00:00+08:00", "\"2026-11-21T10:00:00.000Z\"", "")]
    [InlineData("2026-11-21T10:00:00.123999Z", "\"2026-11-21T10:00:00.123Z\"", "cut_to_milliseconds")]
    [InlineData("2026-11-21T10:00:00.123000Z", "\"2026-11-21T10:00:00.123Z\"", "")]
    [InlineData("2026-11-21T10:00:00", "offset_missing", "")]
    [InlineData("2026-11-21 10:00", "offset_missing", "")]
    [InlineData("2026-11-21", "invalid_date_time", "")]
    [InlineData("2026-02-30T10:00:00Z", "invalid_date_time", "")]
    [InlineData("2026-11-21T24:00:00Z", "invalid_date_time", "")]
    [InlineData("2026-11-21T10:00:60Z", "invalid_date_time", "")]
    [InlineData("0001-01-01T00:00:00+08:00", "invalid_date_time", "")]
    [InlineData("9999-12-31T23:59:59-08:00", "invalid_date_time", "")]
    [InlineData("0001-01-01T00:00:00Z", "\"0001-01-01T00:00:00.000Z\"", "")]
    [InlineData("", "empty", "")]
    public void Reads_moments_with_their_offset_into_utc(string text, string expected, string repairs)
    {
        var field = AField.Of("dateTime");

        Assert.Equal(expected, field.Outcome($"\"{text}\""));
        Assert.Equal(repairs, field.Repairs($"\"{text}\""));
    }

    [Theory]
    [InlineData("\"2026-01-01T00:59:59+01:00\"", "too_early")]
    [InlineData("\"2026-01-01T01:00:00+01:00\"", "\"2026-01-01T00:00:00.000Z\"")]
    public void Keeps_within_its_limits(string json, string expected) =>
        Assert.Equal(expected, AField.Of("dateTime", """{"min": "2026-01-01T00:00:00Z"}""").Outcome(json));

    [Fact]
    public void A_definition_that_cannot_work_is_refused() =>
        Assert.Equal("/min invalid_date_time", AField.Of("dateTime", """{"min": "yesterday"}""").Definition());

    [Fact]
    public void Shows_utc() => Assert.Equal("2026-11-21 10:00 UTC", AField.Of("dateTime").Display("\"2026-11-21T10:00:00.000Z\""));
}
