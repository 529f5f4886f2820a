namespace FormsHub.Core.Fields;

/// <summary>Where a field's value comes from.</summary>
public enum FieldRole
{
    /// <summary>People and programs write it; it is stored.</summary>
    Input,

    /// <summary>The server gives it once when the record is created; it is stored (serial).</summary>
    Generated,

    /// <summary>Computed by its expression at each write; stored, or computed at each read if the expression is volatile (formula).</summary>
    Formula,

    /// <summary>Computed by SQL at each read; never stored (lookup, rollup).</summary>
    Computed,

    /// <summary>No value at all (section, tabs, divider, note).</summary>
    Layout,
}

/// <summary>How SQL compares a field's value.</summary>
public enum SqlType
{
    /// <summary><c>(data->>'f1') collate "C"</c>.</summary>
    Text,

    /// <summary><c>(data->>'f1')::numeric</c>.</summary>
    Numeric,

    /// <summary><c>(data->>'f1')::boolean</c>.</summary>
    Boolean,

    /// <summary><c>data->'f1'</c>: an array of texts, asked with jsonb operators.</summary>
    TextArray,

    /// <summary><c>data->'f1'</c>: asked only whether it is empty, or by the type's own parts.</summary>
    Json,

    /// <summary>Nothing to ask.</summary>
    None,
}

/// <summary>What the ids inside a field's value point at; the write path checks that they exist.</summary>
public enum LinkKind
{
    None,
    Record,
    User,
    Department,
    File,
}

/// <summary>The operators that a filter may use on a field.</summary>
[Flags]
public enum FilterOperators
{
    None = 0,
    IsEmpty = 1,
    Eq = 2,
    In = 4,
    Order = 8,
    Text = 16,
    Quantify = 32,

    /// <summary>contains, of a list: it holds the item.</summary>
    Has = 64,

    /// <summary>endsWith, of exactly four characters: all that an encrypted value is found by besides itself.</summary>
    Tail = 128,

    /// <summary>eq, ne, in, notIn, isEmpty.</summary>
    Equality = IsEmpty | Eq | In,

    /// <summary>Equality, and lt, lte, gt, gte, between.</summary>
    Comparable = Equality | Order,

    /// <summary>Comparable, and contains, startsWith, endsWith.</summary>
    Textual = Comparable | Text,

    /// <summary>Of a list: isEmpty; eq, ne (the same items); in, notIn (any of these items); contains (this item).</summary>
    Listed = Equality | Has,
}
