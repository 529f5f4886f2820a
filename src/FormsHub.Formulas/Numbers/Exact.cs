using System.Numerics;

namespace FormsHub.Formulas.Numbers;

/// <summary>
/// Arithmetic on numbers of at most 28 digits, of which at most 28 after the point. Sum, difference and product are exact where 28 digits
/// hold them, else rounded half away from zero to as many decimals as fit; quotients and roots have 20 significant digits.
/// Null: the result is 10^28 or more.
/// </summary>
internal static class Exact
{
    private const int Digits = 28;
    private const int QuotientDigits = 20;
    private static readonly BigInteger[] Tens = [.. Enumerable.Range(0, 120).Select(power => BigInteger.Pow(10, power))];
    private static readonly decimal[] DecimalTens = [.. Enumerable.Range(0, Digits + 1).Select(power => (decimal)Tens[power])];

    public static decimal? Add(decimal left, decimal right)
    {
        var scale = Math.Max(left.Scale, right.Scale);
        if (Math.Abs(left) < DecimalTens[Digits - 1] && Math.Abs(right) < DecimalTens[Digits - 1])
        {
            var sum = left + right;
            if (sum.Scale == scale && Fits(sum)) return sum;
        }
        return Fit(Mantissa(left) * Tens[scale - left.Scale] + Mantissa(right) * Tens[scale - right.Scale], scale);
    }

    public static decimal? Subtract(decimal left, decimal right) => Add(left, -right);

    public static decimal? Multiply(decimal left, decimal right)
    {
        var scale = left.Scale + right.Scale;
        if (scale <= Digits && Math.Abs((double)left * (double)right) < 1e27)
        {
            var product = left * right;
            if (product.Scale == scale && Fits(product)) return product;
        }
        return Fit(Mantissa(left) * Mantissa(right), scale);
    }

    /// <summary>The quotient; the divisor is not zero.</summary>
    public static decimal? Divide(decimal left, decimal right)
    {
        if (left is 0) return 0;
        var numerator = Mantissa(left) * Tens[right.Scale];
        var divisor = Mantissa(right) * Tens[left.Scale];
        if (divisor.Sign < 0) (numerator, divisor) = (-numerator, -divisor);

        var exponent = DigitCount(numerator) - DigitCount(divisor);
        if (BigInteger.Abs(numerator) * Ten(-exponent) < divisor * Ten(exponent)) exponent--;
        var places = Math.Min(QuotientDigits - 1 - exponent, Digits);
        return places >= 0
            ? Fit(DivideHalfAway(numerator * Tens[places], divisor), places)
            : Fit(DivideHalfAway(numerator, divisor * Tens[-places]) * Tens[-places], 0);
    }

    /// <summary>The remainder with the sign of the dividend, as JavaScript's % has it; the divisor is not zero.</summary>
    public static decimal? Remainder(decimal left, decimal right)
    {
        var scale = Math.Max(left.Scale, right.Scale);
        var remainder = BigInteger.Remainder(
            Mantissa(left) * Tens[scale - left.Scale], Mantissa(right) * Tens[scale - right.Scale]);
        return Fit(remainder, scale);
    }

    /// <summary>The remainder with the sign of the divisor, as spreadsheets' MOD has it; the divisor is not zero.</summary>
    public static decimal? Modulo(decimal left, decimal right) => Remainder(left, right) switch
    {
        null => null,
        0 => 0,
        { } rest when Math.Sign(rest) == Math.Sign(right) => rest,
        { } rest => Add(rest, right),
    };

    /// <summary>The square root of a number that is not negative.</summary>
    public static decimal? SquareRoot(decimal number)
    {
        if (number is 0) return 0;
        var exponent = (int)Math.Floor(Exponent(number) / 2.0);
        var places = Math.Min(QuotientDigits - 1 - exponent, Digits);
        var square = Mantissa(number) * Tens[2 * places - number.Scale];
        var root = FloorSquareRoot(square);
        return Fit((2 * root + 1) * (2 * root + 1) <= 4 * square ? root + 1 : root, places);
    }

    /// <summary>Rounded to so many decimals; negative ones round to tens, hundreds and so on.</summary>
    public static decimal? Round(decimal number, int decimals, MidpointRounding rounding)
    {
        if (decimals >= number.Scale) return number;
        var drop = number.Scale - decimals;
        if (drop >= Tens.Length) return 0;
        var rounded = DivideRounding(Mantissa(number), Tens[drop], rounding);
        return decimals >= 0 ? Fit(rounded, decimals) : Fit(rounded * Tens[-decimals], 0);
    }

    /// <summary>Rounded half away from zero to so many significant digits.</summary>
    public static decimal? RoundSignificant(decimal number, int digits) =>
        number is 0 ? 0 : Round(number, digits - 1 - Exponent(number), MidpointRounding.AwayFromZero);

