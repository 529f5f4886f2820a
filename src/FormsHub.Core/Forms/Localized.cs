using System.Text.Json;
using System.Text.Json.Serialization;
using FormsHub.Core.Results;

namespace FormsHub.Core.Forms;

/// <summary>
/// A text that people wrote, per language: <c>{"zh-CN": "姓名", "en": "Name"}</c>. A bare JSON string stands for both languages.
/// </summary>
[JsonConverter(typeof(LocalizedJson))]
public sealed record Localized(string? Chinese, string? English)
{
    /// <summary>The text in that language, else in the other one, else the fallback.</summary>
    public string In(Language language, string fallback = "") => language switch
    {
        Language.English => NotEmpty(English) ?? NotEmpty(Chinese) ?? fallback,
        Language.Chinese => NotEmpty(Chinese) ?? NotEmpty(English) ?? fallback,
    };

    public override string ToString() => In(Results.Language.English);

    private static string? NotEmpty(string? text) => string.IsNullOrWhiteSpace(text) ? null : text;
}

internal sealed class LocalizedJson : JsonConverter<Localized>
{
    public override Localized Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType is JsonTokenType.String)
        {
            var both = Text(ref reader);
            return new Localized(both, both);
        }
        if (reader.TokenType is not JsonTokenType.StartObject) throw new JsonException("A text or {\"zh-CN\", \"en\"} is expected.");

        string? chinese = null, english = null;
        while (reader.Read() && reader.TokenType is JsonTokenType.PropertyName)
        {
            var language = reader.GetString();
            reader.Read();
            if (reader.TokenType is not (JsonTokenType.String or JsonTokenType.Null)) throw new JsonException("A text is expected.");
            if (language == "zh-CN") chinese = Text(ref reader);
            else if (language == "en") english = Text(ref reader);
            else throw new JsonException($"Unknown language \"{language}\": use \"zh-CN\" and \"en\".");
        }
        return new Localized(chinese, english);
    }

    private static string? Text(ref Utf8JsonReader reader) => reader.GetString() is { } text && text.Contains('\0', StringComparison.Ordinal)
        ? throw new JsonException("A text without NUL is expected.")
        : reader.GetString();

    public override void Write(Utf8JsonWriter writer, Localized value, JsonSerializerOptions options)
    {
        writer.WriteStartObject();
        if (value.Chinese is not null) writer.WriteString("zh-CN"u8, value.Chinese);
        if (value.English is not null) writer.WriteString("en"u8, value.English);
        writer.WriteEndObject();
    }
}
