using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;
using FormsHub.Core.Expressions;
using FormsHub.Core.Forms;
using FormsHub.Core.Results;

namespace FormsHub.Core.Fields;

/// <summary>What the types whose value is one exact decimal number have in common.</summary>
public abstract class NumericField<TOptions> : FieldType<decimal, TOptions>
    where TOptions : class
{
    public override SqlType SqlType => SqlType.Numeric;
    public override FilterOperators Operators => FilterOperators.Comparable;

    protected abstract NumericLimits Limits(TOptions options);

    public override IEnumerable<FieldError> CheckDefinition(Field field, IFormCatalog catalog)
    {
        var limits = Limits(OptionsOf(field));
        if (limits.Decimals is < 0 or > Decimals.MostDigits)
        {
            yield return new FieldError(
                "out_of_range", $"Decimals must be between 0 and {Decimals.MostDigits}.", $"小数位数须在 0 到 {Decimals.MostDigits} 之间。").Under("/decimals");
        }
        if (limits.Min > limits.Max)
            yield return new FieldError("out_of_range", $"The smallest value is above the largest.", $"最小值大于最大值。").Under("/min");
    }

    protected sealed override Parsed<decimal> Parse(JsonElement input, TOptions options) => Decimals.Read(input);

    protected override IEnumerable<FieldError> Check(decimal value, TOptions options)
    {
        var limits = Limits(options);
        if (value < limits.Min) yield return new("too_small", $"Must be at least {limits.Min}.", $"不能小于 {limits.Min}。");
        if (value > limits.Max) yield return new("too_large", $"Must be at most {limits.Max}.", $"不能大于 {limits.Max}。");
        if (StoredDecimals(options) is { } decimals && value.Scale > decimals)
            yield return new("too_precise", $"Must have at most {limits.Decimals} decimals.", $"最多 {limits.Decimals} 位小数。");
    }

    /// <summary>How many decimals a stored value may have.</summary>
    protected virtual int? StoredDecimals(TOptions options) => Limits(options).Decimals;

    protected sealed override JsonElement Write(decimal value, JsonElement input) => Decimals.Write(value, input);

    public override string Display(JsonElement value, Field field, Language language) => Plain(value, field);

    public sealed override string Plain(JsonElement value, Field field) => value.GetDecimal().ToString(CultureInfo.InvariantCulture);

    public override Value ToValue(JsonElement value, Field field) => new Value.Number(value.GetDecimal());

    /// <summary>Computed numbers are rounded to what the field can hold: 10 / 3 has no end.</summary>
    public override JsonElement? FromValue(Value value, Field field) => value is Value.Number number
        ? JsonSerializer.SerializeToElement(Decimals.Round(number.Amount, StoredDecimals(OptionsOf(field))))
        : ValueJson.Write(value);

    public override int Compare(JsonElement left, JsonElement right) => left.GetDecimal().CompareTo(right.GetDecimal());

    protected override Conversion Carry(JsonElement value, Field from, Field to)
    {
        if (value.ValueKind is JsonValueKind.Number) return new(value, Lossy: false);
        if (from.Type.Plain(value, from) is not { } text) return Conversion.Impossible;

        var plain = Repairing.Fold(text).Trim().Trim('¥', '$', '€', '£', '元', ' ').Replace(",", "", StringComparison.Ordinal);
        return decimal.TryParse(plain, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number)
            ? new(JsonSerializer.SerializeToElement(number), Lossy: false)
            : Conversion.Impossible;
    }
}

/// <summary>The limits that the options of all numbers share.</summary>
public readonly record struct NumericLimits(decimal? Min, decimal? Max, int? Decimals);

/// <summary>Exact decimals of up to 15 significant digits: as many as survive every JSON reader, JavaScript's too.</summary>
internal static class Decimals
{
    public const int MostDigits = 15;
    private const int MostPlaces = 28;

