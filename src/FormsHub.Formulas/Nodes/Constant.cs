using FormsHub.Core.Expressions;

namespace FormsHub.Formulas.Nodes;

internal sealed record Constant(int Offset, Value Value) : Node(Offset)
{
    public override IEnumerable<Node> Children => [];

    public override Value Evaluate(Run run) => Value;

    public override Shape Check(Checking checking) => new(KindWords.Of(Value));
}
