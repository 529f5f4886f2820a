using System.Globalization;
using System.Text.Json;
using FormsHub.Core.Expressions;
using FormsHub.Core.Forms;
using FormsHub.Core.Results;

namespace FormsHub.Core.Fields;

/// <summary>What the types whose value is one text have in common.</summary>
public abstract class TextualField<TOptions> : FieldType<string, TOptions>
    where TOptions : class
{
    public override SqlType SqlType => SqlType.Text;
    public override FilterOperators Operators => FilterOperators.Textual;
    public override bool CanBeUnique => true;

    protected sealed override Parsed<string> Parse(JsonElement input, TOptions options) =>
        input.ValueKind is JsonValueKind.String
            ? ParseText(input.GetString()!, options)
            : new FieldError("wrong_type", $"Must be a text.", $"必须是文本。");

    /// <summary>Understands the text and normalises it.</summary>
    protected abstract Parsed<string> ParseText(string text, TOptions options);

    protected sealed override Parsed<string> ParseOperand(JsonElement input, TOptions options) =>
        input.ValueKind is JsonValueKind.String ? ParsePart(input.GetString()!, options) : Parse(input, options);

    /// <summary>Understands what a filter compares with: a whole value is normalised, a part of one stays as it is given.</summary>
    protected virtual Parsed<string> ParsePart(string text, TOptions options) =>
        ParseText(text, options) is { Error: null, IsEmpty: false } whole ? whole : text;

    protected sealed override JsonElement Write(string value, JsonElement input) =>
        input.ValueKind is JsonValueKind.String && input.ValueEquals(value) ? input : JsonSerializer.SerializeToElement(value);

    public override string Display(JsonElement value, Field field, Language language) => value.GetString()!;

    public override string Mask(JsonElement value, Field field) => Masking.First(value.GetString()!);

    public override string? SearchText(JsonElement value, Field field) => value.GetString();

    public override Value ToValue(JsonElement value, Field field) => value.ValueKind is JsonValueKind.String ? new Value.Text(value.GetString()!) : Value.Empty;

    public override JsonElement? FromValue(Value value, Field field) => value switch
    {
        Value.Number number => JsonSerializer.SerializeToElement(ValueJson.Trim(number.Amount).ToString(CultureInfo.InvariantCulture)),
        _ => ValueJson.Write(value),
    };

    public override int Compare(JsonElement left, JsonElement right) => CodePoints.Compare(left.GetString()!, right.GetString()!);

    /// <summary>What people count as characters: code points.</summary>
    protected static int LengthOf(string text)
    {
        var length = text.Length;
        foreach (var c in text)
        {
            if (char.IsLowSurrogate(c)) length--;
        }
        return length;
    }

    protected static FieldError TooLong(int max, int length) => new(
        "too_long", $"Must have at most {max} characters; it has {length}.", $"最多 {max} 个字符，现在有 {length} 个。");
}
