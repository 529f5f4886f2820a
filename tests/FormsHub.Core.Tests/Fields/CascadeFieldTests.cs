namespace FormsHub.Core.Tests.Fields;

public class CascadeFieldTests
{
    private const string Kinds = """
        {"options": [{"key": "it", "label": {"zh-CN": "信息设备", "en": "IT"}, "children": [{"key": "laptop", "label": "Laptop"}]}, {"key": "other"}]}
        """;

    [Theory]
    [InlineData("""["it", "laptop"]""", """["it", "laptop"]""")]
    [InlineData("""["other"]""", """["other"]""")]
    [InlineData("[]", "empty")]
    [InlineData("""["it"]""", "incomplete_path")]
    [InlineData("""["it", "lapto"]""", "/1 unknown_option")]
    [InlineData("""["laptop"]""", "/0 unknown_option")]
    [InlineData("""["it", 5]""", "wrong_type")]
    public void Is_a_path_down_to_a_leaf(string json, string expected) => Assert.Equal(expected, AField.Of("cascade", Kinds).Outcome(json));

    [Fact]
    public void Shows_the_labels_of_the_path() => Assert.Equal("信息设备 / Laptop", AField.Of("cascade", Kinds).Display("""["it", "laptop"]""", Results.Language.Chinese));

    [Fact]
    public void A_definition_that_cannot_work_is_refused() => Assert.Equal(
        "/options/0/children/1/key duplicate_option",
        AField.Of("cascade", """{"options": [{"key": "a", "children": [{"key": "b"}, {"key": "b"}]}]}""").Definition());
}
