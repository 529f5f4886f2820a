using FormsHub.Core.Expressions;
using FormsHub.Formulas.Nodes;

namespace FormsHub.Formulas.Functions;

/// <summary>Items of lists. Empty items are left out.</summary>
internal static class Lists
{
    private const string Family = "lists";
    private static readonly Parameter Items = new("value", Kinds.Any & ~Kinds.List, Presence.Repeated, Spreads: true);

    public static readonly IReadOnlyList<Function> All =
    [
        new("IN", Family, [new("value", Kinds.Any & ~Kinds.List, Emptiness: Emptiness.Taken), Items with { Name = "item" }], Kinds.Logical,
            "Whether a value is one of the items.", "值是否为其中一项。", "IN(city, '上海', '北京')")
        {
            Compute = arguments => Arguments.Result(arguments.Has(0)
                && arguments.Spread.Any(item => Equality.Same(arguments.Run, arguments.Call.Offset, item, arguments.At(0)))),
        },
        new("UNIQUE", Family, [Items], Kinds.List,
            "The items without repetition, in their order.", "去掉重复项，保持原有顺序。", "COUNTA(UNIQUE(calls.person))")
        {
            Compute = arguments => new Value.List([.. arguments.Spread.Distinct(SameValue.Comparer)]),
            ReturnsLike = (_, _) => true,
        },
        new("FIRST", Family, [Items], Kinds.Any,
            "The first item; empty if there is none.", "第一项；没有时为空。", "FIRST(calls.day)")
        {
            Compute = arguments => arguments.Spread is [var first, ..] ? first : Value.Empty,
            ReturnsLike = (_, _) => true,
        },
        new("LAST", Family, [Items], Kinds.Any,
            "The last item; empty if there is none.", "最后一项；没有时为空。", "LAST(calls.day)")
        {
            Compute = arguments => arguments.Spread is [.., var last] ? last : Value.Empty,
            ReturnsLike = (_, _) => true,
        },
    ];

    /// <summary>Equality of values that are no lists, as == has it but for a record and its id.</summary>
    private sealed class SameValue : IEqualityComparer<Value>
    {
        public static readonly SameValue Comparer = new();

        public bool Equals(Value? left, Value? right) => object.Equals(left, right);

        public int GetHashCode(Value value) => value.GetHashCode();
    }
}
