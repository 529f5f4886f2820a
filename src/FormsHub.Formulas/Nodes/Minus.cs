using FormsHub.Core.Expressions;
using FormsHub.Formulas.Dates;
using FormsHub.Formulas.Numbers;

namespace FormsHub.Formulas.Nodes;

/// <summary>a - b: of numbers, of a date and days, or of two dates, which gives days.</summary>
internal sealed record Minus(Node Left, Node Right) : Node(Left.Offset)
{
    public override IEnumerable<Node> Children => [Left, Right];

    public override Value Evaluate(Run run)
    {
        var left = Calculate(Left, run);
        var right = Calculate(Right, run);
        switch (left, right)
        {
            case (Value.Number a, Value.Number b):
                return run.Number(Right.Offset, Exact.Subtract(a.Amount, b.Amount));
            case (Value.Date date, Value.Number days):
                return Calendar.AddDays(run, Right.Offset, date.Day, -days.Amount);
            case (Value.Date to, Value.Date from):
                return new Value.Number(to.Day.DayNumber - from.Day.DayNumber);
        }
        if (left is not (Value.Number or Value.Date or Value.Nothing)) return run.WrongKind(Left.Offset, Kinds.Number | Kinds.Date, left);
        if (right is not (Value.Number or Value.Date or Value.Nothing)) return run.WrongKind(Right.Offset, Kinds.Number | Kinds.Date, right);
        return left is Value.Number && right is Value.Date ? run.WrongKind(Right.Offset, Kinds.Number, right) : Value.Empty;
    }

    public override Shape Check(Checking checking)
    {
        var left = checking.Demand(Left, Left.Check(checking), Kinds.Number | Kinds.Date);
        var right = checking.Demand(
            Right, Right.Check(checking), left.Kinds is Kinds.Number ? Kinds.Number : Kinds.Number | Kinds.Date);
        return new Shape((left.Kinds, right.Kinds) switch
        {
            (Kinds.Number, _) or (Kinds.Date, Kinds.Date) => Kinds.Number,
            (Kinds.Date, Kinds.Number) => Kinds.Date,
            _ => Kinds.Number | Kinds.Date,
        });
    }
}
