using System.Globalization;
using System.Text;
using FormsHub.Formulas.Numbers;

namespace FormsHub.Formulas.TextForms;

/// <summary>
/// Number formats of TEXT: zeros are digits that are always written, <c>#</c> after the point digits that may be, a leading
/// <c>#,##</c> groups thousands, a closing <c>%</c> multiplies by 100: "0", "0000", "0.00", "0.0#", "#,##0.00", "0%".
/// </summary>
internal sealed record NumberFormat(bool Groups, int Whole, int Fixed, int Free, bool Percent)
{
    private const int MostDigits = 28;

    /// <summary>The format; null: the pattern is none.</summary>
    public static NumberFormat? Read(string pattern)
    {
        var rest = pattern.AsSpan();
        var percent = rest.EndsWith("%");
        if (percent) rest = rest[..^1];
        var groups = rest.StartsWith("#,##");
        if (groups) rest = rest[4..];

        var whole = Skip(ref rest, '0');
        if (whole is 0 or > MostDigits) return null;
        if (rest.Length is 0) return new NumberFormat(groups, whole, 0, 0, percent);
        if (rest[0] is not '.') return null;
        rest = rest[1..];
        var (zeros, free) = (Skip(ref rest, '0'), Skip(ref rest, '#'));
        return rest.Length > 0 || zeros + free is 0 or > MostDigits ? null : new NumberFormat(groups, whole, zeros, free, percent);
    }

    /// <summary>The number in this format; null: it is too large for it.</summary>
    public string? Write(decimal number)
    {
        if (Percent)
        {
            if (Exact.Multiply(number, 100) is not { } hundred) return null;
            number = hundred;
        }
        if (Exact.Round(number, Fixed + Free, MidpointRounding.AwayFromZero) is not { } rounded) return null;

        var plain = Math.Abs(rounded).ToString(CultureInfo.InvariantCulture);
        var point = plain.IndexOf('.', StringComparison.Ordinal);
        var whole = (point < 0 ? plain : plain[..point]).PadLeft(Whole, '0');
        var fraction = (point < 0 ? "" : plain[(point + 1)..]).TrimEnd('0').PadRight(Fixed, '0');

        var text = new StringBuilder();
        if (rounded < 0) text.Append('-');
        for (var i = 0; i < whole.Length; i++)
        {
            if (Groups && i > 0 && (whole.Length - i) % 3 is 0) text.Append(',');
            text.Append(whole[i]);
        }
        if (fraction.Length > 0) text.Append('.').Append(fraction);
        return text.Append(Percent ? "%" : "").ToString();
    }

    private static int Skip(ref ReadOnlySpan<char> text, char c)
    {
        var count = 0;
        while (count < text.Length && text[count] == c) count++;
        text = text[count..];
        return count;
    }
}
