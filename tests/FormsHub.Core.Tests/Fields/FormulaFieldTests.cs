using FormsHub.Core.Expressions;
using FormsHub.Core.Fields;

namespace FormsHub.Core.Tests.Fields;

public class FormulaFieldTests
{
    [Theory]
    [InlineData("number", SqlType.Numeric, "5", "5")]
    [InlineData("text", SqlType.Text, "\"a\"", "\"a\"")]
    [InlineData("boolean", SqlType.Boolean, "true", "true")]
    [InlineData("date", SqlType.Text, "\"2026-02-30\"", "invalid_date")]
    [InlineData("dateTime", SqlType.Text, "\"2026-11-21T10:00:00Z\"", "\"2026-11-21T10:00:00.000Z\"")]
    public void Reads_and_compares_as_its_result(string result, SqlType sql, string operand, string expected)
    {
        var field = AField.Of("formula", $$"""{"expression": "1", "result": "{{result}}"}""");

        Assert.Equal(sql, field.Type.SqlTypeOf(field));
        Assert.Equal(expected, AField.Outcome(field.Type.ReadOperand(System.Text.Json.JsonElement.Parse(operand), field)));
    }

    [Fact]
    public void Numbers_are_rounded_to_its_decimals()
    {
        var field = AField.Of("formula", """{"expression": "1", "result": "number", "decimals": 2}""");

        Assert.Equal("0.67", field.Type.FromValue(new Value.Number(2m / 3), field)!.Value.GetRawText());
    }

    [Theory]
    [InlineData("""{"expression": ""}""", "/expression invalid_expression")]
    [InlineData("""{"expression": "1", "result": "money"}""", "/result unknown_result")]
    [InlineData("""{"expression": "1", "decimals": 99}""", "/decimals out_of_range")]
    public void A_definition_that_cannot_work_is_refused(string options, string expected) =>
        Assert.Equal(expected, AField.Of("formula", options).Definition());
}
