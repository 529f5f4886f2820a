using System.Text.Json;
using FormsHub.Core.Forms;
using FormsHub.Core.Results;

namespace FormsHub.Core.Fields;

/// <summary>One option out of a list, stored by its key.</summary>
public sealed class SelectField : TextualField<SelectOptions>
{
    public override string Name => "select";
    public override FilterOperators Operators => FilterOperators.Equality;

    public override IEnumerable<FieldError> CheckDefinition(Field field, IFormCatalog catalog)
    {
        var options = OptionsOf(field);
        if (options.Display is not (null or "dropdown" or "radio"))
            yield return new FieldError("unknown_display", $"Use \"dropdown\" or \"radio\".", $"请使用“dropdown”或“radio”。").Under("/display");
        foreach (var error in Choices.Check(options.Options)) yield return error;
    }

    protected override Parsed<string> ParseText(string text, SelectOptions options) =>
        text.Length is 0 ? Parsed<string>.Empty()
        : Choices.Find(options.Options, text) is not null ? text
        : Choices.Unknown(options.Options, text);

    /// <summary>Records may still hold an option that was removed, so a filter may ask for it.</summary>
    protected override Parsed<string> ParsePart(string text, SelectOptions options) => text;

    public override IEnumerable<Choice> AllOptions(Field field) => OptionsOf(field).Options;

    protected override FieldError? CheckOperand(string value, Field field) => Choices.Never(field, value, OptionsOf(field).Options);

    public override string Display(JsonElement value, Field field, Language language) =>
        Choices.Label(OptionsOf(field).Options, value.GetString()!, language);

    public override string? SearchText(JsonElement value, Field field) => Choices.SearchText(OptionsOf(field).Options, value.GetString()!);

    /// <summary>Text becomes the option of that key or label; of several options the first is kept.</summary>
    protected override Conversion Carry(JsonElement value, Field from, Field to)
    {
        var lossy = value.ValueKind is JsonValueKind.Array && value.GetArrayLength() > 1;
        var name = value.ValueKind is JsonValueKind.Array
            ? value.EnumerateArray().Select(item => item.ValueKind is JsonValueKind.String ? item.GetString() : null).FirstOrDefault()
            : value.ValueKind is JsonValueKind.String ? value.GetString() : from.Type.Plain(value, from);
        var option = name is null ? null : Choices.Named(OptionsOf(to).Options, name);
        option ??= from.Type.Plain(value, from) is { } plain ? Choices.Named(OptionsOf(to).Options, plain) : null;
        return option is null ? Conversion.Impossible : new(JsonSerializer.SerializeToElement(option.Key), lossy);
    }
}
