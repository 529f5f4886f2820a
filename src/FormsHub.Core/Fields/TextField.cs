using System.Text.Json;
using FormsHub.Core.Expressions;
using FormsHub.Core.Forms;
using FormsHub.Core.Results;

namespace FormsHub.Core.Fields;

/// <summary>One line of text.</summary>
public sealed class TextField : FieldType<string, TextField.TextOptions>
{
    public sealed record TextOptions(int MinLength = 0, int MaxLength = 255, string? Pattern = null, Localized? PatternMessage = null);

    public override string Name => "text";
    public override SqlType SqlType => SqlType.Text;
    public override FilterOperators Operators => FilterOperators.Textual;
    public override bool CanBeUnique => true;

    protected override Parsed<string> Parse(JsonElement input, TextOptions options)
    {
        if (input.ValueKind is not JsonValueKind.String) return new FieldError("wrong_type", $"must be a text", $"必须是文本");
        var text = input.GetString()!;
        return text.Length is 0 ? Parsed<string>.Empty() : text;
    }

    protected override JsonElement Write(string value, JsonElement input) => input;

    public override string Display(JsonElement value, Field field, Language language) => value.GetString()!;

    public override string? SearchText(JsonElement value, Field field) => value.GetString();

    public override Value ToValue(JsonElement value, Field field) => new Value.Text(value.GetString()!);

    public override int Compare(JsonElement left, JsonElement right) => CodePoints.Compare(left.GetString()!, right.GetString()!);
}
