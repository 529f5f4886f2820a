namespace FormsHub.Core.Tests.Fields;

public class UrlFieldTests
{
    [Theory]
    [InlineData("https://example.com/a?b=c#d", "https://example.com/a?b=c#d", "")]
    [InlineData("www.example.com/a", "https://www.example.com/a", "scheme_added")]
    [InlineData("example.com:8080", "https://example.com:8080", "scheme_added")]
    [InlineData(" http://例子.中国/路径 ", "http://例子.中国/路径", "trimmed")]
    [InlineData("javascript:alert(1)", "invalid_url", "")]
    [InlineData("data:text/html,x", "invalid_url", "")]
    [InlineData("ftp://example.com", "invalid_url", "")]
    [InlineData("https://a b.com", "invalid_url", "")]
    [InlineData("/path", "invalid_url", "")]
    [InlineData("hello", "invalid_url", "")]
    [InlineData("https://user:secret@example.com", "url_credentials", "")]
    public void Is_a_web_address(string text, string expected, string repairs)
    {
        var reading = AField.Of("url").Read(System.Text.Json.JsonSerializer.Serialize(text));

        Assert.Equal(expected, reading.Value?.GetString() ?? AField.Outcome(reading));
        Assert.Equal(repairs, string.Join(' ', reading.Repairs?.Select(repair => repair.Code) ?? []));
    }
}
