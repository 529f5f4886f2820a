using FormsHub.GraphQL.Types;

namespace FormsHub.GraphQL.Tests.Types;

public class ValueTextTests
{
    [Theory]
    [InlineData(0.0, "0")]
    [InlineData(5.0, "5")]
    [InlineData(-12.5, "-12.5")]
    [InlineData(0.1, "0.1")]
    [InlineData(0.00125, "0.00125")]
    [InlineData(0.000001, "0.000001")]
    [InlineData(0.0000001, "1e-7")]
    [InlineData(1.5e-9, "1.5e-9")]
    [InlineData(123456789012345680000.0, "123456789012345680000")]
    [InlineData(1e21, "1e+21")]
    [InlineData(1.25e100, "1.25e+100")]
    [InlineData(double.MaxValue, "1.7976931348623157e+308")]
    [InlineData(double.Epsilon, "5e-324")]
    public void Numbers_are_written_as_ecmascript_writes_them(double number, string expected) =>
        Assert.Equal(expected, ValueText.OfNumber(number));

    [Theory]
    [InlineData("0.0000001", "1e-7")]
    [InlineData("12.50", "12.5")]
    [InlineData("1000000000000000000000", "1e+21")]
    [InlineData("0.1234567890123456789012345", "0.1234567890123456789012345")]
    [InlineData("79228162514264337593543950335", "79228162514264337593543950335")]
    public void A_decimal_that_is_a_double_too_is_written_so_and_else_whole(string number, string expected) =>
        Assert.Equal(expected, ValueText.Of(decimal.Parse(number, System.Globalization.CultureInfo.InvariantCulture)));

    [Fact]
    public void Strings_are_quoted_and_escaped() =>
        Assert.Equal("\"a\\\"\\\\\\n\\u0001\\ud800😀\"", ValueText.Of("a\"\\\n\u0001\ud800😀"));

    [Fact]
    public void Lists_and_objects_show_what_is_near_and_little()
    {
        object?[] long12 = [.. Enumerable.Range(0, 12).Select(number => (object?)(long)number)];
        object?[] deep = [new object?[] { new object?[] { 1L }, Array.Empty<object?>() }];
        var fields = new Dictionary<string, object?> { ["a"] = null, ["b"] = new Dictionary<string, object?> { ["c"] = new Dictionary<string, object?> { ["d"] = 1L } } };

        Assert.Equal("[0, 1, 2, 3, 4, 5, 6, 7, 8, 9, ... 2 more items]", ValueText.Of(long12));
        Assert.Equal("[0, 1, 2, 3, 4, 5, 6, 7, 8, 9, ... 1 more item]", ValueText.Of(long12[..11]));
        Assert.Equal("[[[Array], []]]", ValueText.Of(deep));
        Assert.Equal("{ a: null, b: { c: [Object] } }", ValueText.Of(fields));
        Assert.Equal("{}", ValueText.Of(new Dictionary<string, object?>()));
    }

    [Fact]
    public void What_is_too_long_is_cut_off()
    {
        var fields = Enumerable.Range(0, 1_000).ToDictionary(number => $"field{number}", number => (object?)new string((char)120, number));

        Assert.Equal(10_003, ValueText.Of(new string('x', 1_000_000)).Length);
        Assert.EndsWith("x...", ValueText.Of(fields), StringComparison.Ordinal);
    }
}
