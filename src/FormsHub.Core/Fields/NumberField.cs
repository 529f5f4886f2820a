using System.Globalization;
using System.Text.Json;
using FormsHub.Core.Expressions;
using FormsHub.Core.Forms;
using FormsHub.Core.Results;

namespace FormsHub.Core.Fields;

/// <summary>A decimal number of up to 15 significant digits, such as an amount or a quantity.</summary>
public sealed class NumberField : FieldType<decimal, NumberField.NumberOptions>
{
    public sealed record NumberOptions(decimal? Min = null, decimal? Max = null, int? Decimals = null, Localized? Unit = null);

    public override string Name => "number";
    public override SqlType SqlType => SqlType.Numeric;
    public override FilterOperators Operators => FilterOperators.Comparable;
    public override bool CanBeUnique => true;

    protected override Parsed<decimal> Parse(JsonElement input, NumberOptions options) =>
        input.ValueKind is JsonValueKind.Number && input.TryGetDecimal(out var value)
            ? value
            : new FieldError("wrong_type", $"must be a number", $"必须是数字");

    protected override IEnumerable<FieldError> Check(decimal value, NumberOptions options)
    {
        if (value < options.Min) yield return new("too_small", $"must be at least {options.Min}", $"不能小于 {options.Min}");
        if (value > options.Max) yield return new("too_large", $"must be at most {options.Max}", $"不能大于 {options.Max}");
        if (options.Decimals is { } decimals && value != decimal.Round(value, decimals))
            yield return new("too_precise", $"must have at most {decimals} decimals", $"最多 {decimals} 位小数");
    }

    protected override JsonElement Write(decimal value, JsonElement input) => input;

    public override string Display(JsonElement value, Field field, Language language) =>
        value.GetDecimal().ToString(CultureInfo.InvariantCulture);

    public override Value ToValue(JsonElement value, Field field) => new Value.Number(value.GetDecimal());

    public override int Compare(JsonElement left, JsonElement right) => left.GetDecimal().CompareTo(right.GetDecimal());
}
