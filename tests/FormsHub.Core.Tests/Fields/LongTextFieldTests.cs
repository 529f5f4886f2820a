namespace FormsHub.Core.Tests.Fields;

public class LongTextFieldTests
{
    [Theory]
    [InlineData("\"a\\r\\nb\\rc\"", "\"a\\nb\\nc\"", "")]
    [InlineData("\"a\\tb\\n\"", "\"a\\tb\"", "trimmed")]
    [InlineData("\"a\\u0001b\"", "\"ab\"", "control_removed")]
    [InlineData("\"123456\"", "too_long", "")]
    [InlineData("\"\\n\\n\"", "empty", "trimmed")]
    public void Keeps_its_lines(string json, string expected, string repairs)
    {
        var field = AField.Of("longText", """{"maxLength": 5}""");

        Assert.Equal(expected, field.Outcome(json));
        Assert.Equal(repairs, field.Repairs(json));
    }

    [Theory]
    [InlineData("""{"maxLength": 0}""", "/maxLength out_of_range")]
    [InlineData("""{"rows": 0}""", "/rows out_of_range")]
    public void A_definition_that_cannot_work_is_refused(string options, string expected) =>
        Assert.Equal(expected, AField.Of("longText", options).Definition());
}
