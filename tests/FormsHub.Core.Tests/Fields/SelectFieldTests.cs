namespace FormsHub.Core.Tests.Fields;

public class SelectFieldTests
{
    private const string Priority =
        """{"options": [{"key": "high", "label": {"zh-CN": "高", "en": "High"}, "color": "red"}, {"key": "low", "label": "Low"}]}""";

    [Theory]
    [InlineData("\"high\"", "\"high\"")]
    [InlineData("\"\"", "empty")]
    [InlineData("\"hihg\"", "unknown_option")]
    [InlineData("1", "wrong_type")]
    public void Takes_the_key_of_an_option(string json, string expected) =>
        Assert.Equal(expected, AField.Of("select", Priority).Outcome(json));

    [Theory]
    [InlineData("\"hihg\"", "\"hihg\" is not one of the options. Did you mean \"high\"?")]
    [InlineData("\"高\"", "\"高\" is not one of the options. Did you mean \"high\"?")]
    [InlineData("\"entirely different\"", "\"entirely different\" is not one of the options.")]
    public void An_unknown_option_is_answered_with_the_nearest_one(string json, string expected) =>
        Assert.Equal(expected, AField.Of("select", Priority).Read(json).Errors![0].Message.ToString());

    [Fact]
    public void Shows_the_label_of_the_language()
    {
        var field = AField.Of("select", Priority);

        Assert.Equal("高", field.Display("\"high\"", Results.Language.Chinese));
        Assert.Equal("High", field.Display("\"high\""));
        Assert.Equal("gone", field.Display("\"gone\""));
    }

    [Theory]
    [InlineData("""{"options": []}""", "/options no_options")]
    [InlineData("""{"options": [{"key": "a"}, {"key": "a"}]}""", "/options/1/key duplicate_option")]
    [InlineData("""{"options": [{"key": " "}]}""", "/options/0/key invalid_option_key")]
    [InlineData("""{"options": [{"key": "a"}], "display": "list"}""", "/display unknown_display")]
    public void A_definition_that_cannot_work_is_refused(string options, string expected) =>
        Assert.Equal(expected, AField.Of("select", options).Definition());
}
