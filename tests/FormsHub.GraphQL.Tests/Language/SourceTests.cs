using FormsHub.GraphQL.Language;

namespace FormsHub.GraphQL.Tests.Language;

public class SourceTests
{
    [Theory]
    [InlineData("abc", 2, 1, 3)]
    [InlineData("a\nb", 2, 2, 1)]
    [InlineData("a\r\nb", 3, 2, 1)]
    [InlineData("a\r\nb", 2, 1, 3)]
    [InlineData("a\rb\n\nc", 5, 4, 1)]
    [InlineData("客户\n😀x", 5, 2, 3)]
    public void A_place_is_a_line_and_a_column_in_utf_16(string text, int offset, int line, int column) =>
        Assert.Equal(new Location(line, column), new Source(text).LocationAt(offset));
}
