using FormsHub.Core.Expressions;
using FormsHub.Core.Results;
using FormsHub.Formulas.Limits;

namespace FormsHub.Formulas;

/// <summary>
/// One evaluation. The first failure is kept and everything after it computes with Empty, so no node has to ask; the whole is
/// bounded by its steps.
/// </summary>
internal sealed class Run(string source, EvaluationContext context)
{
    private long _steps;

    public EvaluationContext Context { get; } = context;
    public Problem? Problem { get; private set; }

    public Value Fail(int offset, string code, FormattableString english, FormattableString chinese)
    {
        Problem ??= FormulaProblems.At(source, offset, code, english, chinese);
        return Value.Empty;
    }

    public void Spend(int offset, long steps)
    {
        _steps += steps;
        if (_steps > StepBudget.Maximum)
        {
            Fail(offset, "too_many_steps",
                $"The expression needs more than {StepBudget.Maximum} steps.", $"表达式的计算超过 {StepBudget.Maximum} 步。");
        }
    }

    public Value Number(int offset, decimal? amount) => amount is { } number ? new Value.Number(number)
        : Fail(offset, "overflow", $"The number has more than 28 digits before the point.", $"数字的整数部分超过 28 位。");

    public Value DivisionByZero(int offset) => Fail(offset, "division_by_zero", $"Division by zero.", $"除数为零。");

    public Value WrongKind(int offset, Kinds expected, Value actual) => Fail(offset, "wrong_kind",
        $"{KindWords.English(expected)} is expected here, not {KindWords.English(KindWords.Of(actual))}.",
        $"此处应为{KindWords.Chinese(expected)}，而不是{KindWords.Chinese(KindWords.Of(actual))}。");

    public static Value Logical(bool holds) => holds ? Yes : No;

    private static readonly Value Yes = new Value.Logical(true);
    private static readonly Value No = new Value.Logical(false);
}
