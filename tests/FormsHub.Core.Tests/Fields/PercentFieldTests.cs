namespace FormsHub.Core.Tests.Fields;

public class PercentFieldTests
{
    [Theory]
    [InlineData("0.15", "0.15")]
    [InlineData("0.125", "0.125")]
    [InlineData("0.1255", "too_precise")]
    [InlineData("1.01", "too_large")]
    public void Is_a_fraction_with_the_decimals_of_its_percentage(string json, string expected) =>
        Assert.Equal(expected, AField.Of("percent", """{"max": 1, "decimals": 1}""").Outcome(json));

    [Fact]
    public void Shows_hundredths() => Assert.Equal("12.5%", AField.Of("percent").Display("0.125"));
}