    public static Parsed<decimal> Read(JsonElement input)
    {
        if (input.ValueKind is not JsonValueKind.Number) return new FieldError("wrong_type", $"Must be a number.", $"必须是数字。");

        var raw = JsonMarshal.GetRawUtf8Value(input);
        if (!Digits(raw, out var negative, out var digits, out var count, out var exponent))
        {
            return new FieldError(
                "too_many_digits",
                $"Must have at most {MostDigits} significant digits; more cannot be kept exactly.",
                $"最多 {MostDigits} 位有效数字，超出部分无法精确保存。");
        }
        if (count is 0) return 0m;
        if (count + exponent > MostPlaces || exponent < -MostPlaces)
            return new FieldError("number_out_of_range", $"The number is too large or too small to be kept exactly.", $"数字过大或过小，无法精确保存。");

        return exponent >= 0
            ? (negative ? -digits : digits) * PowerOfTen(exponent)
            : new decimal((int)digits, (int)(digits >> 32), 0, negative, (byte)-exponent);
    }

    /// <summary>The number in its shortest form, so that equal numbers are equal texts.</summary>
    public static JsonElement Write(decimal value, JsonElement input)
    {
        Span<byte> text = stackalloc byte[64];
        return value.TryFormat(text, out var length, default, CultureInfo.InvariantCulture)
            && JsonMarshal.GetRawUtf8Value(input).SequenceEqual(text[..length])
                ? input
                : JsonSerializer.SerializeToElement(value);
    }

    /// <summary>Half away from zero, as people round, to so many decimals and to 15 significant digits.</summary>
    public static decimal Round(decimal value, int? decimals)
    {
        var rounded = decimals is { } places ? decimal.Round(value, Math.Min(places, MostPlaces), MidpointRounding.AwayFromZero) : value;
        var whole = Math.Truncate(Math.Abs(rounded));
        var wholeDigits = whole is 0 ? 0 : whole.ToString(CultureInfo.InvariantCulture).Length;
        var left = MostDigits - wholeDigits;
        if (wholeDigits is 0)
        {
            for (var small = Math.Abs(rounded); small is > 0 and < 0.1m && left < MostPlaces; small *= 10) left++;
        }
        return left >= 0 ? ValueJson.Trim(decimal.Round(rounded, left, MidpointRounding.AwayFromZero)) : rounded;
    }

    private static decimal PowerOfTen(int exponent)
    {
        var power = 1m;
        for (var i = 0; i < exponent; i++) power *= 10;
        return power;
    }

    /// <summary>Takes a JSON number apart: its significant digits, and the power of ten of the last of them.</summary>
    private static bool Digits(ReadOnlySpan<byte> raw, out bool negative, out long digits, out int count, out int exponent)
    {
        (negative, digits, count, exponent) = (raw[0] is (byte)'-', 0, 0, 0);
        var zeros = 0;
        var fraction = false;
        for (var i = negative ? 1 : 0; i < raw.Length; i++)
        {
            var c = raw[i];
            if (c is (byte)'.')
            {
                fraction = true;
            }
            else if (c is (byte)'e' or (byte)'E')
            {
                exponent += Exponent(raw[(i + 1)..]);
                break;
            }
            else
            {
                if (fraction) exponent--;
                if (c is (byte)'0')
                {
                    zeros++;
                    continue;
                }
                if (count > 0) count += zeros;
                else zeros = 0;
                if (++count > MostDigits) return false;
                for (; zeros > 0; zeros--) digits *= 10;
                digits = (digits * 10) + (c - '0');
            }
        }
        exponent += zeros;
        return true;
    }

    private static int Exponent(ReadOnlySpan<byte> raw) =>
        int.TryParse(Encoding.ASCII.GetString(raw), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var exponent)
            ? Math.Clamp(exponent, -100_000_000, 100_000_000)
            : raw[0] is (byte)'-' ? -100_000_000 : 100_000_000;
}
