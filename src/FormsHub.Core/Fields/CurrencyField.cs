using System.Globalization;
using System.Text.Json;
using FormsHub.Core.Forms;
using FormsHub.Core.Results;

namespace FormsHub.Core.Fields;

/// <summary>An exact amount of money in the field's currency.</summary>
public sealed class CurrencyField : NumericField<CurrencyField.CurrencyOptions>
{
    /// <param name="Currency">An ISO 4217 code.</param>
    public sealed record CurrencyOptions(decimal? Min = null, decimal? Max = null, int? Decimals = 2, string Currency = "CNY");

    public override string Name => "currency";

    protected override NumericLimits Limits(CurrencyOptions options) => new(options.Min, options.Max, options.Decimals);

    public override IEnumerable<FieldError> CheckDefinition(Field field, IFormCatalog catalog)
    {
        foreach (var error in base.CheckDefinition(field, catalog)) yield return error;
        if (OptionsOf(field).Currency is not { Length: 3 } code || !code.All(char.IsAsciiLetterUpper))
        {
            yield return new FieldError(
                "unknown_currency", $"Use a currency code of three letters, such as \"CNY\".", $"请使用三个字母的货币代码，例如“CNY”。").Under("/currency");
        }
    }

    public override string Display(JsonElement value, Field field, Language language)
    {
        var (amount, options) = (value.GetDecimal(), OptionsOf(field));
        var decimals = Math.Max(options.Decimals ?? 0, amount.Scale).ToString(CultureInfo.InvariantCulture);
        return $"{options.Currency} {amount.ToString("N" + decimals, CultureInfo.InvariantCulture)}";
    }
}
