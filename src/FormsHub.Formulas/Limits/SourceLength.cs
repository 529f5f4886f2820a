using FormsHub.Core.Results;

namespace FormsHub.Formulas.Limits;

/// <summary>How long the source of an expression may be: what the parser sees is short.</summary>
public static class SourceLength
{
    public const int Maximum = 4_000;

    internal static Problem? Check(string source) => source.Length <= Maximum ? null
        : FormulaProblems.At(source, Maximum, "too_long",
            $"An expression may have at most {Maximum} characters; this one has {source.Length}.",
            $"表达式最多 {Maximum} 个字符，当前有 {source.Length} 个。");
}
