namespace FormsHub.Core.Tests.Fields;

public class MultiSelectFieldTests
{
    private const string Languages = """{"options": [{"key": "zh", "label": "中文"}, {"key": "en"}, {"key": "de"}], "minItems": 1, "maxItems": 2}""";

    [Theory]
    [InlineData("""["zh"]""", """["zh"]""", "")]
    [InlineData("""["en", "zh"]""", """["zh","en"]""", "")]
    [InlineData("""["en", "en"]""", """["en"]""", "duplicates_removed")]
    [InlineData("[]", "empty", "")]
    [InlineData("""["zh", "en", "de"]""", "too_many_items", "")]
    [InlineData("""["zh", "fr"]""", "/1 unknown_option", "")]
    [InlineData("[1]", "/0 wrong_type", "")]
    [InlineData("\"zh\"", "wrong_type", "")]
    public void Takes_keys_of_options_in_their_order(string json, string expected, string repairs)
    {
        var field = AField.Of("multiSelect", Languages);

        Assert.Equal(expected, field.Outcome(json));
        Assert.Equal(repairs, field.Repairs(json));
    }

    [Fact]
    public void A_filter_may_ask_for_one_option_and_for_one_that_is_gone()
    {
        var now = AField.Of("multiSelect", Languages);
        var field = new Core.Forms.Field(now.Definition, now.Type, now.Options, []) { FormerOptions = new HashSet<string> { "gone" } };

        Assert.Equal("""["gone"]""", Outcome("\"gone\""));
        Assert.Equal("""["zh"]""", Outcome("\"zh\""));
        Assert.Equal("unknown_option", Outcome("\"never\""));

        string Outcome(string json) => AField.Outcome(field.Type.ReadOperand(System.Text.Json.JsonElement.Parse(json), field));
    }

    [Fact]
    public void Shows_labels() => Assert.Equal("中文、en", AField.Of("multiSelect", Languages).Display("""["zh", "en"]""", Results.Language.Chinese));
}
