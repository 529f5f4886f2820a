namespace FormsHub.Core.Tests.Fields;

public class JsonFieldTests
{
    [Theory]
    [InlineData("""{"a":[1,"x",null,true]}""", """{"a":[1,"x",null,true]}""")]
    [InlineData("0.30000000000000004", "0.30000000000000004")]
    [InlineData("\"text\"", "\"text\"")]
    [InlineData("null", "empty")]
    [InlineData("""{"a":1e400}""", "number_out_of_range")]
    [InlineData("""{"a":1e-400}""", "number_out_of_range")]
    [InlineData("[123456789012345678901]", "number_out_of_range")]
    [InlineData("""{"a\u0000":1}""", "bad_character")]
    [InlineData("""{"a":"\ud800"}""", "/a bad_character")]
    public void Takes_any_json_that_can_be_kept(string json, string expected) => Assert.Equal(expected, AField.Of("json").Outcome(json));

    [Theory]
    [InlineData(32, false)]
    [InlineData(33, true)]
    public void Its_depth_is_limited(int levels, bool refused) => Assert.Equal(
        refused, AField.Of("json").Read(new string('[', levels - 1) + "1" + new string(']', levels - 1)).Failed);

    [Fact]
    public void Its_size_is_limited() => Assert.Equal("too_large", AField.Of("json").Outcome($"\"{new string('a', 100_001)}\""));

    [Fact]
    public void Its_words_are_searched()
    {
        var field = AField.Of("json");

        Assert.Equal("x 5", field.Type.SearchText(System.Text.Json.JsonElement.Parse("""{"a":["x",{"b":5}]}"""), field));
    }
}