    /// <summary>A number written as in JSON or JavaScript, exactly; null: it has more than 28 digits.</summary>
    public static decimal? Parse(ReadOnlySpan<char> text)
    {
        var exponentAt = text.IndexOfAny('e', 'E');
        var exponent = 0;
        if (exponentAt >= 0)
        {
            var power = text[(exponentAt + 1)..];
            if (power.Length > 5) return null;
            exponent = int.Parse(power, System.Globalization.CultureInfo.InvariantCulture);
            text = text[..exponentAt];
        }

        var point = text.IndexOf('.');
        var decimals = point < 0 ? 0 : text.Length - point - 1;
        var digits = point < 0 ? text.ToString() : string.Concat(text[..point], text[(point + 1)..]);
        var trimmed = digits.AsSpan().TrimEnd('0');
        var scale = decimals - (digits.Length - trimmed.Length) - exponent;
        trimmed = trimmed.TrimStart('0');
        if (trimmed.Length is 0) return 0;
        if (trimmed.Length > Digits || scale > Digits || trimmed.Length - scale > Digits) return null;
        var mantissa = BigInteger.Parse(trimmed, System.Globalization.CultureInfo.InvariantCulture);
        return scale >= 0 ? Make(mantissa, scale) : Make(mantissa * Tens[-scale], 0);
    }

    private static bool Fits(decimal number) => Math.Abs(number) < DecimalTens[Digits - number.Scale];

    private static decimal? Fit(BigInteger mantissa, int scale)
    {
        var whole = BigInteger.Abs(mantissa) / Tens[scale];
        var wholeDigits = whole.IsZero ? 0 : DigitCount(whole);
        if (wholeDigits > Digits) return null;
        var places = Digits - wholeDigits;
        if (scale > places)
        {
            mantissa = DivideHalfAway(mantissa, Tens[scale - places]);
            scale = places;
        }
        if (BigInteger.Abs(mantissa) < Tens[Digits]) return Make(mantissa, scale);
        return scale is 0 ? null : Make(mantissa / 10, scale - 1);
    }

    private static decimal Make(BigInteger mantissa, int scale)
    {
        var size = BigInteger.Abs(mantissa);
        return new decimal(
            unchecked((int)(uint)(size & uint.MaxValue)),
            unchecked((int)(uint)((size >> 32) & uint.MaxValue)),
            unchecked((int)(uint)((size >> 64) & uint.MaxValue)),
            mantissa.Sign < 0, (byte)scale);
    }

    private static BigInteger Mantissa(decimal number)
    {
        Span<int> bits = stackalloc int[4];
        decimal.GetBits(number, bits);
        var size = (new BigInteger((uint)bits[2]) << 64) | (new BigInteger((uint)bits[1]) << 32) | (uint)bits[0];
        return number < 0 ? -size : size;
    }

    /// <summary>The power of ten of the first digit.</summary>
    private static int Exponent(decimal number) => DigitCount(Mantissa(number)) - 1 - number.Scale;

    private static int DigitCount(BigInteger number)
    {
        number = BigInteger.Abs(number);
        var count = Math.Max((int)Math.Floor(BigInteger.Log10(number)), 0);
        while (number >= Tens[count]) count++;
        while (count > 1 && number < Tens[count - 1]) count--;
        return count;
    }

    private static BigInteger Ten(int power) => power > 0 ? Tens[power] : BigInteger.One;

    private static BigInteger DivideHalfAway(BigInteger number, BigInteger divisor) =>
        DivideRounding(number, divisor, MidpointRounding.AwayFromZero);

    private static BigInteger DivideRounding(BigInteger number, BigInteger divisor, MidpointRounding rounding)
    {
        var quotient = BigInteger.DivRem(number, divisor, out var rest);
        if (rest.IsZero) return quotient;
        var away = rounding switch
        {
            MidpointRounding.AwayFromZero => 2 * BigInteger.Abs(rest) >= divisor,
            MidpointRounding.ToZero => false,
            MidpointRounding.ToPositiveInfinity => number.Sign > 0,
            MidpointRounding.ToNegativeInfinity => number.Sign < 0,
            _ => throw new ArgumentOutOfRangeException(nameof(rounding)),
        };
        return away ? quotient + number.Sign : quotient;
    }

    private static BigInteger FloorSquareRoot(BigInteger number)
    {
        var root = new BigInteger(Math.Sqrt((double)number));
        while (true)
        {
            var next = (root + number / root) >> 1;
            if (BigInteger.Abs(next - root) <= 1)
            {
                root = next;
                break;
            }
            root = next;
        }
        while (root * root > number) root--;
        while ((root + 1) * (root + 1) <= number) root++;
        return root;
    }
}
