using FormsHub.Core.Expressions;

namespace FormsHub.Formulas.Nodes;

/// <summary>a &amp;&amp; b: the right side is asked only if the left one holds.</summary>
internal sealed record BothHold(Node Left, Node Right) : Node(Left.Offset)
{
    public override IEnumerable<Node> Children => [Left, Right];

    public override Value Evaluate(Run run) => Run.Logical(Holds(Left, run) && Holds(Right, run));

    public override Shape Check(Checking checking) => checking.Operands(Kinds.Logical, Kinds.Logical, Left, Right);
}

/// <summary>a || b: the right side is asked only if the left one does not hold.</summary>
internal sealed record EitherHolds(Node Left, Node Right) : Node(Left.Offset)
{
    public override IEnumerable<Node> Children => [Left, Right];

    public override Value Evaluate(Run run) => Run.Logical(Holds(Left, run) || Holds(Right, run));

    public override Shape Check(Checking checking) => checking.Operands(Kinds.Logical, Kinds.Logical, Left, Right);
}
