using FormsHub.Core.Expressions;

namespace FormsHub.Formulas;

/// <summary>The kinds of values, as a set: what a parameter takes, or what an expression may give.</summary>
[Flags]
public enum Kinds
{
    None = 0,
    Number = 1,
    Text = 2,
    Logical = 4,
    Date = 8,
    Moment = 16,
    Row = 32,
    List = 64,

    /// <summary>Date or moment.</summary>
    Time = Date | Moment,

    /// <summary>What can be written as text.</summary>
    Plain = Number | Text | Logical | Date | Moment,
    Any = Plain | Row | List,
}

/// <summary>What is known of a value before there is one: its kinds, and those of its items if it is a list.</summary>
internal sealed record Shape(Kinds Kinds, Kinds Items = Kinds.Any)
{
    public static readonly Shape Any = new(Kinds.Any);

    /// <summary>What spreads out of it when lists are flattened.</summary>
    public Kinds Spread => (Kinds & ~Kinds.List) | (Kinds.HasFlag(Kinds.List) ? Items & ~Kinds.List : Kinds.None);

    public Shape Or(Shape other) => new(Kinds | other.Kinds, (Kinds.HasFlag(Kinds.List), other.Kinds.HasFlag(Kinds.List)) switch
    {
        (true, false) => Items,
        (false, true) => other.Items,
        _ => Items | other.Items,
    });
}

/// <summary>Kinds as words.</summary>
internal static class KindWords
{
    private static readonly (Kinds Kind, string English, string Chinese)[] Words =
    [
        (Kinds.Number, "a number", "数字"),
        (Kinds.Text, "a text", "文本"),
        (Kinds.Logical, "a logical value", "逻辑值"),
        (Kinds.Date, "a date", "日期"),
        (Kinds.Moment, "a date with time", "日期时间"),
        (Kinds.Row, "a record", "记录"),
        (Kinds.List, "a list", "列表"),
    ];

    public static Kinds Of(Value value) => value switch
    {
        Value.Number => Kinds.Number,
        Value.Text => Kinds.Text,
        Value.Logical => Kinds.Logical,
        Value.Date => Kinds.Date,
        Value.Moment => Kinds.Moment,
        Value.Row => Kinds.Row,
        Value.List => Kinds.List,
        _ => Kinds.None,
    };

    public static string English(Kinds kinds) => string.Join(" or ", Words.Where(word => kinds.HasFlag(word.Kind)).Select(word => word.English));

    public static string Chinese(Kinds kinds) => string.Join("或", Words.Where(word => kinds.HasFlag(word.Kind)).Select(word => word.Chinese));
}
