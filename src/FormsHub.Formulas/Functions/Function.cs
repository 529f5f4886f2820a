using FormsHub.Core.Expressions;
using FormsHub.Core.Results;
using FormsHub.Formulas.Limits;
using FormsHub.Formulas.Nodes;

namespace FormsHub.Formulas.Functions;

/// <summary>A function of the library: its signature, its explanation in both languages, and what it does.</summary>
/// <param name="Returns">The kinds it gives.</param>
public sealed record Function(
    string Name, string Family, IReadOnlyList<Parameter> Parameters, Kinds Returns, string English, string Chinese, string Example)
{
    /// <summary>Computes from the arguments' values. Exactly one of this and <see cref="Choose"/> is set.</summary>
    internal Func<Arguments, Value>? Compute { get; init; }

    /// <summary>Computes from the arguments themselves, so that only those are computed that count.</summary>
    internal Func<Run, FunctionCall, Value>? Choose { get; init; }

    /// <summary>Whether a call with so many arguments depends on the clock or the caller.</summary>
    internal Func<int, bool> IsVolatile { get; init; } = _ => false;

    /// <summary>The arguments whose kinds the result has, by position and count; null: <see cref="Returns"/> says all.</summary>
    internal Func<int, int, bool>? ReturnsLike { get; init; }

    /// <summary>The first of the parameters that repeat; the number of parameters if none does.</summary>
    public int RepeatFrom => Parameters.TakeWhile(parameter => parameter.Presence is not Presence.Repeated).Count();

    /// <summary>Whether the repeated parameters must come complete (IFS), or the last may stand alone (SWITCH).</summary>
    public bool RestAllowed { get; init; }

    public string Signature
    {
        get
        {
            var names = Parameters.Select(parameter => parameter.Presence is Presence.Optional ? $"[{parameter.Name}]" : parameter.Name);
            return $"{Name}({string.Join(", ", names)}{(RepeatFrom < Parameters.Count ? ", …" : "")})";
        }
    }

    internal Parameter ParameterAt(int index) => index < Parameters.Count ? Parameters[index]
        : Parameters[RepeatFrom + ((index - RepeatFrom) % (Parameters.Count - RepeatFrom))];

    internal Problem? CheckCount(string source, int offset, int count)
    {
        var least = Parameters.Count(parameter => parameter.Presence is not Presence.Optional);
        var repeats = RepeatFrom < Parameters.Count;
        var fits = count >= least && (repeats
            ? RestAllowed || (count - RepeatFrom) % (Parameters.Count - RepeatFrom) is 0
            : count <= Parameters.Count);
        return fits ? null : FormulaProblems.At(source, offset, "wrong_argument_count",
            $"{Name} is written {Signature}; it has {count} arguments here.",
            $"{Name} 的写法是 {Signature}，这里给了 {count} 个参数。");
    }

    internal Value Call(Run run, FunctionCall call)
    {
        if (Choose is not null) return Choose(run, call);

        var values = new Value[call.Arguments.Count];
        List<Value>? spread = null;
        var carried = false;
        for (var i = 0; i < values.Length; i++)
        {
            var parameter = ParameterAt(i);
            var value = values[i] = Node.Calculate(call.Arguments[i], run);
            if (value is Value.Text { Content.Length: var length }) run.Spend(call.Arguments[i].Offset, length / 100);
            if (parameter.Spreads)
            {
                Spread(run, call.Arguments[i], parameter, value, spread ??= []);
            }
            else if (value is Value.Nothing)
            {
                carried |= parameter.Emptiness is Emptiness.Carried;
            }
            else if (!parameter.Kinds.HasFlag(KindWords.Of(value)))
            {
                WrongKind(run, call.Arguments[i], parameter, value);
            }
            if (run.Problem is not null) return Value.Empty;
        }
        return carried ? Value.Empty : Compute!(new Arguments(run, call, values, spread ?? []));
    }

    private void Spread(Run run, Node argument, Parameter parameter, Value value, List<Value> into)
    {
        run.Spend(argument.Offset, 1);
        if (run.Problem is not null || value is Value.Nothing) return;
        if (value is Value.List list)
        {
            foreach (var item in list.Items) Spread(run, argument, parameter, item, into);
        }
        else if (!parameter.Kinds.HasFlag(KindWords.Of(value)))
        {
            WrongKind(run, argument, parameter, value);
        }
        else if (ListLength.Allows(run, argument.Offset, into.Count + 1))
        {
            into.Add(value);
        }
    }

    private void WrongKind(Run run, Node argument, Parameter parameter, Value value) => run.Fail(argument.Offset, "wrong_kind",
        $"{Name}: {KindWords.English(parameter.Kinds)} is expected here, not {KindWords.English(KindWords.Of(value))}.",
        $"{Name}：此处应为{KindWords.Chinese(parameter.Kinds)}，而不是{KindWords.Chinese(KindWords.Of(value))}。");

    internal Shape Check(Checking checking, FunctionCall call)
    {
        var like = new Shape(Kinds.None, Kinds.None);
        for (var i = 0; i < call.Arguments.Count; i++)
        {
            var parameter = ParameterAt(i);
            var shape = call.Arguments[i].Check(checking);
            if (parameter.Spreads) checking.DemandSpread(call.Arguments[i], shape, parameter.Kinds);
            else checking.Demand(call.Arguments[i], shape, parameter.Kinds);
            if (ReturnsLike?.Invoke(i, call.Arguments.Count) is true) like = like.Or(parameter.Spreads ? new Shape(shape.Spread) : shape);
        }
        return ReturnsLike is null ? new Shape(Returns) : Returns is Kinds.List ? new Shape(Kinds.List, like.Kinds) : like;
    }
}

/// <summary>The values of a call's arguments, of the kinds that the parameters ask for.</summary>
internal sealed record Arguments(Run Run, FunctionCall Call, Value[] Values, List<Value> Spread)
{
    public int Count => Values.Length;

    /// <summary>Where the argument stands, or the call if it is not given.</summary>
    public int Offset(int index) => index < Call.Arguments.Count ? Call.Arguments[index].Offset : Call.Offset;

    public Value At(int index) => index < Values.Length ? Values[index] : Value.Empty;

    public bool Has(int index) => At(index) is not Value.Nothing;

    public decimal Number(int index, decimal otherwise = 0) => At(index) is Value.Number number ? number.Amount : otherwise;

    public string Text(int index, string otherwise = "") => At(index) is Value.Text text ? text.Content : otherwise;

    public IReadOnlyList<Value> List(int index) => At(index) is Value.List list ? list.Items : [];

    /// <summary>A whole number between two bounds; anything else fails the run and gives null.</summary>
    public int? Whole(int index, int least, int most, int otherwise = 0)
    {
        if (!Has(index)) return otherwise;
        var number = Number(index);
        if (number == decimal.Truncate(number) && number >= least && number <= most) return (int)number;
        Wrong(index, $"A whole number from {least} to {most} is expected here.", $"此处应为 {least} 到 {most} 的整数。");
        return null;
    }

    public Value Wrong(int index, FormattableString english, FormattableString chinese) =>
        Run.Fail(Offset(index), "wrong_argument", english, chinese);

    public Value Result(decimal? number) => Run.Number(Call.Offset, number);

    public Value Result(string text) => TextLength.Make(Run, Call.Offset, text);

    public static Value Result(bool holds) => Run.Logical(holds);
}
