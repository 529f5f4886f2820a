using System.Text.Json;
using FormsHub.Core.Expressions;

namespace FormsHub.Core.Tests.Fields;

public class NumberFieldTests
{
    [Theory]
    [InlineData("12.5", "12.5")]
    [InlineData("1.50", "1.5")]
    [InlineData("1E2", "100")]
    [InlineData("-0", "0")]
    [InlineData("-0.0e5", "0")]
    [InlineData("0e999999999999", "0")]
    [InlineData("100e-2", "1")]
    [InlineData("123456789012345", "123456789012345")]
    [InlineData("0.123456789012345", "0.123456789012345")]
    [InlineData("-12345678.9012345", "-12345678.9012345")]
    [InlineData("1234567890123456", "too_many_digits")]
    [InlineData("0.1234567890123456", "too_many_digits")]
    [InlineData("1000000000000000000", "1000000000000000000")]
    [InlineData("1e27", "1000000000000000000000000000")]
    [InlineData("1e28", "number_out_of_range")]
    [InlineData("1e400", "number_out_of_range")]
    [InlineData("1e99999999999", "number_out_of_range")]
    [InlineData("1e-28", "0.0000000000000000000000000001")]
    [InlineData("1e-29", "number_out_of_range")]
    [InlineData("\"12\"", "wrong_type")]
    [InlineData("true", "wrong_type")]
    [InlineData("{}", "wrong_type")]
    public void Reads_exact_numbers_in_their_shortest_form(string json, string expected) =>
        Assert.Equal(expected, AField.Of("number").Outcome(json));

    [Theory]
    [InlineData("12.5", "12.5")]
    [InlineData("-1", "too_small")]
    [InlineData("1000.01", "too_large")]
    [InlineData("0.001", "too_precise")]
    [InlineData("0.1000", "0.1")]
    public void Keeps_numbers_within_its_limits(string json, string expected) =>
        Assert.Equal(expected, AField.Of("number", """{"min": 0, "max": 1000, "decimals": 2}""").Outcome(json));

    [Theory]
    [InlineData("""{"min": 5, "max": 1}""", "/min out_of_range")]
    [InlineData("""{"decimals": 16}""", "/decimals out_of_range")]
    public void A_definition_that_cannot_work_is_refused(string options, string expected) =>
        Assert.Equal(expected, AField.Of("number", options).Definition());

    [Theory]
    [InlineData("{}", "3.3333333333333333333333333333", "3.33333333333333")]
    [InlineData("{}", "0.0033333333333333333333333333", "0.00333333333333333")]
    [InlineData("{}", "123456789012345.6", "123456789012346")]
    [InlineData("""{"decimals": 2}""", "2.675", "2.68")]
    [InlineData("""{"decimals": 2}""", "-2.675", "-2.68")]
    public void A_computed_number_is_rounded_to_what_the_field_holds(string options, string computed, string expected)
    {
        var field = AField.Of("number", options);
        var input = field.Type.FromValue(new Value.Number(decimal.Parse(computed, System.Globalization.CultureInfo.InvariantCulture)), field)!;

        Assert.Equal(expected, AField.Outcome(field.Type.Read(input.Value, field)));
    }

    [Fact]
    public void Orders_by_amount()
    {
        var type = AField.Of("number").Type;

        Assert.True(type.Compare(JsonElement.Parse("9"), JsonElement.Parse("10")) < 0);
    }
}
