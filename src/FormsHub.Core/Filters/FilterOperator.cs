using System.Text.Json;
using FormsHub.Core.Fields;
using FormsHub.Core.Filters.Operators;

namespace FormsHub.Core.Filters;

/// <summary>One way to compare a value with operands.</summary>
public abstract class FilterOperator
{
    /// <summary>All operators, in the order in which messages list them.</summary>
    public static readonly IReadOnlyList<FilterOperator> All =
    [
        new Eq(), new Ne(), new In(), new NotIn(), new Lt(), new Lte(), new Gt(), new Gte(), new Between(),
        new Contains(), new StartsWith(), new EndsWith(), new IsEmpty(),
    ];

    /// <summary>The name in filters: "notIn".</summary>
    public abstract string Name { get; }

    /// <summary>What a field must allow for it; one of the flags is enough.</summary>
    public abstract FilterOperators Needs { get; }

    /// <summary>Whether it asks no more than whether a value is there and equals another.</summary>
    public bool IsOnEquality => (Needs & ~FilterOperators.Equality) is FilterOperators.None;

    public virtual OperandShape Shape => OperandShape.One;

    /// <summary>
    /// Whether it holds for a value that is there and its operands, all in stored form. Relative operands may have stood for no
    /// value or for several.
    /// </summary>
    public abstract bool Holds(Subject subject, JsonElement value, IReadOnlyList<JsonElement> operands);

    /// <summary>Whether it holds for an empty value.</summary>
    public virtual bool HoldsForEmpty(IReadOnlyList<JsonElement> operands) => false;

    public static FilterOperator? Find(string name) => All.FirstOrDefault(each => each.Name == name);

    protected static bool Same(Subject subject, JsonElement value, JsonElement operand) =>
        subject.IsList ? Items(value).ToHashSet().SetEquals(Items(operand)) : subject.Compare(value, operand) is 0;

    protected static IEnumerable<string> Items(JsonElement list) => list.EnumerateArray().Select(item => item.GetString()!);

    protected static bool Ordered(Subject subject, JsonElement value, IReadOnlyList<JsonElement> operands, Func<int, bool> test) =>
        operands.Count > 0 && test(subject.Compare(value, operands[0]));

    /// <summary>Texts are searched without regard to case.</summary>
    protected static bool Textual(JsonElement value, IReadOnlyList<JsonElement> operands, Func<string, string, bool> test) =>
        operands.Count > 0 && test(value.GetString()!.ToLowerInvariant(), operands[0].GetString()!.ToLowerInvariant());
}

/// <summary>How many operands an operator takes.</summary>
public enum OperandShape
{
    One,

    /// <summary>A list of any length.</summary>
    Many,

    /// <summary>A list of two, the bounds.</summary>
    Pair,

    /// <summary>true or false.</summary>
    Flag,

    /// <summary>One item, where the value is a list.</summary>
    Item,
}
