namespace FormsHub.Core.Tests.Fields;

public class DateRangeFieldTests
{
    [Theory]
    [InlineData("""{"from": "2026-01-01", "to": "2026-01-31"}""", """{"from":"2026-01-01","to":"2026-01-31"}""")]
    [InlineData("""{"from": "2026/1/1", "to": "2026-01-01"}""", """{"from":"2026-01-01","to":"2026-01-01"}""")]
    [InlineData("{}", "empty")]
    [InlineData("""{"from": null, "to": ""}""", "empty")]
    [InlineData("""{"from": "2026-01-01"}""", "range_incomplete")]
    [InlineData("""{"from": "2026-01-02", "to": "2026-01-01"}""", "range_reversed")]
    [InlineData("""{"from": "2026-02-30", "to": "2026-03-01"}""", "/from invalid_date")]
    [InlineData("""{"from": "2026-01-01", "until": "2026-03-01"}""", "unknown_part")]
    [InlineData("\"2026-01-01\"", "wrong_type")]
    public void Has_a_first_and_a_last_day(string json, string expected) => Assert.Equal(expected, AField.Of("dateRange").Outcome(json));

    [Fact]
    public void Filters_may_ask_for_its_parts() =>
        Assert.Equal(["from", "to"], AField.Of("dateRange").Type.Parts.Select(part => part.Id));
}
