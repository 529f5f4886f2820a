using System.Buffers;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;
using FormsHub.Core.Expressions;
using FormsHub.Core.Forms;
using FormsHub.Core.Results;

namespace FormsHub.Core.Fields;

/// <summary>
/// Text with headings, lists, emphasis and links: a JSON document of known nodes in ProseMirror's shape, never HTML, so that it can
/// carry no script.
/// </summary>
public sealed class RichTextField : FieldType<JsonElement, RichTextField.RichTextOptions>
{
    private const int MostCharacters = 200_000;
    private const int MostBytes = 2_000_000;
    private const int MostLevels = 16;
    private const int LongestLink = 2048;

    /// <summary>What a node may hold, by its name; the names of ProseMirror's basic schema are read as ours.</summary>
    private static readonly Dictionary<string, Node> Nodes = new()
    {
        ["doc"] = new("doc", Content.Blocks),
        ["paragraph"] = new("paragraph", Content.Inline),
        ["heading"] = new("heading", Content.Inline),
        ["codeBlock"] = new("codeBlock", Content.Inline),
        ["blockquote"] = new("blockquote", Content.Blocks),
        ["bulletList"] = new("bulletList", Content.Items),
        ["orderedList"] = new("orderedList", Content.Items),
        ["listItem"] = new("listItem", Content.Blocks),
        ["horizontalRule"] = new("horizontalRule", Content.Nothing),
        ["hardBreak"] = new("hardBreak", Content.Nothing),
        ["text"] = new("text", Content.Nothing),
        ["code_block"] = new("codeBlock", Content.Inline),
        ["bullet_list"] = new("bulletList", Content.Items),
        ["ordered_list"] = new("orderedList", Content.Items),
        ["list_item"] = new("listItem", Content.Blocks),
        ["horizontal_rule"] = new("horizontalRule", Content.Nothing),
        ["hard_break"] = new("hardBreak", Content.Nothing),
    };

    private static readonly Dictionary<string, string> Marks = new()
    {
        ["bold"] = "bold",
        ["italic"] = "italic",
        ["underline"] = "underline",
        ["strike"] = "strike",
        ["code"] = "code",
        ["link"] = "link",
        ["strong"] = "bold",
        ["em"] = "italic",
    };

    private enum Content
    {
        Nothing,
        Inline,
        Blocks,
        Items,
    }

    private sealed record Node(string Name, Content Content);

    /// <param name="MaxLength">Most characters of its text.</param>
    public sealed record RichTextOptions(int MaxLength = 50_000);

    public override string Name => "richText";
    public override SqlType SqlType => SqlType.Json;
    public override FilterOperators Operators => FilterOperators.IsEmpty;

    public override IEnumerable<FieldError> CheckDefinition(Field field, IFormCatalog catalog)
    {
        if (OptionsOf(field).MaxLength is < 1 or > MostCharacters)
        {
            yield return new FieldError(
                "out_of_range", $"The longest text must be between 1 and {MostCharacters} characters.", $"最大长度须在 1 到 {MostCharacters} 之间。").Under("/maxLength");
        }
    }

    protected override Parsed<JsonElement> Parse(JsonElement input, RichTextOptions options)
    {
        if (input.ValueKind is not JsonValueKind.Object || !input.TryGetProperty("type"u8, out var type) || type.ValueKind is not JsonValueKind.String || !type.ValueEquals("doc"u8))
            return new FieldError("wrong_type", $"Must be a document: {{\"type\": \"doc\", \"content\": […]}}.", $"必须是文档：{{\"type\": \"doc\", \"content\": […]}}。");
        if (JsonMarshal.GetRawUtf8Value(input).Length > MostBytes)
            return new FieldError("too_large", $"Must have at most {MostBytes / 1_000_000} MB.", $"最多 {MostBytes / 1_000_000} MB。");

        var buffer = new ArrayBufferWriter<byte>(1024);
        FieldError? error;
        using (var writer = new Utf8JsonWriter(buffer, new JsonWriterOptions { SkipValidation = true })) error = Copy(input, Content.Blocks, "", 1, writer);
        if (error is not null) return error;
        var document = JsonElement.Parse(buffer.WrittenSpan);
        return string.IsNullOrWhiteSpace(Words(document)) && !HoldsRule(document) ? Parsed<JsonElement>.Empty() : document;
    }

