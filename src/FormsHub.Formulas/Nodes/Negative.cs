using FormsHub.Core.Expressions;

namespace FormsHub.Formulas.Nodes;

internal sealed record Negative(int Offset, Node Operand) : Node(Offset)
{
    public override IEnumerable<Node> Children => [Operand];

    public override Value Evaluate(Run run) => Calculate(Operand, run) switch
    {
        Value.Number number => new Value.Number(-number.Amount),
        Value.Nothing => Value.Empty,
        var other => run.WrongKind(Operand.Offset, Kinds.Number, other),
    };

    public override Shape Check(Checking checking) => checking.Operands(Kinds.Number, Kinds.Number, Operand);
}

internal sealed record Positive(int Offset, Node Operand) : Node(Offset)
{
    public override IEnumerable<Node> Children => [Operand];

    public override Value Evaluate(Run run) => Calculate(Operand, run) switch
    {
        Value.Number number => number,
        Value.Nothing => Value.Empty,
        var other => run.WrongKind(Operand.Offset, Kinds.Number, other),
    };

    public override Shape Check(Checking checking) => checking.Operands(Kinds.Number, Kinds.Number, Operand);
}
