namespace FormsHub.GraphQL.Tests;

public class SuggestionsTests
{
    [Theory]
    [InlineData("nam", "name id", "name")]
    [InlineData("NAME", "name", "name")]
    [InlineData("nmae", "game name", "name game")]
    [InlineData("file3", "file10 file2 file1 b", "file1 file2 file10")]
    [InlineData("greenish", "blue", "")]
    [InlineData("field", "field10 field2 field01 field1", "field1 field2 field01 field10")]
    [InlineData("abc", "a ab", "ab a")]
    [InlineData("", "", "")]
    public void Near_names_come_first_and_far_ones_not_at_all(string written, string names, string expected) =>
        Assert.Equal(expected, string.Join(' ', Suggestions.Near(written, names.Split(' ', StringSplitOptions.RemoveEmptyEntries))));

    [Theory]
    [InlineData("", "")]
    [InlineData("a", " Did you mean \"a\"?")]
    [InlineData("a b", " Did you mean \"a\" or \"b\"?")]
    [InlineData("a b c", " Did you mean \"a\", \"b\", or \"c\"?")]
    [InlineData("a b c d e f", " Did you mean \"a\", \"b\", \"c\", \"d\", or \"e\"?")]
    public void At_most_five_are_named(string names, string expected) =>
        Assert.Equal(expected, Suggestions.DidYouMean(names.Split(' ', StringSplitOptions.RemoveEmptyEntries)));

    [Fact]
    public void What_they_are_can_be_said() =>
        Assert.Equal(" Did you mean the enum value \"A\"?", Suggestions.DidYouMean(["A"], "the enum value"));
}
