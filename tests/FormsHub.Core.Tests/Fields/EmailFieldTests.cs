namespace FormsHub.Core.Tests.Fields;

public class EmailFieldTests
{
    [Theory]
    [InlineData("li@example.com", "li@example.com", "")]
    [InlineData("Li.Ming+a@Example.COM", "Li.Ming+a@example.com", "domain_lower_case")]
    [InlineData(" li＠example。com ", "li@example.com", "half_width trimmed")]
    [InlineData("mailto:li@example.com", "li@example.com", "prefix_removed")]
    [InlineData("李明@例子.中国", "李明@例子.中国", "")]
    [InlineData("li@xn--fsqu00a.xn--fiqs8s", "li@xn--fsqu00a.xn--fiqs8s", "")]
    [InlineData("li", "invalid_email", "")]
    [InlineData("@example.com", "invalid_email", "")]
    [InlineData("li@", "invalid_email", "")]
    [InlineData("li@example", "invalid_email", "")]
    [InlineData("li@@example.com", "invalid_email", "")]
    [InlineData("l i@example.com", "invalid_email", "")]
    [InlineData("li.@example.com", "invalid_email", "")]
    [InlineData("li@-example.com", "invalid_email", "")]
    [InlineData("li@example..com", "invalid_email", "")]
    [InlineData("li@example.c0m1", "invalid_email", "")]
    [InlineData("a@example.com,b@example.com", "invalid_email", "")]
    public void Is_one_address(string text, string expected, string repairs)
    {
        var field = AField.Of("email");
        var reading = field.Read(System.Text.Json.JsonSerializer.Serialize(text));

        Assert.Equal(expected, reading.Value?.GetString() ?? AField.Outcome(reading));
        Assert.Equal(repairs, string.Join(' ', reading.Repairs?.Select(repair => repair.Code) ?? []));
    }

    [Fact]
    public void Says_what_is_missing() => Assert.Equal(
        "必须是电子邮件地址，例如 name@example.com。缺少“@”。", AField.Of("email").Read("\"li\"").Errors![0].Message.In(Results.Language.Chinese));
}
