using FormsHub.Core.Expressions;

namespace FormsHub.Formulas.Nodes;

/// <summary>test ? then : otherwise; only the one that counts is computed.</summary>
internal sealed record Conditional(Node Test, Node Then, Node Otherwise) : Node(Test.Offset)
{
    public override IEnumerable<Node> Children => [Test, Then, Otherwise];

    public override Value Evaluate(Run run) => Calculate(Holds(Test, run) ? Then : Otherwise, run);

    public override Shape Check(Checking checking)
    {
        checking.Operands(Kinds.Logical, Kinds.Logical, Test);
        return Then.Check(checking).Or(Otherwise.Check(checking));
    }
}
