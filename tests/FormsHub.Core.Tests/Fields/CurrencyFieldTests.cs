using FormsHub.Core.Results;

namespace FormsHub.Core.Tests.Fields;

public class CurrencyFieldTests
{
    [Theory]
    [InlineData("19.90", "19.9")]
    [InlineData("0.001", "too_precise")]
    [InlineData("\"5\"", "wrong_type")]
    public void Is_exact_to_the_cent(string json, string expected) => Assert.Equal(expected, AField.Of("currency").Outcome(json));

    [Theory]
    [InlineData("{}", "1234567.5", "CNY 1,234,567.50")]
    [InlineData("""{"currency": "JPY", "decimals": 0}""", "1200", "JPY 1,200")]
    public void Shows_its_currency(string options, string stored, string expected) =>
        Assert.Equal(expected, AField.Of("currency", options).Display(stored, Language.Chinese));

    [Fact]
    public void A_definition_that_cannot_work_is_refused() =>
        Assert.Equal("/currency unknown_currency", AField.Of("currency", """{"currency": "yuan"}""").Definition());
}
