using System.Text;

namespace FormsHub.Formulas.TextForms;

/// <summary>Texts counted and cut by code points: a character beyond the basic plane is one.</summary>
internal static class CodePointText
{
    public static int Length(string text)
    {
        var length = text.Length;
        foreach (var c in text)
        {
            if (char.IsLowSurrogate(c)) length--;
        }
        return length;
    }

    /// <summary>So many code points from a position (from 0); as many as there are.</summary>
    public static string Slice(string text, int start, int count)
    {
        var from = IndexOf(text, 0, start);
        return text[from..IndexOf(text, from, count)];
    }

    /// <summary>The index of the character that stands so many code points after another.</summary>
    public static int IndexOf(string text, int from, int codePoints)
    {
        for (; codePoints > 0 && from < text.Length; codePoints--) from += char.IsSurrogatePair(text, from) ? 2 : 1;
        return from;
    }

    /// <summary>Upper case, character by character; only where lower case leads back, so that no character becomes two.</summary>
    public static string Upper(string text) => Ascii.IsValid(text) ? text.ToUpperInvariant()
        : Map(text, rune => Rune.ToUpperInvariant(rune) is var upper && Rune.ToLowerInvariant(upper) == rune ? upper : rune);

    /// <summary>Lower case, character by character; only where upper case leads back.</summary>
    public static string Lower(string text) => Ascii.IsValid(text) ? text.ToLowerInvariant()
        : Map(text, rune => Rune.ToLowerInvariant(rune) is var lower && Rune.ToUpperInvariant(lower) == rune ? lower : rune);

    private static string Map(string text, Func<Rune, Rune> map)
    {
        var mapped = new StringBuilder(text.Length);
        Span<char> units = stackalloc char[2];
        foreach (var rune in text.EnumerateRunes())
        {
            var length = (IsTitleCased(rune) ? rune : map(rune)).EncodeToUtf16(units);
            mapped.Append(units[..length]);
        }
        return mapped.ToString();
    }

    /// <summary>Greek letters with iota, whose capitals are title case in .NET and two characters in JavaScript: they stay as they are.</summary>
    private static bool IsTitleCased(Rune rune) => rune.Value is >= 0x1F80 and <= 0x1FFF;
}
