using FormsHub.Core.Expressions;
using FormsHub.Core.Fields;

namespace FormsHub.Formulas.Nodes;

/// <summary>a &lt; b and its kin, on two values of one kind; Empty if one side is Empty.</summary>
internal sealed record Order(Node Left, Node Right, Func<int, bool> Wanted) : Node(Left.Offset)
{
    internal const Kinds Ordered = Kinds.Number | Kinds.Text | Kinds.Time;

    public override IEnumerable<Node> Children => [Left, Right];

    public override Value Evaluate(Run run)
    {
        var left = Calculate(Left, run);
        var right = Calculate(Right, run);
        if (left is Value.Nothing || right is Value.Nothing) return Value.Empty;
        return Compare(left, right) is { } order ? Run.Logical(Wanted(order))
            : Ordered.HasFlag(KindWords.Of(left)) ? run.WrongKind(Right.Offset, KindWords.Of(left), right)
            : run.WrongKind(Left.Offset, Ordered, left);
    }

    /// <summary>Negative, zero or positive; null: the two have no order.</summary>
    public static int? Compare(Value left, Value right) => (left, right) switch
    {
        (Value.Number a, Value.Number b) => a.Amount.CompareTo(b.Amount),
        (Value.Text a, Value.Text b) => CodePoints.Compare(a.Content, b.Content),
        (Value.Date a, Value.Date b) => a.Day.CompareTo(b.Day),
        (Value.Moment a, Value.Moment b) => a.At.CompareTo(b.At),
        _ => null,
    };

    public override Shape Check(Checking checking)
    {
        var left = Left.Check(checking);
        var right = Right.Check(checking);
        checking.Demand(Left, left, Ordered);
        checking.Demand(Right, right, Ordered.HasFlag(left.Kinds) && left.Kinds is not Kinds.None ? left.Kinds : Ordered);
        return new Shape(Kinds.Logical);
    }
}
