using System.Text;
using System.Text.Json;
using FormsHub.GraphQL.Execution;
using FormsHub.GraphQL.Language;
using FormsHub.GraphQL.Types;

namespace FormsHub.GraphQL.Tests.Execution;

public class JsonVariablesTests
{
    private static object? Read(string json, int maxDepth = JsonVariables.MaxDepth)
    {
        var reader = new Utf8JsonReader(Encoding.UTF8.GetBytes(json));
        return JsonVariables.Read(ref reader, maxDepth);
    }

    public static TheoryData<string, object?> Values => new()
    {
        { "null", null }, { "true", true }, { "\"客😀\"", "客😀" }, { "5", 5L }, { "-9223372036854775808", long.MinValue }, { "1.10", 1.10m }, { "1e2", 100m },
        { "12345678901234567890123", 12345678901234567890123m }, { "1e300", 1e300 }, { "1e-30", 1e-30 }, { "0.12345678901234567890", 0.12345678901234567890m },
    };

    [Theory, MemberData(nameof(Values))]
    public void A_value_is_read_without_loss(string json, object? value)
    {
        Assert.Equal(value, Read(json));
        Assert.Equal(value, JsonVariables.Read(JsonElement.Parse(json)));
    }

    [Fact]
    public void Lists_and_objects_are_read_the_last_of_a_name_counting()
    {
        var value = Assert.IsType<IReadOnlyDictionary<string, object?>>(Read("""{"a": [1, {"b": null}], "c": 1, "c": 2}"""), exactMatch: false);

        Assert.Equal(2L, value["c"]);
        Assert.Null(((IReadOnlyDictionary<string, object?>)((IReadOnlyList<object?>)value["a"]!)[1]!)["b"]);
    }

    [Theory]
    [InlineData("{\"a\":", "The variables are no valid JSON.")]
    [InlineData("[1,,2]", "The variables are no valid JSON.")]
    [InlineData("\"\\uD83D\"", "A string of the variables is no valid Unicode.")]
    [InlineData("[[[1]]]", "The variables are nested more than 2 levels deep.")]
    public void What_cannot_be_read_is_an_error(string json, string message) =>
        Assert.Equal(message, Assert.Throws<GraphQLException>(() => Read(json, maxDepth: 2)).Message);

    [Fact]
    public void Invalid_utf_8_is_an_error()
    {
        byte[] text = [(byte)'"', 0xFF, 0xFE, (byte)'"'];

        Assert.Throws<GraphQLException>(() =>
        {
            var reader = new Utf8JsonReader(text);
            JsonVariables.Read(ref reader);
        });
    }

    [Fact]
    public void Hostile_variables_cost_no_more_than_their_length()
    {
        var unknown = string.Join(',', Enumerable.Range(0, 20_000).Select(number => $"\"k{number}\":1"));
        var given = (IReadOnlyDictionary<string, object?>)Read("{\"v\":{" + unknown + "}}")!;
        var document = Parser.Parse("query ($v: Point) { echo(point: $v) }");

        var (operation, errors) = ExecutableOperation.Prepare(CaseServer.Schema, document, variables: given, hideSuggestions: true);

        Assert.Null(operation);
        Assert.Equal(51, errors.Count);
        Assert.Equal("Too many errors processing variables, error limit reached. Execution aborted.", errors[^1].Message);
    }

    [Fact]
    public void Large_numbers_reach_a_scalar_that_can_hold_them()
    {
        var scalar = (ScalarType)CaseServer.Schema.FindType("Any")!;

        Assert.Equal(12345678901234567890m, scalar.ReadLiteral(Parser.ParseValue("12345678901234567890"), null));
        Assert.Equal(1e-30, scalar.ReadLiteral(Parser.ParseValue("1e-30"), null));
        Assert.Equal(12345678901234567890m, scalar.ParseValue(Read("12345678901234567890")));
    }
}
