using FormsHub.Core.Expressions;
using FormsHub.Formulas.Dates;
using FormsHub.Formulas.Limits;
using FormsHub.Formulas.Numbers;

namespace FormsHub.Formulas.Nodes;

/// <summary>a + b: adds numbers, moves a date by days, or joins texts. Empty beside a text is the empty text, else the sum is Empty.</summary>
internal sealed record Plus(Node Left, Node Right) : Node(Left.Offset)
{
    public override IEnumerable<Node> Children => [Left, Right];

    public override Value Evaluate(Run run)
    {
        var left = Calculate(Left, run);
        var right = Calculate(Right, run);
        if (left is Value.Text || right is Value.Text) return Join(run, left, right);
        switch (left, right)
        {
            case (Value.Number a, Value.Number b):
                return run.Number(Right.Offset, Exact.Add(a.Amount, b.Amount));
            case (Value.Date date, Value.Number days):
                return Calendar.AddDays(run, Right.Offset, date.Day, days.Amount);
            case (Value.Number days, Value.Date date):
                return Calendar.AddDays(run, Left.Offset, date.Day, days.Amount);
        }

        const Kinds Addends = Kinds.Number | Kinds.Text | Kinds.Date;
        if (left is not (Value.Number or Value.Date or Value.Nothing)) return run.WrongKind(Left.Offset, Addends, left);
        if (right is not (Value.Number or Value.Date or Value.Nothing)) return run.WrongKind(Right.Offset, Addends, right);
        return left is Value.Date && right is Value.Date ? run.WrongKind(Right.Offset, Kinds.Number, right) : Value.Empty;
    }

    private Value Join(Run run, Value left, Value right)
    {
        if (Rendition.Of(left, run.Context.Zone) is not { } first) return run.WrongKind(Left.Offset, Kinds.Plain, left);
        if (Rendition.Of(right, run.Context.Zone) is not { } second) return run.WrongKind(Right.Offset, Kinds.Plain, right);
        return TextLength.Allows(run, Right.Offset, (long)first.Length + second.Length) ? new Value.Text(first + second) : Value.Empty;
    }

    public override Shape Check(Checking checking)
    {
        var left = checking.Demand(Left, Left.Check(checking), Kinds.Plain);
        var right = checking.Demand(Right, Right.Check(checking), Kinds.Plain);
        if (left.Kinds is Kinds.Text || right.Kinds is Kinds.Text) return new Shape(Kinds.Text);

        const Kinds Addends = Kinds.Number | Kinds.Text | Kinds.Date;
        if (!right.Kinds.HasFlag(Kinds.Text)) checking.Demand(Left, left, Addends);
        if (!left.Kinds.HasFlag(Kinds.Text)) checking.Demand(Right, right, left.Kinds is Kinds.Date ? Kinds.Number : Addends);
        return new Shape((left.Kinds | right.Kinds) switch
        {
            Kinds.Number => Kinds.Number,
            Kinds.Number | Kinds.Date or Kinds.Date => Kinds.Date,
            _ => Addends,
        });
    }
}
