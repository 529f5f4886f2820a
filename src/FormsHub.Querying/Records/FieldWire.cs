using System.Text.Json;
using FormsHub.Core.Fields;
using FormsHub.Core.Forms;

namespace FormsHub.Querying.Records;

/// <summary>How one field is written into an answer.</summary>
/// <param name="Kind">The field whose kind of value it has: itself, or what a lookup shows.</param>
/// <param name="Column">The column that holds the titles it links to, or its computed value; -1: none.</param>
internal sealed record FieldWire(Field Field, Field Kind, JsonEncodedText Key, FieldWay Way, int Column)
{
    /// <summary>The place inside the column's JSON array, where a reference shares its column with lookups; -1: the column is its own.</summary>
    public int Part { get; init; } = -1;

    /// <summary>Whether formulas that are computed at the read ask for it.</summary>
    public bool IsAsked { get; init; }

    public static FieldWay WayOf(Field field) => field.Type.Links switch
    {
        LinkKind.Record or LinkKind.User or LinkKind.Department when !field.Type.IsMany(field) => FieldWay.Link,
        LinkKind.None when field.Type.SqlTypeOf(field) is SqlType.Text or SqlType.Numeric or SqlType.Boolean or SqlType.TextArray => FieldWay.Raw,
        _ => FieldWay.Typed,
    };
}

/// <summary>The ways from a stored value to the one that clients see.</summary>
internal enum FieldWay
{
    /// <summary>The same.</summary>
    Raw,

    /// <summary>One id, which gets its title.</summary>
    Link,

    /// <summary>As the field type says.</summary>
    Typed,
}
