using FormsHub.Core.Fields;

namespace FormsHub.Core.Tests.Fields;

public class SerialFieldTests
{
    [Theory]
    [InlineData("KH-{yyyy}{MM}-{0000}", 1, "KH-202611-0001")]
    [InlineData("{yy}{MM}{dd}{000}", 42, "261121042")]
    [InlineData("ZC-{0}", 12345, "ZC-12345")]
    [InlineData("{0000}", 123456, "123456")]
    public void Writes_numbers_by_its_pattern(string pattern, long number, string expected) =>
        Assert.Equal(expected, SerialPattern.Parse(pattern).Value.Format(new DateOnly(2026, 11, 21), number));

    [Theory]
    [InlineData("never", "")]
    [InlineData("year", "2026")]
    [InlineData("month", "2026-11")]
    [InlineData("day", "2026-11-21")]
    public void Counts_anew_in_each_period(string reset, string expected) =>
        Assert.Equal(expected, SerialPattern.Period(reset, new DateOnly(2026, 11, 21)));

    [Theory]
    [InlineData("""{"pattern": "KH-{0000}"}""", "")]
    [InlineData("""{"pattern": "KH-{yyyy}-{0000}", "reset": "year"}""", "")]
    [InlineData("""{"pattern": ""}""", "/pattern invalid_pattern")]
    [InlineData("""{"pattern": "KH"}""", "/pattern invalid_pattern")]
    [InlineData("""{"pattern": "{00}{00}"}""", "/pattern invalid_pattern")]
    [InlineData("""{"pattern": "{hh}{00}"}""", "/pattern invalid_pattern")]
    [InlineData("""{"pattern": "{yyyy"}""", "/pattern invalid_pattern")]
    [InlineData("""{"pattern": "a}{00}"}""", "/pattern invalid_pattern")]
    [InlineData("""{"pattern": "{MM}-{00}", "reset": "month"}""", "/pattern serial_repeats")]
    [InlineData("""{"pattern": "{yyyy}{MM}-{00}", "reset": "day"}""", "/pattern serial_repeats")]
    [InlineData("""{"pattern": "{00}", "reset": "week"}""", "/reset unknown_reset")]
    public void A_definition_that_would_repeat_numbers_is_refused(string options, string expected) =>
        Assert.Equal(expected, AField.Of("serial", options).Definition());
}
