using FormsHub.Core.Expressions;

namespace FormsHub.Formulas.Nodes;

/// <summary>[a, b, c]</summary>
internal sealed record ListOf(int Offset, IReadOnlyList<Node> Items) : Node(Offset)
{
    public override IEnumerable<Node> Children => Items;

    public override Value Evaluate(Run run) => new Value.List([.. Items.Select(item => Calculate(item, run))]);

    public override Shape Check(Checking checking) =>
        new(Kinds.List, Items.Aggregate(Kinds.None, (kinds, item) => kinds | item.Check(checking).Kinds));
}
