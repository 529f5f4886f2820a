using System.Globalization;
using System.Text.Json;
using FormsHub.Core.Expressions;
using FormsHub.Core.Forms;
using FormsHub.Core.Results;

namespace FormsHub.Core.Fields;

/// <summary>A share, held as a fraction: 0.15 is 15 %. Its decimals are those of the percentage.</summary>
public sealed class PercentField : NumericField<PercentField.PercentOptions>
{
    public sealed record PercentOptions(decimal? Min = null, decimal? Max = null, int? Decimals = null);

    public override string Name => "percent";

    protected override NumericLimits Limits(PercentOptions options) => new(options.Min, options.Max, options.Decimals);

    protected override int? StoredDecimals(PercentOptions options) => options.Decimals + 2;

    public override string Display(JsonElement value, Field field, Language language) =>
        ValueJson.Trim(value.GetDecimal() * 100).ToString(CultureInfo.InvariantCulture) + "%";

    /// <summary>Text with a percent sign is divided by a hundred.</summary>
    protected override Conversion Carry(JsonElement value, Field from, Field to) =>
        value.ValueKind is JsonValueKind.String
        && Repairing.Fold(value.GetString()!).Trim() is { Length: > 1 } text
        && text[^1] is '%'
        && decimal.TryParse(text.AsSpan(..^1), NumberStyles.Number, CultureInfo.InvariantCulture, out var percent)
            ? new(JsonSerializer.SerializeToElement(percent / 100), Lossy: false)
            : base.Carry(value, from, to);
}
