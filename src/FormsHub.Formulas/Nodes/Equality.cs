using FormsHub.Core.Expressions;

namespace FormsHub.Formulas.Nodes;

/// <summary>a == b and a != b. Kinds are never converted: values of different kinds differ.</summary>
internal sealed record Equality(Node Left, Node Right, bool Wanted) : Node(Left.Offset)
{
    public override IEnumerable<Node> Children => [Left, Right];

    public override Value Evaluate(Run run)
    {
        var left = Calculate(Left, run);
        var right = Calculate(Right, run);
        return Run.Logical(Same(run, Offset, left, right) == Wanted);
    }

    /// <summary>Empty is the empty text and the empty list; a record is its id.</summary>
    public static bool Same(Run run, int offset, Value left, Value right)
    {
        run.Spend(offset, 1);
        if (run.Problem is not null) return false;
        return (left, right) switch
        {
            (Value.Number a, Value.Number b) => a.Amount == b.Amount,
            (Value.Text a, Value.Text b) => a.Content == b.Content,
            (Value.Logical a, Value.Logical b) => a.Holds == b.Holds,
            (Value.Date a, Value.Date b) => a.Day == b.Day,
            (Value.Moment a, Value.Moment b) => a.At == b.At,
            (Value.Row a, Value.Row b) => a.Id == b.Id,
            (Value.Row a, Value.Text b) => a.Id == b.Content,
            (Value.Text a, Value.Row b) => a.Content == b.Id,
            (Value.List a, Value.List b) => a.Items.Count == b.Items.Count
                && Enumerable.Range(0, a.Items.Count).All(i => Same(run, offset, a.Items[i], b.Items[i])),
            _ => IsVoid(left) && IsVoid(right),
        };
    }

    /// <summary>Empty, the empty text, the empty list.</summary>
    public static bool IsVoid(Value value) =>
        value is Value.Nothing or Value.Text { Content.Length: 0 } or Value.List { Items.Count: 0 };

    public override Shape Check(Checking checking)
    {
        Left.Check(checking);
        Right.Check(checking);
        return new Shape(Kinds.Logical);
    }
}
