using System.Globalization;
using System.Text;

namespace FormsHub.GraphQL.Types;

/// <summary>
/// A value as errors show it: as JSON would be written but with bare keys, cut off where lists are long or nesting is deep. Numbers are written
/// as ECMAScript writes them, so that errors read like the reference implementation's.
/// </summary>
public static class ValueText
{
    private const int LongestList = 10;
    private const int DeepestShown = 2;

    // Fifty errors may each show the whole of a value that the caller made as large as it could.
    private const int MostShown = 10_000;

    public static string Of(object? value)
    {
        var text = new StringBuilder();
        Append(text, value, 0);
        if (text.Length > MostShown) text.Remove(MostShown, text.Length - MostShown).Append("...");
        return text.ToString();
    }

    /// <summary>The shortest digits that mean this number, with an exponent from 1e21 up and below 1e-6.</summary>
    public static string OfNumber(double number)
    {
        if (double.IsNaN(number)) return "NaN";
        if (double.IsInfinity(number)) return number > 0 ? "Infinity" : "-Infinity";
        if (number == 0) return "0";

        var (digits, point) = Shortest(Math.Abs(number).ToString("R", CultureInfo.InvariantCulture));
        var sign = number < 0 ? "-" : "";

        return sign + (point switch
        {
            > 21 or <= -6 => digits[..1] + (digits.Length > 1 ? "." + digits[1..] : "") + "e" + (point > 0 ? "+" : "-") + Math.Abs(point - 1).ToString(CultureInfo.InvariantCulture),
            <= 0 => "0." + new string('0', -point) + digits,
            _ when digits.Length <= point => digits + new string('0', point - digits.Length),
            _ => digits[..point] + "." + digits[point..],
        });
    }

    private static void Append(StringBuilder text, object? value, int depth)
    {
        switch (value)
        {
            case null: text.Append("null"); break;
            case string it: AppendString(text, it); break;
            case bool it: text.Append(it ? "true" : "false"); break;
            case double it: text.Append(OfNumber(it)); break;
            case float it: text.Append(OfNumber(it)); break;
            case decimal and > -1e27m and < 1e27m and var it when (decimal)(double)it == it: text.Append(OfNumber((double)it)); break;
            case decimal it: text.Append(it.ToString("0.############################", CultureInfo.InvariantCulture)); break;
            case IReadOnlyDictionary<string, object?> it: AppendObject(text, it, depth); break;
            case IReadOnlyList<object?> it: AppendList(text, it, depth); break;
            case IFormattable it: text.Append(it.ToString(null, CultureInfo.InvariantCulture)); break;
            default: text.Append(value); break;
        }
    }

    private static void AppendList(StringBuilder text, IReadOnlyList<object?> list, int depth)
    {
        if (list.Count > 0 && depth >= DeepestShown)
        {
            text.Append("[Array]");
            return;
        }

        text.Append('[');
        for (var at = 0; at < list.Count && at < LongestList; at++)
        {
            if (at > 0) text.Append(", ");
            Append(text, list[at], depth + 1);
        }
        var more = list.Count - LongestList;
        if (more > 0) text.Append(CultureInfo.InvariantCulture, $", ... {more} more item{(more is 1 ? "" : "s")}");
        text.Append(']');
    }

    private static void AppendObject(StringBuilder text, IReadOnlyDictionary<string, object?> fields, int depth)
    {
        if (fields.Count is 0 || depth >= DeepestShown)
        {
            text.Append(fields.Count is 0 ? "{}" : "[Object]");
            return;
        }

        text.Append("{ ");
        var first = true;
        foreach (var (name, value) in fields)
        {
            if (text.Length > MostShown) break;
            if (!first) text.Append(", ");
            first = false;
            text.Append(name).Append(": ");
            Append(text, value, depth + 1);
        }
        text.Append(" }");
    }

    private static void AppendString(StringBuilder text, string value)
    {
        text.Append('"');
        for (var at = 0; at < value.Length && text.Length <= MostShown; at++)
        {
            var one = value[at];
            if (char.IsHighSurrogate(one) && at + 1 < value.Length && char.IsLowSurrogate(value[at + 1]))
            {
                text.Append(one).Append(value[++at]);
                continue;
            }
            _ = one switch
            {
                '"' => text.Append("\\\""),
                '\\' => text.Append("\\\\"),
                '\b' => text.Append("\\b"),
                '\f' => text.Append("\\f"),
                '\n' => text.Append("\\n"),
                '\r' => text.Append("\\r"),
                '\t' => text.Append("\\t"),
                _ when one < ' ' || char.IsSurrogate(one) => text.Append(CultureInfo.InvariantCulture, $"\\u{(int)one:x4}"),
                _ => text.Append(one),
            };
        }
        text.Append('"');
    }

    // The digits without zeros around them, and before which of them the point stands: 0.00125 is 125 and -2.
    private static (string Digits, int Point) Shortest(string number)
    {
        var exponentAt = number.IndexOf('E', StringComparison.Ordinal);
        var (mantissa, exponent) = exponentAt < 0 ? (number, 0) : (number[..exponentAt], int.Parse(number.AsSpan(exponentAt + 1), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture));
        var pointAt = mantissa.IndexOf('.', StringComparison.Ordinal);
        var (whole, all) = pointAt < 0 ? (mantissa.Length, mantissa) : (pointAt, mantissa.Remove(pointAt, 1));
        var digits = all.TrimStart('0');
        return (digits.TrimEnd('0'), whole - (all.Length - digits.Length) + exponent);
    }
}
