using System.Text.Json;

namespace FormsHub.Core.Tests.Fields;

public class RichTextFieldTests
{
    private static string Doc(string content) => $$"""{"type":"doc","content":[{{content}}]}""";

    private static string Paragraph(string inline) => Doc($$"""{"type":"paragraph","content":[{{inline}}]}""");

    [Theory]
    [InlineData("""{"type":"text","text":"a","marks":[{"type":"bold"},{"type":"link","attrs":{"href":"https://a.cn"}}]}""")]
    [InlineData("""{"type":"text","text":"a"},{"type":"hardBreak"},{"type":"text","text":"b"}""")]
    [InlineData("""{"type":"text","text":"a","marks":[{"type":"link","attrs":{"href":"mailto:li@a.cn"}}]}""")]
    public void Keeps_the_nodes_and_marks_it_knows(string inline) =>
        Assert.Equal(Paragraph(inline), AField.Of("richText").Outcome(Paragraph(inline)));

    [Fact]
    public void Keeps_headings_and_lists()
    {
        var document = Doc("""{"type":"heading","attrs":{"level":2},"content":[{"type":"text","text":"h"}]},{"type":"orderedList","attrs":{"start":3},"content":[{"type":"listItem","content":[{"type":"paragraph"}]}]},{"type":"horizontalRule"}""");

        Assert.Equal(document, AField.Of("richText").Outcome(document));
    }

    [Fact]
    public void Other_attributes_are_left_out_and_names_of_the_basic_schema_become_ours() => Assert.Equal(
        Doc("""{"type":"bulletList","content":[{"type":"listItem","content":[{"type":"paragraph","content":[{"type":"text","text":"a","marks":[{"type":"bold"}]}]}]}]}"""),
        AField.Of("richText").Outcome(Doc("""{"type":"bullet_list","attrs":{"onclick":"x"},"content":[{"type":"list_item","content":[{"type":"paragraph","style":"x","content":[{"type":"text","text":"a","marks":[{"type":"strong"}]}]}]}]}""")));

    [Theory]
    [InlineData("""{"type":"iframe"}""", "/content/0/type unknown_node")]
    [InlineData("""{"type":"text","text":"a"}""", "/content/0/type unknown_node")]
    [InlineData("""{"type":"paragraph","content":[{"type":"paragraph"}]}""", "/content/0/content/0/type unknown_node")]
    [InlineData("""{"type":"paragraph","content":[{"type":"text","text":"a","marks":[{"type":"script"}]}]}""", "/content/0/content/0/marks/0/type unknown_mark")]
    [InlineData("""{"type":"paragraph","content":[{"type":"text","text":"a","marks":[{"type":"link","attrs":{"href":"javascript:alert(1)"}}]}]}""", "/content/0/content/0/marks/0/attrs/href unsafe_link")]
    [InlineData("""{"type":"paragraph","content":[{"type":"text","text":"a","marks":[{"type":"link","attrs":{"href":" JavaScript:alert(1)"}}]}]}""", "/content/0/content/0/marks/0/attrs/href unsafe_link")]
    [InlineData("""{"type":"paragraph","content":[{"type":"text","text":"a","marks":[{"type":"link"}]}]}""", "/content/0/content/0/marks/0/attrs/href unsafe_link")]
    [InlineData("""{"type":"paragraph","content":[{"type":"text"}]}""", "/content/0/content/0/text wrong_type")]
    [InlineData("""{"type":"paragraph","content":{}}""", "/content/0/content wrong_type")]
    [InlineData("5", "/content/0 wrong_type")]
    public void Everything_else_is_refused(string content, string expected) =>
        Assert.Equal(expected, AField.Of("richText").Outcome(Doc(content)));

    [Theory]
    [InlineData("\"<b>a</b>\"", "wrong_type")]
    [InlineData("""{"type":"doc"}""", "empty")]
    [InlineData("""{"type":"doc","content":[{"type":"paragraph"}]}""", "empty")]
    public void Is_a_document(string json, string expected) => Assert.Equal(expected, AField.Of("richText").Outcome(json));

    [Fact]
    public void Depth_and_length_are_limited()
    {
        var deep = string.Concat(Enumerable.Repeat("""{"type":"blockquote","content":[""", 20)) + """{"type":"paragraph"}""" + string.Concat(Enumerable.Repeat("]}", 20));

        Assert.EndsWith(" too_deep", AField.Of("richText").Outcome(Doc(deep)), StringComparison.Ordinal);
        Assert.Equal("too_long", AField.Of("richText", """{"maxLength": 3}""").Outcome(Paragraph("""{"type":"text","text":"abcd"}""")));
    }

    [Fact]
    public void Its_words_are_shown_and_searched()
    {
        var field = AField.Of("richText");
        var value = JsonElement.Parse(Doc("""{"type":"heading","attrs":{"level":2},"content":[{"type":"text","text":"交接"}]},{"type":"paragraph","content":[{"type":"text","text":"先打"},{"type":"text","text":"值班"}]}"""));

        Assert.Equal("交接\n先打值班", field.Type.SearchText(value, field));
    }
}
