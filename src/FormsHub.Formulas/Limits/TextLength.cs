using FormsHub.Core.Expressions;

namespace FormsHub.Formulas.Limits;

/// <summary>How long a text may become, and how long a text may be that is looked for in another.</summary>
public static class TextLength
{
    public const int Maximum = 100_000;
    public const int SoughtMaximum = 1_000;

    /// <summary>Whether a text of that length may be made; its making is paid for in steps.</summary>
    internal static bool Allows(Run run, int offset, long length)
    {
        run.Spend(offset, length / 100);
        if (length <= Maximum) return true;
        run.Fail(offset, "text_too_long",
            $"A text may have at most {Maximum} characters.", $"文本最多 {Maximum} 个字符。");
        return false;
    }

    internal static bool AllowsSought(Run run, int offset, string sought)
    {
        if (sought.Length <= SoughtMaximum) return true;
        run.Fail(offset, "text_too_long",
            $"A text to look for may have at most {SoughtMaximum} characters.", $"要查找的文本最多 {SoughtMaximum} 个字符。");
        return false;
    }

    internal static Value Make(Run run, int offset, string text) => Allows(run, offset, text.Length) ? new Value.Text(text) : Value.Empty;
}
