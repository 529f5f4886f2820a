using FormsHub.Core.Expressions;

namespace FormsHub.Formulas.Nodes;

/// <summary>!a; not Empty is true.</summary>
internal sealed record Not(int Offset, Node Operand) : Node(Offset)
{
    public override IEnumerable<Node> Children => [Operand];

    public override Value Evaluate(Run run) => Run.Logical(!Holds(Operand, run));

    public override Shape Check(Checking checking) => checking.Operands(Kinds.Logical, Kinds.Logical, Operand);
}
