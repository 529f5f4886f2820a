using System.Globalization;

namespace FormsHub.Core.Tests.Filters;

/// <summary>What is refused in a filter, each with its place and code; never an empty result.</summary>
public class FilterParserTests
{
    private static readonly FilterWorld World = new();

    [Theory]
    [InlineData("""[]""", "/filter wrong_type")]
    [InlineData("""{"nmae": {"eq": "x"}}""", "/filter/nmae unknown_field")]
    [InlineData("""{"a/b~": {"eq": "x"}}""", "/filter/a~1b~0 unknown_field")]
    [InlineData("""{"name": "x"}""", "/filter/name wrong_type")]
    [InlineData("""{"name": {"equals": "x"}}""", "/filter/name/equals unknown_operator")]
    [InlineData("""{"done": {"gt": true}}""", "/filter/done/gt unknown_operator")]
    [InlineData("""{"amount": {"contains": "1"}}""", "/filter/amount/contains unknown_operator")]
    [InlineData("""{"amount": {"eq": "1"}}""", "/filter/amount/eq wrong_type")]
    [InlineData("""{"amount": {"in": 1}}""", "/filter/amount/in wrong_type")]
    [InlineData("""{"amount": {"in": [1, "2"]}}""", "/filter/amount/in/1 wrong_type")]
    [InlineData("""{"amount": {"lt": null}}""", "/filter/amount/lt wrong_type")]
    [InlineData("""{"amount": {"between": [1]}}""", "/filter/amount/between wrong_type")]
    [InlineData("""{"day": {"eq": "2026-02-30"}}""", "/filter/day/eq invalid_date")]
    [InlineData("""{"name": {"isEmpty": "yes"}}""", "/filter/name/isEmpty wrong_type")]
    [InlineData("""{"and": {"name": {"eq": "x"}}}""", "/filter/and wrong_type")]
    [InlineData("""{"and": [{"name": {"eq": "x"}}, {"city": {"eq": "x"}}]}""", "/filter/and/1/city unknown_field")]
    [InlineData("""{"or": [{"not": {"customer": {"levle": {"eq": "x"}}}}]}""", "/filter/or/0/not/customer/levle unknown_operator")]
    [InlineData("""{"partners": {"level": {"eq": "x"}}}""", "/filter/partners/level unknown_operator")]
    [InlineData("""{"calls": {"some": {"minuets": {"gt": 1}}}}""", "/filter/calls/some/minuets unknown_field")]
    [InlineData("""{"calls": {"eq": []}}""", "/filter/calls/eq unknown_operator")]
    [InlineData("""{"tags": {"some": {"gt": "a"}}}""", "/filter/tags/some/gt unknown_operator")]
    [InlineData("""{"period": {"form": {"eq": "2026-01-01"}}}""", "/filter/period/form unknown_operator")]
    [InlineData("""{"day": {"gt": {"$today": "3 days"}}}""", "/filter/day/gt bad_period")]
    [InlineData("""{"amount": {"gt": {"$now": "P1D"}}}""", "/filter/amount/gt wrong_type")]
    [InlineData("""{"who": {"eq": "$myDepartment"}}""", "/filter/who/eq wrong_type")]
    [InlineData("""{"who": {"eq": "nobody"}}""", "/filter/who/eq unknown_name")]
    [InlineData("""{"id": {"eq": "x"}}""", "/filter/id/eq wrong_type")]
    [InlineData("""{"createdAt": {"gt": "yesterday"}}""", "/filter/createdAt/gt wrong_type")]
    [InlineData("""{"customer": {"secret": {"name": {"eq": "x"}}}}""", "/filter/customer/secret/name forbidden")]
    [InlineData("""{"name": {"eq": "\u0000"}}""", "/filter/name/eq bad_character")]
    [InlineData("""{"name": {"eq": "\ud800"}}""", "/filter/name/eq bad_character")]
    public void A_wrong_filter_names_its_place(string filter, string expected)
    {
        var problem = World.Parse(filter).Problem;

        Assert.Equal(expected, string.Join('|', problem!.Errors.Select(error => $"{error.Path} {error.Code}")));
    }

    [Theory]
    [InlineData("""{"nmae": {"eq": 1}}""", "Did you mean \"name\"?")]
    [InlineData("""{"name": {"contain": "x"}}""", "Did you mean \"contains\"?")]
    [InlineData("""{"customer": {"lvl": {"eq": 1}}}""", "There is no operator \"lvl\" here.")]
    public void A_message_says_what_was_probably_meant(string filter, string message) =>
        Assert.Contains(message, World.Parse(filter).Problem!.Errors[0].Message.ToString(), StringComparison.Ordinal);

    [Fact]
    public void All_errors_are_told_at_once() =>
        Assert.Equal(2, World.Parse("""{"x": {"eq": 1}, "amount": {"eq": "1"}}""").Problem!.Errors.Count);

    [Fact]
    public void Depth_number_and_length_are_limited()
    {
        var deep = string.Concat(Enumerable.Repeat("""{"not": """, 12)) + "{}" + new string('}', 12);
        var many = $$"""{"and": [{{string.Join(',', Enumerable.Repeat("""{"amount": {"gt": 1}, "name": {"eq": "x"}}""", 101))}}]}""";
        var list = $$$"""{"amount": {"in": [{{{string.Join(',', Enumerable.Range(0, 1001).Select(i => i.ToString(CultureInfo.InvariantCulture)))}}}]}}""";

        Assert.Equal("too_deep", World.Parse(deep).Problem!.Errors[0].Code);
        Assert.Equal("too_many_conditions", World.Parse(many).Problem!.Errors[0].Code);
        Assert.Equal("too_many_values", World.Parse(list).Problem!.Errors[0].Code);
    }
}
