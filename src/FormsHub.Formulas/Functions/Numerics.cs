using FormsHub.Core.Expressions;
using FormsHub.Formulas.Numbers;

namespace FormsHub.Formulas.Functions;

/// <summary>Rounding, remainders, powers.</summary>
internal static class Numerics
{
    private const string Family = "numbers";
    private const int MostDecimals = 28;
    private const int LargestExponent = 1_000;
    private static readonly Parameter Number = new("number", Kinds.Number);
    private static readonly Parameter Decimals = new("decimals", Kinds.Number, Presence.Optional, Emptiness.Taken);
    private static readonly Parameter Step = new("step", Kinds.Number, Presence.Optional, Emptiness.Taken);

    public static readonly IReadOnlyList<Function> All =
    [
        new("ROUND", Family, [Number, Decimals], Kinds.Number,
            "Rounds to so many decimals, half away from zero; negative decimals round to tens, hundreds, …",
            "四舍五入到指定小数位；负数表示舍入到十位、百位等。", "ROUND(price * 1.13, 2)")
        {
            Compute = arguments => Rounded(arguments, _ => MidpointRounding.AwayFromZero),
        },
        new("ROUNDUP", Family, [Number, Decimals], Kinds.Number,
            "Rounds away from zero to so many decimals.", "向远离零的方向舍入到指定小数位。", "ROUNDUP(2.01, 0)")
        {
            Compute = arguments => Rounded(
                arguments, number => number > 0 ? MidpointRounding.ToPositiveInfinity : MidpointRounding.ToNegativeInfinity),
        },
        new("ROUNDDOWN", Family, [Number, Decimals], Kinds.Number,
            "Cuts off after so many decimals.", "截断到指定小数位。", "ROUNDDOWN(2.99, 0)")
        {
            Compute = arguments => Rounded(arguments, _ => MidpointRounding.ToZero),
        },
        new("CEILING", Family, [Number, Step], Kinds.Number,
            "The smallest multiple of the step (1) that is not below the number.", "不小于该数的最小步长倍数（默认步长 1）。", "CEILING(minutes, 15)")
        {
            Compute = arguments => Multiple(arguments, up: true),
        },
        new("FLOOR", Family, [Number, Step], Kinds.Number,
            "The largest multiple of the step (1) that is not above the number.", "不大于该数的最大步长倍数（默认步长 1）。", "FLOOR(minutes, 15)")
        {
            Compute = arguments => Multiple(arguments, up: false),
        },
        new("INT", Family, [Number], Kinds.Number,
            "The largest whole number that is not above the number.", "不大于该数的最大整数。", "INT(-2.5)")
        {
            Compute = arguments => arguments.Result(Exact.Round(arguments.Number(0), 0, MidpointRounding.ToNegativeInfinity)),
        },
        new("ABS", Family, [Number], Kinds.Number,
            "The number without its sign.", "绝对值。", "ABS(paid - due)")
        {
            Compute = arguments => new Value.Number(Math.Abs(arguments.Number(0))),
        },
        new("MOD", Family, [Number, Number with { Name = "divisor" }], Kinds.Number,
            "The remainder, with the sign of the divisor.", "余数，符号与除数相同。", "MOD(-7, 3)")
        {
            Compute = arguments => arguments.Number(1) is 0 ? arguments.Run.DivisionByZero(arguments.Offset(1))
                : arguments.Result(Exact.Modulo(arguments.Number(0), arguments.Number(1))),
        },
        new("POWER", Family, [Number, Number with { Name = "exponent" }], Kinds.Number,
            "The number to a whole power from -1000 to 1000.", "整数次幂，指数范围 -1000 到 1000。", "POWER(1.05, years)")
        {
            Compute = Power,
        },
        new("SQRT", Family, [Number], Kinds.Number,
            "The square root, to 20 significant digits.", "平方根，保留 20 位有效数字。", "SQRT(area)")
        {
            Compute = arguments => arguments.Number(0) < 0
                ? arguments.Wrong(0, $"A negative number has no square root.", $"负数没有平方根。")
                : arguments.Result(Exact.SquareRoot(arguments.Number(0))),
        },
        new("VALUE", Family, [new("text", Kinds.Text | Kinds.Number)], Kinds.Number,
            "The number that a text says: '1,234.50'.", "把文本转换成数字，例如 '1,234.50'。", "VALUE(code)")
        {
            Compute = arguments => arguments.At(0) is Value.Number number ? number
                : arguments.Text(0).Length is 0 ? Value.Empty
                : NumberText.Read(arguments.Text(0)) is { } read ? new Value.Number(read)
                : arguments.Wrong(0, $"The text is not a number.", $"该文本不是数字。"),
        },
    ];

    private static Value Rounded(Arguments arguments, Func<decimal, MidpointRounding> rounding)
    {
        var number = arguments.Number(0);
        return arguments.Whole(1, -MostDecimals, MostDecimals) is { } decimals
            ? arguments.Result(Exact.Round(number, decimals, rounding(number)))
            : Value.Empty;
    }

    private static Value Multiple(Arguments arguments, bool up)
    {
        var (number, step) = (arguments.Number(0), arguments.Number(1, 1));
        if (step <= 0) return arguments.Wrong(1, $"The step must be more than 0.", $"步长必须大于 0。");
        if (Exact.Modulo(number, step) is not { } rest) return arguments.Result((decimal?)null);
        var floor = Exact.Subtract(number, rest);
        return arguments.Result(up && rest is not 0 && floor is { } below ? Exact.Add(below, step) : floor);
    }

    private static Value Power(Arguments arguments)
    {
        if (arguments.Whole(1, -LargestExponent, LargestExponent) is not { } exponent) return Value.Empty;
        var number = arguments.Number(0);
        if (number is 0 && exponent < 0) return arguments.Run.DivisionByZero(arguments.Offset(0));

        decimal? result = 1;
        decimal? square = number;
        for (var rest = Math.Abs(exponent); rest > 0; rest >>= 1)
        {
            if ((rest & 1) is 1) result = square is { } factor && result is { } product ? Exact.Multiply(product, factor) : null;
            if (rest > 1) square = square is { } root ? Exact.Multiply(root, root) : null;
        }
        if (exponent >= 0 || result is null) return arguments.Result(result);
        return result is 0 ? arguments.Result((decimal?)null) : arguments.Result(Exact.Divide(1, result.Value));
    }
}
