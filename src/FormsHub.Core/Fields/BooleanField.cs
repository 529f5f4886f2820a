using System.Text.Json;
using FormsHub.Core.Expressions;
using FormsHub.Core.Forms;
using FormsHub.Core.Results;

namespace FormsHub.Core.Fields;

/// <summary>Yes or no; empty is neither.</summary>
public sealed class BooleanField : FieldType<bool, BooleanField.BooleanOptions>
{
    public sealed record BooleanOptions(Localized? TrueLabel = null, Localized? FalseLabel = null, Consent? Consent = null);

    /// <summary>What somebody consents to who says yes.</summary>
    /// <param name="Version">The version of the text, such as "2026-1"; without one, another text is another version.</param>
    public sealed record Consent(Localized Text, string? Version = null);

    /// <summary>What a field asks consent to; null: it is no consent.</summary>
    public static Consent? ConsentOf(Field field) => field.Options is BooleanOptions options ? options.Consent : null;

    private static readonly string[] Yes = ["true", "yes", "y", "1", "on", "是", "对", "真", "有", "√"];
    private static readonly string[] No = ["false", "no", "n", "0", "off", "否", "不", "假", "无", "×"];

    public override string Name => "boolean";
    public override SqlType SqlType => SqlType.Boolean;
    public override FilterOperators Operators => FilterOperators.Equality;

    protected override Parsed<bool> Parse(JsonElement input, BooleanOptions options) =>
        input.ValueKind is JsonValueKind.True or JsonValueKind.False
            ? input.GetBoolean()
            : new FieldError("wrong_type", $"Must be true or false.", $"必须是 true 或 false。");

    protected override JsonElement Write(bool value, JsonElement input) => input;

    public override string Display(JsonElement value, Field field, Language language)
    {
        var options = OptionsOf(field);
        return value.GetBoolean()
            ? options.TrueLabel?.In(language, "") is { Length: > 0 } yes ? yes : new Message($"Yes", $"是").In(language)
            : options.FalseLabel?.In(language, "") is { Length: > 0 } no ? no : new Message($"No", $"否").In(language);
    }

    public override Value ToValue(JsonElement value, Field field) => new Value.Logical(value.GetBoolean());

    public override int Compare(JsonElement left, JsonElement right) => left.GetBoolean().CompareTo(right.GetBoolean());

    /// <summary>Numbers 0 and 1, the field's own labels and the usual words for yes and no.</summary>
    protected override Conversion Carry(JsonElement value, Field from, Field to)
    {
        if (from.Type.Plain(value, from)?.Trim() is not { } text) return Conversion.Impossible;
        var options = OptionsOf(to);
        // A word in another field is no consent.
        if (options.Consent is not null) return Conversion.Impossible;
        return Names(text, options.TrueLabel, Yes) ? new(JsonElement.Parse("true"), Lossy: false)
            : Names(text, options.FalseLabel, No) ? new(JsonElement.Parse("false"), Lossy: false)
            : Conversion.Impossible;
    }

    private static bool Names(string text, Localized? label, string[] words) =>
        string.Equals(text, label?.Chinese, StringComparison.OrdinalIgnoreCase)
        || string.Equals(text, label?.English, StringComparison.OrdinalIgnoreCase)
        || words.Contains(text, StringComparer.OrdinalIgnoreCase);
}
