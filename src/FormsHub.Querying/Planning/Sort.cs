using System.Globalization;
using System.Text.Json;
using FormsHub.Core.Filters;
using FormsHub.Core.Forms;
using FormsHub.Core.Records;
using FormsHub.Core.Results;
using FormsHub.Querying.Sql;

namespace FormsHub.Querying.Planning;

/// <summary>
/// The order of a list: keys as asked for, empty values last whichever way, and the id as last key, so that the order is total.
/// The id goes the way of the last key, so that an index on (value, id) gives both orders.
/// </summary>
internal sealed class Sort
{
    public const int MaxKeys = 5;

    private Sort(IReadOnlyList<SortKey> keys, string alias) => (Keys, _id) = (keys, alias + ".id");

    private readonly string _id;

    public IReadOnlyList<SortKey> Keys { get; }

    /// <summary>The same list from its end: the positions are the same, and what stood before one stands after it.</summary>
    public Sort Reversed() => new([.. Keys.Select(key => key with { Descends = !key.Descends, IsReversed = !key.IsReversed })], _id[..^3]);

    /// <summary>Names the order, so that a cursor of another order is recognised.</summary>
    public string Signature => string.Join(',', Keys.Select(key => key.Name));

    public bool IdDescends => Keys[^1].Descends;

    /// <summary>Without keys, the latest change comes first, in the recycle bin the latest deletion.</summary>
    public static Sort Plan(IReadOnlyList<string> keys, bool deleted, Scope scope, string path, List<FieldError> errors)
    {
        if (keys.Count is 0) keys = deleted ? ["-deletedAt"] : ["-updatedAt"];
        if (keys.Count > MaxKeys)
            errors.Add(new FieldError(path, "too_many_keys", new Message($"A sort has at most {MaxKeys} keys.", $"排序字段最多 {MaxKeys} 个。")));
        var planned = new List<SortKey>();
        for (var i = 0; i < keys.Count && i < MaxKeys; i++)
        {
            var descends = keys[i].StartsWith('-');
            var name = descends ? keys[i][1..] : keys[i];
            if (KeyOf(name, descends, deleted, scope, string.Create(CultureInfo.InvariantCulture, $"{path}/{i}"), errors) is { } key) planned.Add(key);
        }
        return new Sort(planned, scope.Alias);
    }

    private static SortKey? KeyOf(string name, bool descends, bool deleted, Scope scope, string path, List<FieldError> errors)
    {
        if (Asked.Find(name, scope, path, errors) is not { } subject) return null;

        var shown = Shown.Of(subject, scope);
        var value = shown ?? Values.Of(subject, scope);
        if (value.Kind is ValueKind.TextArray or ValueKind.Json)
        {
            errors.Add(new FieldError(path, "not_sortable", new Message($"\"{name}\" has no order.", $"“{name}”不能排序。")));
            return null;
        }
        var full = shown is null && subject is Subject.OfSystem { System: var system }
            && (!system.MayBeEmpty || (deleted && system == SystemField.DeletedAt));
        var ordered = shown is null && subject is Subject.OfField { Field: var own } && FieldSql.IsOrdered(scope.Form, own) && scope.Sight.IsClear(own);
        return new SortKey((descends ? "-" : "") + name, value, descends, full, ordered) { Field = (subject as Subject.OfField)?.Field };
    }

    /// <summary>The same order among records that a filter lets through: an only key that the filter demands is never empty there.</summary>
    public Sort Among(Func<Field, bool> isDemanded) => IsInTwoParts && Keys[0].Field is { } field && isDemanded(field)
        ? new Sort([Keys[0] with { IsNeverEmpty = true }], _id[..^3])
        : this;

    /// <summary>
    /// Whether the list is best read in two parts, records with a value and then those without: one key, whose index begins where the
    /// page does in each part, but not in both at once.
    /// </summary>
    public bool IsInTwoParts => Keys is [{ IsOrdered: true, IsNeverEmpty: false }];

    /// <summary>The order within either part, which is the index's or its reverse: where empty values stand plays no part there.</summary>
    public SqlText OrderByInPart()
    {
        var way = SqlText.Known(IdDescends ? " desc" : "");
        return SqlText.Of($"{Keys[0].Value.Sql}{way}, {Id}{way}");
    }

