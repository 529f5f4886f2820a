using FormsHub.Core.Expressions;
using FormsHub.Formulas.Nodes;

namespace FormsHub.Formulas.Functions;

/// <summary>Decisions. They compute only the arguments that count; in a condition Empty is false.</summary>
internal static class Logic
{
    private const string Family = "logic";
    private static readonly Parameter Condition = new("condition", Kinds.Logical, Emptiness: Emptiness.Taken);
    private static readonly Parameter Conditions = Condition with { Presence = Presence.Repeated, Spreads = true };
    private static readonly Parameter Anything = new("value", Kinds.Any, Emptiness: Emptiness.Taken);

    public static readonly IReadOnlyList<Function> All =
    [
        new("IF", Family, [Condition, Anything with { Name = "then" }, Anything with { Name = "otherwise", Presence = Presence.Optional }], Kinds.Any,
            "The second value if the condition holds, else the third (or empty).", "条件成立时取第二个值，否则取第三个值（或空）。",
            "IF(amount > 100, 'big', 'small')")
        {
            Choose = (run, call) => Holds(run, call.Arguments[0]) ? Value(run, call, 1) : Value(run, call, 2),
            ReturnsLike = (i, _) => i > 0,
        },
        new("IFS", Family, [Condition with { Presence = Presence.Repeated }, Anything with { Presence = Presence.Repeated }], Kinds.Any,
            "The value after the first condition that holds; empty if none does.", "取第一个成立的条件后面的值；都不成立时为空。",
            "IFS(score >= 90, 'A', score >= 60, 'B', true, 'C')")
        {
            Choose = (run, call) =>
            {
                for (var i = 0; i + 1 < call.Arguments.Count; i += 2)
                {
                    if (Holds(run, call.Arguments[i])) return Value(run, call, i + 1);
                }
                return Core.Expressions.Value.Empty;
            },
            ReturnsLike = (i, _) => i % 2 is 1,
        },
        new("SWITCH", Family,
            [Anything, Anything with { Name = "case", Presence = Presence.Repeated }, Anything with { Name = "result", Presence = Presence.Repeated }],
            Kinds.Any,
            "The result after the first case that equals the value; a last argument alone is the result otherwise.",
            "取与值相等的第一个情况后面的结果；最后单独的参数是其他情况的结果。", "SWITCH(level, 'VIP', 0.8, 'A', 0.9, 1)")
        {
            RestAllowed = true,
            Choose = (run, call) =>
            {
                var value = Node.Calculate(call.Arguments[0], run);
                var i = 1;
                for (; i + 1 < call.Arguments.Count; i += 2)
                {
                    var key = Node.Calculate(call.Arguments[i], run);
                    if (Equality.Same(run, call.Arguments[i].Offset, value, key)) return Value(run, call, i + 1);
                }
                return Value(run, call, i);
            },
            ReturnsLike = (i, count) => i > 0 && (i % 2 is 0 || (i == count - 1 && i > 1)),
        },
        new("AND", Family, [Conditions], Kinds.Logical,
            "Whether all conditions hold.", "是否所有条件都成立。", "AND(age >= 18, agreed)")
        {
            Choose = (run, call) => Run.Logical(Every(run, call.Arguments, wanted: true)),
        },
        new("OR", Family, [Conditions], Kinds.Logical,
            "Whether at least one condition holds.", "是否至少有一个条件成立。", "OR(level == 'VIP', amount > 10000)")
        {
            Choose = (run, call) => Run.Logical(!Every(run, call.Arguments, wanted: false)),
        },
        new("NOT", Family, [Condition], Kinds.Logical,
            "Whether the condition does not hold.", "条件是否不成立。", "NOT(agreed)")
        {
            Choose = (run, call) => Run.Logical(!Holds(run, call.Arguments[0])),
        },
        new("ISEMPTY", Family, [Anything], Kinds.Logical,
            "Whether there is no value: nothing, an empty text, or a list of nothing but such.", "是否没有值：空、空文本，或只含空值的列表。", "ISEMPTY(phone)")
        {
            Compute = arguments => Arguments.Result(IsEmpty(arguments.At(0))),
        },
        new("COALESCE", Family, [Anything with { Presence = Presence.Repeated }], Kinds.Any,
            "The first value that is not empty.", "取第一个非空的值。", "COALESCE(mobile, office, 'none')")
        {
            Choose = (run, call) =>
            {
                foreach (var argument in call.Arguments)
                {
                    var value = Node.Calculate(argument, run);
                    if (!IsEmpty(value)) return value;
                }
                return Core.Expressions.Value.Empty;
            },
            ReturnsLike = (_, _) => true,
        },
        new("ME", Family, [], Kinds.Text,
            "The id of the person who looks at or changes the record.", "当前用户的 id。", "owner == ME()")
        {
            Compute = arguments => arguments.Run.Context.Me is { } me ? new Value.Text(me.Id.ToString()) : Core.Expressions.Value.Empty,
            IsVolatile = _ => true,
        },
    ];

    public static bool IsEmpty(Value value) =>
        Equality.IsVoid(value) || (value is Value.List list && list.Items.All(IsEmpty));

    private static Value Value(Run run, FunctionCall call, int index) =>
        index < call.Arguments.Count ? Node.Calculate(call.Arguments[index], run) : Core.Expressions.Value.Empty;

    private static bool Holds(Run run, Node node) => IsYes(run, node, Node.Calculate(node, run));

    private static bool IsYes(Run run, Node node, Value value)
    {
        if (value is Value.Logical logical) return logical.Holds;
        if (value is not Core.Expressions.Value.Nothing) run.WrongKind(node.Offset, Kinds.Logical, value);
        return false;
    }

    /// <summary>Whether all conditions, lists of them too, are as wanted; asks no further than needed.</summary>
    private static bool Every(Run run, IReadOnlyList<Node> conditions, bool wanted)
    {
        foreach (var condition in conditions)
        {
            if (!AllOf(Node.Calculate(condition, run), condition)) return false;
        }
        return true;

        bool AllOf(Value value, Node condition)
        {
            if (value is not Core.Expressions.Value.List list) return IsYes(run, condition, value) == wanted;
            run.Spend(condition.Offset, list.Items.Count);
            return run.Problem is not null || list.Items.All(item => AllOf(item, condition));
        }
    }
}
