using System.Text;
using System.Text.Json;
using FormsHub.Core.Results;

namespace FormsHub.Core.Fields;

/// <summary>A text under repair: each step that changes it is remembered, so that the answer can tell it.</summary>
internal sealed class Repairing(string text)
{
    private List<Repair>? _repairs;

    public string Text { get; private set; } = text;
    public IReadOnlyList<Repair>? Repairs => _repairs;

    public Parsed<string> Done => Text.Length is 0 ? Parsed<string>.Empty(_repairs) : Parsed<string>.Repaired(Text, _repairs);

    /// <summary>Puts a mended text in the place of the old one.</summary>
    public Repairing Step(string code, string mended, FormattableString english, FormattableString chinese, bool loses = false)
    {
        if (mended == Text) return this;
        (_repairs ??= []).Add(new Repair("", code, new Message(english, chinese), Element(Text), Element(mended), loses));
        Text = mended;
        return this;
    }

    /// <summary>Without blanks, and without invisible marks, at both ends.</summary>
    public Repairing Trimmed() =>
        Step("trimmed", Trim(Text), $"Blanks at the beginning or end were removed.", $"已去除首尾空白。");

    /// <summary>Full-width letters, digits and signs (１２３ＡＢ＠) as their ASCII ones.</summary>
    public Repairing HalfWidth() =>
        Step("half_width", Fold(Text), $"Full-width characters were made half-width.", $"已将全角字符转换为半角。");

    /// <summary>Line breaks and tabs as blanks, other control characters removed.</summary>
    public Repairing OneLine() => Step(
        "one_line",
        HoldsControl(Text) ? WithoutControls(Text.ReplaceLineEndings(" "), keepLines: false) : Text,
        $"Line breaks and control characters were replaced by blanks.",
        $"已将换行和控制字符替换为空格。",
        loses: true);

    /// <summary>Control characters removed, line breaks as <c>\n</c>.</summary>
    public Repairing Lines()
    {
        if (!HoldsControl(Text)) return this;
        Text = Text.ReplaceLineEndings("\n");
        return Step(
            "control_removed", WithoutControls(Text, keepLines: true), $"Control characters were removed.", $"已去除控制字符。");
    }

    public static string Fold(string text)
    {
        if (text.AsSpan().IndexOfAnyInRange('\u2000', '\uffff') < 0) return text;
        return string.Create(text.Length, text, static (target, source) =>
        {
            for (var i = 0; i < source.Length; i++)
            {
                target[i] = source[i] switch
                {
                    >= '\uff01' and <= '\uff5e' and var c => (char)(c - 0xfee0),
                    '\u3000' => ' ',
                    '\u3002' => '.',
                    var c => c,
                };
            }
        });
    }

    private static string Trim(string text)
    {
        int start = 0, end = text.Length;
        while (start < end && IsBlank(text[start])) start++;
        while (end > start && IsBlank(text[end - 1])) end--;
        return end - start == text.Length ? text : text[start..end];
    }

    private static bool IsBlank(char c) => char.IsWhiteSpace(c) || c is '\u200b' or '\u200e' or '\u200f' or '\u202a' or '\u202c' or '\u202d' or '\ufeff';

    private static bool HoldsControl(string text)
    {
        foreach (var c in text)
        {
            if (char.IsControl(c) || c is '\u2028' or '\u2029') return true;
        }
        return false;
    }

    private static string WithoutControls(string text, bool keepLines)
    {
        var builder = new StringBuilder(text.Length);
        foreach (var c in text)
        {
            if (keepLines && c is ('\n' or '\t')) builder.Append(c);
            else if (c is '\t') builder.Append(' ');
            else if (!char.IsControl(c)) builder.Append(c);
        }
        return builder.ToString();
    }

    private static JsonElement Element(string text) => JsonSerializer.SerializeToElement(text);
}
