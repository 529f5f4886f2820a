using System.Text.Json;
using FormsHub.Core.Forms;
using FormsHub.Core.Results;

namespace FormsHub.Core.Fields;

/// <summary>A decimal number of up to 15 significant digits, such as a quantity.</summary>
public sealed class NumberField : NumericField<NumberField.NumberOptions>
{
    public sealed record NumberOptions(decimal? Min = null, decimal? Max = null, int? Decimals = null, Localized? Unit = null);

    public override string Name => "number";
    public override bool CanBeUnique => true;

    protected override NumericLimits Limits(NumberOptions options) => new(options.Min, options.Max, options.Decimals);

    public override string Display(JsonElement value, Field field, Language language) =>
        OptionsOf(field).Unit?.In(language) is { Length: > 0 } unit ? $"{Plain(value, field)} {unit}" : Plain(value, field);
}
