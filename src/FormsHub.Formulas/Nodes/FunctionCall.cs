using FormsHub.Core.Expressions;
using FormsHub.Formulas.Functions;

namespace FormsHub.Formulas.Nodes;

internal sealed record FunctionCall(int Offset, Function Function, IReadOnlyList<Node> Arguments) : Node(Offset)
{
    public override IEnumerable<Node> Children => Arguments;

    public override Value Evaluate(Run run) => Function.Call(run, this);

    public override Shape Check(Checking checking) => Function.Check(checking, this);
}
