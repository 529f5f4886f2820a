using System.Text;
using FormsHub.Core.Forms;

namespace FormsHub.Core.Records;

/// <summary>
/// The full search's text and its grams. A gram is an int4, so that PostgreSQL's array GIN index serves as the search index:
/// two UTF-16 units side by side are (first &lt;&lt; 16 | second), a single CJK character is itself, and four digits in a row are
/// 0xD800 &lt;&lt; 16 | number (D800 never starts a pair of units that are letters). So two Chinese characters and the last four digits
/// of a phone are each one exact look-up.
/// </summary>
public static class SearchText
{
    /// <summary>Longest text of one record that is searched, in UTF-16 units.</summary>
    public const int MaxLength = 8000;

    /// <summary>Begins the part of a field in a record's text. Normalised text holds no control characters.</summary>
    public const char PartMark = '\u0002';

    private const char TextMark = '\u0003';

    /// <summary>Field numbers are written in these, which are no letters or digits that anybody searches for.</summary>
    private const char Zero = '\ue000';

    private const uint DigitMark = 0xD800u << 16;

    /// <summary>What stands before the text of a field.</summary>
    public static string Mark(Field field) => $"{PartMark}{string.Concat(field.Id.Skip(1).Select(digit => (char)(Zero + digit - '0')))}{TextMark}";

    /// <summary>A piece of a record's text without its marks.</summary>
    public static string Unmarked(string text) =>
        string.Join(' ', string.Concat(text.Select(c => IsBlank(c) ? ' ' : c)).Split(' ', StringSplitOptions.RemoveEmptyEntries));

    private static bool IsBlank(char c) => c is ' ' or PartMark or TextMark or (>= Zero and <= (char)(Zero + 9));

    /// <summary>Full-width forms folded to ASCII, accents dropped, lower case, blanks single: 「Ａ１ México」 is found by "a1 mexico".</summary>
    public static string Normalize(string text)
    {
        var builder = new StringBuilder(Math.Min(text.Length, MaxLength));
        foreach (var c in text)
        {
            if (builder.Length >= MaxLength) break;
            if (char.IsWhiteSpace(c) || char.IsControl(c))
            {
                if (builder.Length > 0 && builder[^1] != ' ') builder.Append(' ');
            }
            else if (c < '\u0080' || IsCjk(c))
            {
                builder.Append(char.ToLowerInvariant(c));
            }
            else if (c is not (>= '\u0300' and <= '\u036f' or >= '\u200b' and <= '\u200f' or '\ufeff'))
            {
                Fold(builder, char.ToLowerInvariant(c));
            }
        }
        while (builder.Length > 0 && builder[^1] == ' ') builder.Length--;
        return builder.ToString();
    }

    /// <summary>Written out, because without ICU .NET normalises nothing beyond ASCII.</summary>
    private static void Fold(StringBuilder builder, char c)
    {
        if (c is >= '\uff01' and <= '\uff5e') builder.Append(char.ToLowerInvariant((char)(c - 0xfee0)));
        else if (c is 'ß') builder.Append("ss");
        else if (c is 'æ') builder.Append("ae");
        else if (c is 'œ') builder.Append("oe");
        else if (c is >= '\u00e0' and <= '\u017f' && BaseLetters[c - 0xe0] is not ' ' and var letter) builder.Append(letter);
        else builder.Append(c);
    }

    /// <summary>The letters under the accents of U+00E0 to U+017F, in lower case; blank: none.</summary>
    private const string BaseLetters =
        "aaaaaa ceeeeiiii nooooo ouuuuy yaaaaaaccccccccddddeeeeeeeeeegggggggghhhhiiiiiiiiii  jjkk llllllllllnnnnnnn  oooooo  rrrrrrssssssssttttttuuuuuuuuuuuuwwyyyzzzzzzs";

    /// <summary>All grams of a normalised text, ascending and without doubles.</summary>
    public static int[] Grams(string normalized)
    {
        var grams = new int[normalized.Length * 3];
        var count = 0;
        for (var i = 0; i < normalized.Length; i++)
        {
            var c = normalized[i];
            if (IsCjk(c)) grams[count++] = c;
            if (i + 1 < normalized.Length && !IsBlank(c) && !IsBlank(normalized[i + 1])) grams[count++] = Pair(c, normalized[i + 1]);
            if (TryFourDigits(normalized, i, out var digits)) grams[count++] = digits;
        }
        var sorted = grams.AsSpan(0, count);
        sorted.Sort();
        var distinct = 0;
        for (var i = 0; i < count; i++)
        {
            if (i is 0 || sorted[i] != sorted[distinct - 1]) sorted[distinct++] = sorted[i];
        }
        return sorted[..distinct].ToArray();
    }

    /// <summary>
    /// The grams that a record must hold to match the normalised words; empty when the index cannot help (one letter or digit).
    /// </summary>
    public static int[] QueryGrams(string normalized)
    {
        var grams = new HashSet<int>();
        for (var i = 0; i < normalized.Length; i++)
        {
            var c = normalized[i];
            if (TryFourDigits(normalized, i, out var digits)) grams.Add(digits);
            var paired = i + 1 < normalized.Length && normalized[i + 1] != ' ';
            if (c == ' ') continue;
            if (paired)
            {
                if (!InDigitRun(normalized, i)) grams.Add(Pair(c, normalized[i + 1]));
            }
            else if (IsCjk(c) && (i is 0 || normalized[i - 1] == ' '))
            {
                grams.Add(c);
            }
        }
        return [.. grams.Order()];
    }

    private static bool InDigitRun(string text, int at)
    {
        if (!char.IsAsciiDigit(text[at]) || !char.IsAsciiDigit(text[at + 1])) return false;
        int start = at, end = at + 1;
        while (start > 0 && char.IsAsciiDigit(text[start - 1])) start--;
        while (end + 1 < text.Length && char.IsAsciiDigit(text[end + 1])) end++;
        return end - start + 1 >= 4;
    }

    private static bool TryFourDigits(string text, int at, out int gram)
    {
        gram = 0;
        if (at + 4 > text.Length) return false;
        var number = 0;
        for (var i = at; i < at + 4; i++)
        {
            if (!char.IsAsciiDigit(text[i])) return false;
            number = (number * 10) + (text[i] - '0');
        }
        gram = unchecked((int)(DigitMark | (uint)number));
        return true;
    }

    private static int Pair(char first, char second) => unchecked((int)(((uint)first << 16) | second));

    private static bool IsCjk(char c) => c is >= '\u3400' and <= '\u9fff' or >= '\u3040' and <= '\u30ff' or >= '\uac00' and <= '\ud7a3';
}
