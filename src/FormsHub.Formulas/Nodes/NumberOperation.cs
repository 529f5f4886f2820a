using FormsHub.Core.Expressions;
using FormsHub.Formulas.Numbers;

namespace FormsHub.Formulas.Nodes;

/// <summary>An operation on two numbers; Empty if one of them is Empty.</summary>
internal abstract record NumberOperation(Node Left, Node Right) : Node(Left.Offset)
{
    public sealed override IEnumerable<Node> Children => [Left, Right];

    public sealed override Value Evaluate(Run run)
    {
        var left = Calculate(Left, run);
        var right = Calculate(Right, run);
        if (left is not (Value.Number or Value.Nothing)) return run.WrongKind(Left.Offset, Kinds.Number, left);
        if (right is not (Value.Number or Value.Nothing)) return run.WrongKind(Right.Offset, Kinds.Number, right);
        return left is Value.Number a && right is Value.Number b ? Operate(run, a.Amount, b.Amount) : Value.Empty;
    }

    protected abstract Value Operate(Run run, decimal left, decimal right);

    public sealed override Shape Check(Checking checking) => checking.Operands(Kinds.Number, Kinds.Number, Left, Right);
}

internal sealed record Times(Node Left, Node Right) : NumberOperation(Left, Right)
{
    protected override Value Operate(Run run, decimal left, decimal right) => run.Number(Right.Offset, Exact.Multiply(left, right));
}

internal sealed record Quotient(Node Left, Node Right) : NumberOperation(Left, Right)
{
    protected override Value Operate(Run run, decimal left, decimal right) =>
        right is 0 ? run.DivisionByZero(Right.Offset) : run.Number(Right.Offset, Exact.Divide(left, right));
}

internal sealed record Remainder(Node Left, Node Right) : NumberOperation(Left, Right)
{
    protected override Value Operate(Run run, decimal left, decimal right) =>
        right is 0 ? run.DivisionByZero(Right.Offset) : run.Number(Right.Offset, Exact.Remainder(left, right));
}
