using FormsHub.Core.Results;

namespace FormsHub.Formulas.Limits;

/// <summary>
/// How deep brackets, conditionals and signs may be nested. The parser recurses once per level, so the depth is known before it runs.
/// </summary>
public static class NestingDepth
{
    public const int Maximum = 50;

    internal static Problem? Check(string source, int depth, int offset) => depth <= Maximum ? null
        : FormulaProblems.At(source, offset, "too_deep",
            $"An expression may be nested at most {Maximum} levels deep; IFS and SWITCH say many cases flatly.",
            $"表达式最多嵌套 {Maximum} 层；多种情况可以用 IFS 或 SWITCH 平铺书写。");
}
