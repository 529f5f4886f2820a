using FormsHub.GraphQL.Language;
using FormsHub.GraphQL.Types;

namespace FormsHub.GraphQL.Tests.Types;

public class SpecifiedScalarsTests
{
    public static TheoryData<string, object?, object?> Inputs => new()
    {
        { "Int", 5L, 5 },
        { "Int", -2147483648L, int.MinValue },
        { "Int", 3.0m, 3 },
        { "Int", 1e3, 1000 },
        { "Int", 2147483648L, "Int cannot represent non 32-bit signed integer value: 2147483648" },
        { "Int", 1e100, "Int cannot represent non 32-bit signed integer value: 1e+100" },
        { "Int", 1.5m, "Int cannot represent non-integer value: 1.5" },
        { "Int", double.NaN, "Int cannot represent non-integer value: NaN" },
        { "Int", "5", "Int cannot represent non-integer value: \"5\"" },
        { "Int", true, "Int cannot represent non-integer value: true" },
        { "Int", new object?[] { 1L, null }, "Int cannot represent non-integer value: [1, null]" },
        { "Float", 5L, 5.0 },
        { "Float", 0.1m, 0.1 },
        { "Float", "0.1", "Float cannot represent non numeric value: \"0.1\"" },
        { "Float", double.PositiveInfinity, "Float cannot represent non numeric value: Infinity" },
        { "String", "客户", "客户" },
        { "String", 5L, "String cannot represent a non string value: 5" },
        { "String", new Dictionary<string, object?> { ["a"] = "b" }, "String cannot represent a non string value: { a: \"b\" }" },
        { "Boolean", false, false },
        { "Boolean", 0L, "Boolean cannot represent a non boolean value: 0" },
        { "Boolean", "true", "Boolean cannot represent a non boolean value: \"true\"" },
        { "ID", "a1", "a1" },
        { "ID", 12L, "12" },
        { "ID", 12.0m, "12" },
        { "ID", 9007199254740993L, "9007199254740993" },
        { "ID", 1.5m, "ID cannot represent value: 1.5" },
        { "ID", true, "ID cannot represent value: true" },
    };

    [Theory, MemberData(nameof(Inputs))]
    public void A_value_of_variables_is_taken_or_refused(string type, object? value, object? expected) =>
        Assert.Equal(expected, Answer(() => Scalar(type).ParseValue(value)));

    [Theory]
    [InlineData("Int", "5", 5)]
    [InlineData("Int", "-0", 0)]
    [InlineData("Int", "2147483648", "Int cannot represent non 32-bit signed integer value: 2147483648")]
    [InlineData("Int", "99999999999999999999", "Int cannot represent non 32-bit signed integer value: 99999999999999999999")]
    [InlineData("Int", "1.0", "Int cannot represent non-integer value: 1.0")]
    [InlineData("Int", "[ 1 ]", "Int cannot represent non-integer value: [1]")]
    [InlineData("Float", "1", 1.0)]
    [InlineData("Float", "1.5e3", 1500.0)]
    [InlineData("Float", "-1e400", "Float cannot represent non numeric value: -1e400")]
    [InlineData("Float", "\"1\"", "Float cannot represent non numeric value: \"1\"")]
    [InlineData("String", "\"a\\n\"", "a\n")]
    [InlineData("String", "\"\"\"a\"\"\"", "a")]
    [InlineData("String", "A", "String cannot represent a non string value: A")]
    [InlineData("Boolean", "true", true)]
    [InlineData("Boolean", "1", "Boolean cannot represent a non boolean value: 1")]
    [InlineData("ID", "\"a\"", "a")]
    [InlineData("ID", "123456789012345678901", "123456789012345678901")]
    [InlineData("ID", "1.5", "ID cannot represent a non-string and non-integer value: 1.5")]
    public void A_literal_is_taken_or_refused(string type, string literal, object expected) =>
        Assert.Equal(expected, Answer(() => Scalar(type).ParseLiteral!(Parser.ParseValue(literal), new Dictionary<string, object?>())));

    [Fact]
    public void A_refused_literal_has_its_place()
    {
        var refused = Assert.Throws<GraphQLException>(() => SpecifiedScalars.Int.ParseLiteral!(Parser.ParseValue("\n  true"), new Dictionary<string, object?>()));

        Assert.Equal([new Location(2, 3)], refused.Error.Locations);
    }

    public static TheoryData<string, object, object> Outputs => new()
    {
        { "Int", 5, 5 },
        { "Int", 5L, 5 },
        { "Int", true, 1 },
        { "Int", "12", 12 },
        { "Int", "", "Int cannot represent non-integer value: \"\"" },
        { "Int", 1.5, "Int cannot represent non-integer value: 1.5" },
        { "Int", 2147483648L, "Int cannot represent non 32-bit signed integer value: 2147483648" },
        { "Float", 1, 1.0 },
        { "Float", "1.5", 1.5 },
        { "Float", false, 0.0 },
        { "Float", double.NaN, "Float cannot represent non numeric value: NaN" },
        { "Float", "one", "Float cannot represent non numeric value: \"one\"" },
        { "String", "a", "a" },
        { "String", true, "true" },
        { "String", 1.5m, "1.5" },
        { "String", double.NaN, "String cannot represent value: NaN" },
        { "Boolean", true, true },
        { "Boolean", 0, false },
        { "Boolean", 2.5, true },
        { "Boolean", "true", "Boolean cannot represent a non boolean value: \"true\"" },
        { "ID", "a", "a" },
        { "ID", 7, "7" },
        { "ID", Guid.Parse("01890a5d-ac96-774b-bcce-b302099a8057"), "01890a5d-ac96-774b-bcce-b302099a8057" },
        { "ID", 7.5, "ID cannot represent value: 7.5" },
    };

    [Theory, MemberData(nameof(Outputs))]
    public void A_result_becomes_what_the_response_holds_or_is_refused(string type, object value, object expected) =>
        Assert.Equal(expected, Answer(() => Scalar(type).Serialize(value)));

    private static ScalarType Scalar(string name) => SpecifiedScalars.All.Single(type => type.Name == name);

    private static object? Answer(Func<object?> coerce)
    {
        try
        {
            return coerce();
        }
        catch (GraphQLException refused)
        {
            return refused.Error.Message;
        }
    }
}
