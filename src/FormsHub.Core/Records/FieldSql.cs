using FormsHub.Core.Fields;
using FormsHub.Core.Forms;

namespace FormsHub.Core.Records;

/// <summary>
/// How SQL sees a stored field. Queries and indexes take the expression from here, because PostgreSQL uses an expression index
/// only for exactly the expression that it was made of.
/// </summary>
public static class FieldSql
{
    /// <summary>
    /// The value of a field as an SQL expression, null where it is empty or, after a change of type, not of the field's kind:
    /// no stored value can make it fail.
    /// </summary>
    /// <param name="data">The jsonb that holds the field: the column, with its alias if need be, or a sub-table's row.</param>
    public static string Expression(Field field, string data = "data") =>
        field.IsEncrypted ? Part(field, Encryption.SealedCell.Hash, data) : Expression(Id(field), field.Type.SqlTypeOf(field), data);

    /// <summary>The hash of the last characters of an encrypted value.</summary>
    public static string Tail(Field field, string data = "data") => Part(field, Encryption.SealedCell.Tail, data);

    private static string Part(Field field, string name, string data) => $"(({data}->'{Id(field)}'->>'{name}') collate \"C\")";

    /// <summary>
    /// The name of a field's index. Indexes over sealed values have names of their own, so that those over clear ones go when a field is
    /// encrypted.
    /// </summary>
    public static string IndexName(int form, Field field, string kind) => RecordTable.Index(form, field.IsEncrypted ? Id(field) + "s" : Id(field), kind);

    /// <inheritdoc cref="Expression(Field, string)"/>
    public static string Expression(string fieldId, SqlType type, string data = "data") => type switch
    {
        SqlType.Text or SqlType.Boolean => $"(({data}->>'{fieldId}') collate \"C\")",
        SqlType.Numeric => $"(case when jsonb_typeof({data}->'{fieldId}') = 'number' then ({data}->>'{fieldId}')::numeric end)",
        SqlType.TextArray or SqlType.Json or SqlType.None => $"({data}->'{fieldId}')",
    };

    /// <summary>The indexes that all fields of a form ask for.</summary>
    public static IEnumerable<FieldIndex> Indexes(Form form) => form.Fields.SelectMany(field => Indexes(form, field));

    /// <summary>
    /// The indexes that a top-level field asks for: unique fields and indexed ones can be looked up and sorted by, references found
    /// from their target. Only what must be unique is left out for deleted records: PostgreSQL plans with the statistics of an
    /// expression only if its index is whole.
    /// </summary>
    public static IEnumerable<FieldIndex> Indexes(Form form, Field field)
    {
        if (field.Type.Role is FieldRole.Computed or FieldRole.Layout) yield break;

        var type = field.Type.SqlTypeOf(field);
        var many = type is SqlType.TextArray;
        var asked = many || type is SqlType.Text or SqlType.Numeric or SqlType.Boolean;
        var unique = IsUnique(field);
        if (field.IsEncrypted) yield return New("tail", unique: false, $"({Tail(field)}, id)");
        if (unique) yield return New("unique", unique: true, $"({Expression(field)}) where deleted_at is null");
        if (field.Type.Links is LinkKind.Record)
        {
            yield return New("links", unique: false, many
                ? $"using gin ({Expression(field)}) with (fastupdate = off)"
                : $"({Expression(field)}, id)");
        }
        else if (field.Definition.Indexed && asked && !unique)
        {
            yield return New("eq", unique: false, many
                ? $"using gin ({Expression(field)}) with (fastupdate = off)"
                : $"({Expression(field)}, id)");
        }

        FieldIndex New(string kind, bool unique, string definition) =>
            new(IndexName(form.Number, field, kind), field.Id, kind, unique, $"{RecordTable.Records(form.Number)} {definition}");
    }

    /// <summary>Whether no two live records may have the same value of a top-level field.</summary>
    public static bool IsUnique(Field field) =>
        field.Definition.Unique && field.Type.CanBeUnique && field.Type.Role is not (FieldRole.Computed or FieldRole.Layout) && field.Type.SqlTypeOf(field) is not SqlType.TextArray;

    /// <summary>Whether an index gives the records in the order of the field and of the id, or nearly so.</summary>
    public static bool IsOrdered(Form form, Field field) => Indexes(form, field).Any(index => index.IsOrdered);

    /// <summary>The field's id ("f1", or the name of a part), once it is certain that it can stand in SQL.</summary>
    private static string Id(Field field) =>
        field.Id.Length > 0 && field.Id.All(char.IsAsciiLetterOrDigit)
            ? field.Id
            : throw new ArgumentException($"\"{field.Id}\" is no field id.", nameof(field));
}

/// <summary>An index on a field of a form's records.</summary>
/// <param name="Kind">"unique", "eq", "links" or "tail".</param>
/// <param name="On">What follows <c>on</c>: table, columns and condition.</param>
public sealed record FieldIndex(string Name, string Field, string Kind, bool IsUnique, string On)
{
    /// <summary>Whether it is sorted by the value.</summary>
    public bool IsOrdered => !On.Contains(" using gin ", StringComparison.Ordinal);

    /// <summary>The statement that makes it; concurrently: without blocking writes, outside a transaction.</summary>
    public string Statement(bool concurrently) =>
        $"create {(IsUnique ? "unique " : "")}index {(concurrently ? "concurrently " : "")}if not exists {Name} on {On}";
}
