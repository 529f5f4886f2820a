using FormsHub.Core.Results;

namespace FormsHub.Formulas.Limits;

/// <summary>How many parts (names, numbers, texts, signs) an expression may have; it also bounds how deep a chain of operators is.</summary>
public static class PartCount
{
    public const int Maximum = 1_000;

    internal static Problem? Check(string source, int count, int offset) => count <= Maximum ? null
        : FormulaProblems.At(source, offset, "too_many_parts",
            $"An expression may have at most {Maximum} parts; use a second formula field for a piece of it.",
            $"表达式最多 {Maximum} 个组成部分，请把其中一段放到另一个公式字段。");
}