    protected override IEnumerable<FieldError> Check(JsonElement value, RichTextOptions options)
    {
        if (Words(value).Length is var length && length > options.MaxLength)
            yield return new("too_long", $"Must have at most {options.MaxLength} characters; it has {length}.", $"最多 {options.MaxLength} 个字符，现在有 {length} 个。");
    }

    /// <summary>Copies what is allowed of a node under its own name; an error where something is not.</summary>
    private static FieldError? Copy(JsonElement input, Content expected, string path, int level, Utf8JsonWriter writer)
    {
        if (level > MostLevels) return new FieldError("too_deep", $"Must have at most {MostLevels} levels.", $"最多嵌套 {MostLevels} 层。").Under(path);
        if (input.ValueKind is not JsonValueKind.Object || !input.TryGetProperty("type"u8, out var type) || type.ValueKind is not JsonValueKind.String)
            return new FieldError("wrong_type", $"Must be a node with a \"type\".", $"必须是带有“type”的节点。").Under(path);

        var name = type.GetString()!;
        if (!Nodes.TryGetValue(name, out var node) || !Allowed(expected, node.Name, level))
            return new FieldError("unknown_node", $"A node \"{Short(name)}\" is not allowed here.", $"这里不允许使用节点“{Short(name)}”。").Under(path + "/type");

        writer.WriteStartObject();
        writer.WriteString("type"u8, node.Name);
        if (node.Name is "heading") WriteNumber(writer, input, "level"u8, 2, 1, 6);
        if (node.Name is "orderedList") WriteNumber(writer, input, "start"u8, null, 0, 1_000_000);
        if ((node.Name is "text" ? CopyText(input, path, writer) : CopyContent(input, node, path, level, writer)) is { } wrong) return wrong;
        writer.WriteEndObject();
        return null;
    }

    private static bool Allowed(Content expected, string name, int level) => expected switch
    {
        Content.Inline => name is "text" or "hardBreak",
        Content.Items => name is "listItem",
        Content.Blocks => level is 1 ? name is "doc" : name is not ("doc" or "text" or "hardBreak" or "listItem"),
        Content.Nothing => false,
    };

    private static FieldError? CopyContent(JsonElement input, Node node, string path, int level, Utf8JsonWriter writer)
    {
        if (!input.TryGetProperty("content"u8, out var content) || content.ValueKind is JsonValueKind.Null) return null;
        if (content.ValueKind is not JsonValueKind.Array) return new FieldError("wrong_type", $"Must be a list of nodes.", $"必须是节点列表。").Under(path + "/content");
        writer.WriteStartArray("content"u8);
        var index = 0;
        foreach (var child in content.EnumerateArray())
        {
            if (Copy(child, node.Content, $"{path}/content/{index++}", level + 1, writer) is { } error) return error;
        }
        writer.WriteEndArray();
        return null;
    }

    private static FieldError? CopyText(JsonElement input, string path, Utf8JsonWriter writer)
    {
        if (!input.TryGetProperty("text"u8, out var text) || text.ValueKind is not JsonValueKind.String)
            return new FieldError("wrong_type", $"Must be a text.", $"必须是文本。").Under(path + "/text");
        writer.WriteString("text"u8, text.GetString());
        if (!input.TryGetProperty("marks"u8, out var marks) || marks.ValueKind is JsonValueKind.Null) return null;
        if (marks.ValueKind is not JsonValueKind.Array) return new FieldError("wrong_type", $"Must be a list of marks.", $"必须是标记列表。").Under(path + "/marks");

        writer.WriteStartArray("marks"u8);
        var index = 0;
        foreach (var mark in marks.EnumerateArray())
        {
            if (CopyMark(mark, $"{path}/marks/{index++}", writer) is { } error) return error;
        }
        writer.WriteEndArray();
        return null;
    }

