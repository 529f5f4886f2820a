namespace FormsHub.Core.Expressions;

/// <summary>What an expression computes with. Dates have no zone; moments are UTC; numbers are exact decimals.</summary>
public abstract record Value
{
    private Value()
    {
    }

    public static readonly Value Empty = new Nothing();

    /// <summary>No value; most functions and operators carry it on, as a spreadsheet does.</summary>
    public sealed record Nothing : Value;

    public sealed record Number(decimal Amount) : Value;

    public sealed record Text(string Content) : Value;

    public sealed record Logical(bool Holds) : Value;

    public sealed record Date(DateOnly Day) : Value;

    public sealed record Moment(DateTimeOffset At) : Value;

    /// <summary>Several values: a multi-select, references, the rows of a sub-table, or one column of them.</summary>
    public sealed record List(IReadOnlyList<Value> Items) : Value
    {
        public bool Equals(List? other) => other is not null && Items.SequenceEqual(other.Items);

        public override int GetHashCode() => Items.Count;
    }

    /// <summary>A referenced record or a sub-table row: its fields by key. <see cref="Id"/> is its identity when compared.</summary>
    public sealed record Row(string Id, Func<string, Value> Field) : Value
    {
        public bool Equals(Row? other) => other is not null && Id == other.Id;

        public override int GetHashCode() => Id.GetHashCode(StringComparison.Ordinal);
    }
}