    /// <summary>The condition of standing in a part after a position; null: nothing does.</summary>
    public SqlText? InPart(bool filled, Cursor? after)
    {
        var (value, sign) = (Keys[0].Value, SqlText.Known(IdDescends ? "<" : ">"));
        var part = SqlText.Of($"{value.Sql} is {SqlText.Known(filled ? "not null" : "null")}");
        if (after is null) return part;
        return (filled, after.Values[0]) switch
        {
            (true, { } at) => SqlText.Of($"({value.Sql}, {Id}) {sign} ({Operands.Sql(at, value.Kind)}, {after.Id})"),
            (true, null) => Keys[0].IsReversed ? part : null,
            (false, { }) => Keys[0].IsReversed ? null : part,
            (false, null) => SqlText.Of($"{part} and {Id} {sign} {after.Id}"),
        };
    }

    public SqlText OrderBy() => SqlText.Join(", ", Keys.Select(key => key.OrderBy())
        .Append(SqlText.Known(IdDescends ? _id + " desc" : _id)));

    /// <summary>The condition of standing after a position.</summary>
    public SqlText After(Cursor cursor)
    {
        var sign = SqlText.Known(IdDescends ? "<" : ">");
        if (Keys is [{ IsNeverEmpty: true } only])
            return SqlText.Of($"({only.Value.Sql}, {Id}) {sign} ({Operands.Sql(cursor.Values[0]!.Value, only.Value.Kind)}, {cursor.Id})");

        var alternatives = new List<SqlText>();
        for (var i = 0; i < Keys.Count; i++)
        {
            if (Keys[i].Beyond(cursor.Values[i]) is { } beyond) alternatives.Add(SqlText.Join(" and ", [.. SameUpTo(i, cursor), beyond]));
        }
        alternatives.Add(SqlText.Join(" and ", [.. SameUpTo(Keys.Count, cursor), SqlText.Of($"{Id} {sign} {cursor.Id}")]));
        SqlText any = $"({SqlText.Join(" or ", alternatives)})";
        return Keys[0].NotBefore(cursor.Values[0]) is { } bound ? SqlText.Of($"{bound} and {any}") : any;
    }

    private SqlText Id => SqlText.Known(_id);

    private IEnumerable<SqlText> SameUpTo(int count, Cursor cursor) =>
        Enumerable.Range(0, count).Select(i => Keys[i].Same(cursor.Values[i]));
}

/// <summary>One key of an order.</summary>
/// <param name="Name">As asked for, with its sign.</param>
/// <param name="IsNeverEmpty">Whether every record of the list has a value.</param>
/// <param name="IsOrdered">Whether an index gives this order.</param>
internal sealed record SortKey(string Name, ValueSql Value, bool Descends, bool IsNeverEmpty, bool IsOrdered)
{
    /// <summary>The field sorted by; null: something that every record has.</summary>
    public Field? Field { get; init; }

    /// <summary>Whether the list is read from its end, where empty values come first.</summary>
    public bool IsReversed { get; init; }

    public SqlText OrderBy()
    {
        var empty = IsNeverEmpty || Descends == IsReversed ? "" : IsReversed ? " nulls first" : " nulls last";
        return SqlText.Of($"{Value.Sql}{SqlText.Known((Descends ? " desc" : "") + empty)}");
    }

    /// <summary>The value as cursors carry it: numbers as texts.</summary>
    public SqlText Carried() => Value.Kind is ValueKind.Number ? SqlText.Of($"({Value.Sql})::text") : Value.Sql;

    public SqlText Same(JsonElement? at) => at is { } value
        ? SqlText.Of($"{Value.Sql} = {Operands.Sql(value, Value.Kind)}")
        : SqlText.Of($"{Value.Sql} is null");

    /// <summary>Standing strictly after the value in this key; null: nothing does.</summary>
    public SqlText? Beyond(JsonElement? at)
    {
        if (at is not { } value) return IsReversed && !IsNeverEmpty ? SqlText.Of($"{Value.Sql} is not null") : null;
        var operand = Operands.Sql(value, Value.Kind);
        var beyond = SqlText.Of($"{Value.Sql} {SqlText.Known(Descends ? "<" : ">")} {operand}");
        return IsNeverEmpty || IsReversed ? beyond : SqlText.Of($"({beyond} or {Value.Sql} is null)");
    }

    /// <summary>A bound that every later record meets and that an index can start from; null: there is none.</summary>
    public SqlText? NotBefore(JsonElement? at) =>
        at is not { } value || !IsNeverEmpty ? null
        : SqlText.Of($"{Value.Sql} {SqlText.Known(Descends ? "<=" : ">=")} {Operands.Sql(value, Value.Kind)}");
}
