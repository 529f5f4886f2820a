using FormsHub.Core.Expressions;
using FormsHub.Formulas.Nodes;
using FormsHub.Formulas.Numbers;

namespace FormsHub.Formulas.Functions;

/// <summary>One value out of many. Empty values are left out.</summary>
internal static class Totals
{
    private const string Family = "totals";
    private static readonly Parameter Numbers = new("number", Kinds.Number, Presence.Repeated, Spreads: true);
    private static readonly Parameter Anything = new("value", Kinds.Any & ~Kinds.List, Presence.Repeated, Spreads: true);
    private static readonly Parameter Ordered = Anything with { Kinds = Order.Ordered };
    private static readonly Parameter List = new("list", Kinds.List, Emptiness: Emptiness.Taken);
    private static readonly Parameter Sought = new("criterion", Kinds.Plain, Emptiness: Emptiness.Taken);

    public static readonly IReadOnlyList<Function> All =
    [
        new("SUM", Family, [Numbers], Kinds.Number,
            "The sum of all numbers; 0 if there is none.", "所有数字之和；没有数字时为 0。", "SUM(calls.minutes)")
        {
            Compute = arguments => Sum(arguments),
        },
        new("COUNT", Family, [Anything], Kinds.Number,
            "How many values are not empty; of a sub-table, its rows.", "非空值的个数；对子表为行数。", "COUNT(calls)")
        {
            Compute = Count,
        },
        new("COUNTA", Family, [Anything], Kinds.Number,
            "The same as COUNT.", "与 COUNT 相同。", "COUNTA(calls.minutes)")
        {
            Compute = Count,
        },
        new("AVG", Family, [Numbers], Kinds.Number,
            "The average of all numbers; empty if there is none.", "所有数字的平均值；没有数字时为空。", "AVG(calls.minutes)")
        {
            Compute = arguments => arguments.Spread.Count is 0 ? Value.Empty
                : Sum(arguments) is Value.Number sum ? arguments.Result(Exact.Divide(sum.Amount, arguments.Spread.Count))
                : Value.Empty,
        },
        new("MIN", Family, [Ordered], Kinds.Any,
            "The smallest number, earliest date or first text; empty if there is none.", "最小的数字、最早的日期或排在最前的文本；没有时为空。", "MIN(calls.day)")
        {
            Compute = arguments => Extreme(arguments, sign: -1),
            ReturnsLike = (_, _) => true,
        },
        new("MAX", Family, [Ordered], Kinds.Any,
            "The largest number, latest date or last text; empty if there is none.", "最大的数字、最晚的日期或排在最后的文本；没有时为空。", "MAX(0, amount - 100)")
        {
            Compute = arguments => Extreme(arguments, sign: 1),
            ReturnsLike = (_, _) => true,
        },
        new("COUNTIF", Family, [List, Sought], Kinds.Number,
            "How many items of a list meet the criterion: a value, or a text such as '>=5' or '<>VIP'.",
            "列表中符合条件的项数；条件是一个值，或如 '>=5'、'<>VIP' 的文本。", "COUNTIF(calls.minutes, '>5')")
        {
            Compute = arguments => Criterion.Of(arguments, 1) is { } criterion
                ? new Value.Number(arguments.List(0).Count(item => criterion.IsMetBy(arguments, item)))
                : Value.Empty,
        },
        new("SUMIF", Family, [List, Sought, List with { Name = "numbers", Presence = Presence.Optional }], Kinds.Number,
            "The sum of the numbers beside those items that meet the criterion, or of these items themselves.",
            "与符合条件的项对应的数字之和；未给第三个参数时为这些项自身之和。", "SUMIF(calls.kind, 'phone', calls.minutes)")
        {
            Compute = SumIf,
        },
    ];

    private static Value.Number Count(Arguments arguments) => new(arguments.Spread.Count(value => !Logic.IsEmpty(value)));

    private static Value Sum(Arguments arguments)
    {
        decimal sum = 0;
        foreach (var value in arguments.Spread)
        {
            if (Exact.Add(sum, ((Value.Number)value).Amount) is not { } next) return arguments.Result((decimal?)null);
            sum = next;
        }
        return arguments.Result(sum);
    }

    private static Value Extreme(Arguments arguments, int sign)
    {
        var best = Value.Empty;
        foreach (var value in arguments.Spread)
        {
            if (best is Value.Nothing)
            {
                best = value;
            }
            else if (Order.Compare(value, best) is not { } order)
            {
                return arguments.Run.WrongKind(arguments.Call.Offset, KindWords.Of(best), value);
            }
            else if (Math.Sign(order) == sign)
            {
                best = value;
            }
        }
        return best;
    }

    private static Value SumIf(Arguments arguments)
    {
        if (Criterion.Of(arguments, 1) is not { } criterion) return Value.Empty;
        var items = arguments.List(0);
        var numbers = arguments.Has(2) ? arguments.List(2) : items;
        decimal sum = 0;
        for (var i = 0; i < items.Count && i < numbers.Count; i++)
        {
            if (!criterion.IsMetBy(arguments, items[i]) || numbers[i] is Value.Nothing) continue;
            if (numbers[i] is not Value.Number number)
                return arguments.Run.WrongKind(arguments.Offset(arguments.Has(2) ? 2 : 0), Kinds.Number, numbers[i]);
            if (Exact.Add(sum, number.Amount) is not { } next) return arguments.Result((decimal?)null);
            sum = next;
        }
        return arguments.Result(sum);
    }
}