    private static FieldError? CopyMark(JsonElement mark, string path, Utf8JsonWriter writer)
    {
        var given = mark.ValueKind is JsonValueKind.Object && mark.TryGetProperty("type"u8, out var type) && type.ValueKind is JsonValueKind.String ? type.GetString()! : "";
        if (!Marks.TryGetValue(given, out var name))
            return new FieldError("unknown_mark", $"A mark \"{Short(given)}\" is not allowed.", $"不允许使用标记“{Short(given)}”。").Under(path + "/type");

        writer.WriteStartObject();
        writer.WriteString("type"u8, name);
        if (name is "link")
        {
            var href = mark.TryGetProperty("attrs"u8, out var attributes) && attributes.ValueKind is JsonValueKind.Object
                && attributes.TryGetProperty("href"u8, out var link) && link.ValueKind is JsonValueKind.String ? link.GetString()!.Trim() : "";
            if (!IsSafe(href))
            {
                return new FieldError(
                    "unsafe_link", $"A link begins with https://, http://, mailto: or tel:.", $"链接须以 https://、http://、mailto: 或 tel: 开头。").Under(path + "/attrs/href");
            }
            writer.WriteStartObject("attrs"u8);
            writer.WriteString("href"u8, href);
            writer.WriteEndObject();
        }
        writer.WriteEndObject();
        return null;
    }

    private static bool IsSafe(string href) =>
        href.Length <= LongestLink
        && !href.Any(char.IsControl)
        && Uri.TryCreate(href, UriKind.Absolute, out var uri)
        && uri.Scheme is "http" or "https" or "mailto" or "tel"
        && href.StartsWith(uri.Scheme + ":", StringComparison.OrdinalIgnoreCase);

    private static void WriteNumber(Utf8JsonWriter writer, JsonElement input, ReadOnlySpan<byte> name, int? otherwise, int least, int most)
    {
        var number = input.TryGetProperty("attrs"u8, out var attributes) && attributes.ValueKind is JsonValueKind.Object
            && attributes.TryGetProperty(name, out var given) && given.ValueKind is JsonValueKind.Number && given.TryGetInt32(out var value)
            ? Math.Clamp(value, least, most)
            : otherwise;
        if (number is null) return;
        writer.WriteStartObject("attrs"u8);
        writer.WriteNumber(name, number.Value);
        writer.WriteEndObject();
    }

    private static string Short(string name) => name.Length <= 60 ? name : name[..60] + "…";

    private static bool HoldsRule(JsonElement document) => document.GetRawText().Contains("\"horizontalRule\"", StringComparison.Ordinal);

    /// <summary>The words alone, blocks on lines of their own.</summary>
    private static string Words(JsonElement document)
    {
        var words = new StringBuilder();
        Collect(document, words);
        return words.ToString().TrimEnd('\n');
    }

    private static void Collect(JsonElement node, StringBuilder words)
    {
        var type = node.GetProperty("type"u8).GetString();
        if (type is "text") words.Append(node.GetProperty("text"u8).GetString());
        if (node.TryGetProperty("content"u8, out var content))
        {
            foreach (var child in content.EnumerateArray()) Collect(child, words);
        }
        if (type is "hardBreak" or "paragraph" or "heading" or "codeBlock") words.Append('\n');
    }

    protected override JsonElement Write(JsonElement value, JsonElement input) => value;

    public override string Display(JsonElement value, Field field, Language language) => Words(value);

    public override bool PlainIsAll => false;

    public override string? SearchText(JsonElement value, Field field) => Words(value);

    /// <summary>Its words.</summary>
    public override Value ToValue(JsonElement value, Field field) => new Value.Text(Words(value));

    public override JsonElement? FromValue(Value value, Field field) =>
        value is Value.Text text ? Document(text.Content) : null;

    public override int Compare(JsonElement left, JsonElement right) => CodePoints.Compare(left.GetRawText(), right.GetRawText());

    /// <summary>Each line becomes a paragraph.</summary>
    protected override Conversion Carry(JsonElement value, Field from, Field to) =>
        from.Type.Plain(value, from) is { } text ? new(Document(text), Lossy: false) : Conversion.Impossible;

    private static JsonElement Document(string text) => JsonSerializer.SerializeToElement(new
    {
        type = "doc",
        content = text.ReplaceLineEndings("\n").Split('\n').Select(line => new
        {
            type = "paragraph",
            content = line.Length is 0 ? [] : new[] { new { type = "text", text = line } },
        }),
    });
}
