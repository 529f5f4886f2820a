using System.Text.Json;
using FormsHub.Core.Filters;
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

    private Sort(IReadOnlyList<SortKey> keys) => Keys = keys;

    public IReadOnlyList<SortKey> Keys { get; }

    /// <summary>Names the order, so that a cursor of another order is recognised.</summary>
    public string Signature => string.Join(',', Keys.Select(key => key.Name));

    public bool IdDescends => Keys[^1].Descends;

    /// <summary>Without keys, the latest change comes first.</summary>
    public static Sort Plan(IReadOnlyList<string> keys, Scope scope, string path, List<FieldError> errors)
    {
        if (keys.Count is 0) keys = ["-updatedAt"];
        if (keys.Count > MaxKeys)
            errors.Add(new FieldError(path, "too_many_keys", new Message($"A sort has at most {MaxKeys} keys.", $"排序字段最多 {MaxKeys} 个。")));
        var planned = new List<SortKey>();
        for (var i = 0; i < keys.Count && i < MaxKeys; i++)
        {
            var descends = keys[i].StartsWith('-');
            var name = descends ? keys[i][1..] : keys[i];
            var value = ValueOf(name, scope, $"{path}/{i}", errors);
            if (value is not null) planned.Add(new SortKey(keys[i], value, descends));
        }
        return new Sort(planned);
    }

    private static ValueSql? ValueOf(string name, Scope scope, string path, List<FieldError> errors)
    {
        if (Subject.Find(scope.Form, name, scope.Context.Catalog) is not { } subject)
        {
            errors.Add(FilterErrors.UnknownField(path, name, Subject.Names(scope.Form)));
            return null;
        }
        if (subject is Subject.OfField { Field: var field } && FilterParser.IsVolatile(scope.Form, field))
        {
            errors.Add(FilterErrors.Volatile(path, name));
            return null;
        }

        var value = Shown.Of(subject, scope) ?? Values.Of(subject, scope);
        if (value.Kind is not (ValueKind.TextArray or ValueKind.Json)) return value;
        errors.Add(new FieldError(path, "not_sortable", new Message($"\"{name}\" has no order.", $"“{name}”不能排序。")));
        return null;
    }

    public SqlText OrderBy() => SqlText.Join(", ", Keys.Select(key => key.OrderBy())
        .Append(SqlText.Known(IdDescends ? "r.id desc" : "r.id")));

    /// <summary>The condition of standing after a position.</summary>
    public SqlText After(Cursor cursor)
    {
        var alternatives = new List<SqlText>();
        for (var i = 0; i < Keys.Count; i++)
        {
            if (Keys[i].Beyond(cursor.Values[i]) is { } beyond) alternatives.Add(SqlText.Join(" and ", [.. SameUpTo(i, cursor), beyond]));
        }
        SqlText id = $"r.id {SqlText.Known(IdDescends ? "<" : ">")} {cursor.Id}";
        alternatives.Add(SqlText.Join(" and ", [.. SameUpTo(Keys.Count, cursor), id]));
        SqlText any = $"({SqlText.Join(" or ", alternatives)})";
        return Keys[0].NotBefore(cursor.Values[0]) is { } bound ? SqlText.Of($"{bound} and {any}") : any;
    }

    private IEnumerable<SqlText> SameUpTo(int count, Cursor cursor) =>
        Enumerable.Range(0, count).Select(i => Keys[i].Same(cursor.Values[i]));
}

/// <summary>One key of an order.</summary>
/// <param name="Name">As asked for, with its sign.</param>
internal sealed record SortKey(string Name, ValueSql Value, bool Descends)
{
    public bool IsNeverEmpty => Name is "-updatedAt" or "updatedAt" or "-createdAt" or "createdAt" or "id" or "-id" or "title" or "-title" or "rev" or "-rev";

    public SqlText OrderBy() =>
        SqlText.Of($"{Value.Sql}{SqlText.Known(!Descends ? "" : IsNeverEmpty ? " desc" : " desc nulls last")}");

    /// <summary>The value as cursors carry it: numbers as texts.</summary>
    public SqlText Carried() => Value.Kind is ValueKind.Number ? SqlText.Of($"({Value.Sql})::text") : Value.Sql;

    public SqlText Same(JsonElement? at) => at is { } value
        ? SqlText.Of($"{Value.Sql} = {Operands.Sql(value, Value.Kind)}")
        : SqlText.Of($"{Value.Sql} is null");

    /// <summary>Standing strictly after the value in this key; null: nothing does.</summary>
    public SqlText? Beyond(JsonElement? at)
    {
        if (at is not { } value) return null;
        var operand = Operands.Sql(value, Value.Kind);
        var beyond = SqlText.Of($"{Value.Sql} {SqlText.Known(Descends ? "<" : ">")} {operand}");
        return IsNeverEmpty ? beyond : SqlText.Of($"({beyond} or {Value.Sql} is null)");
    }

    /// <summary>A bound that every later record meets and that an index can start from; null: there is none.</summary>
    public SqlText? NotBefore(JsonElement? at) =>
        at is not { } value || !IsNeverEmpty ? null
        : SqlText.Of($"{Value.Sql} {SqlText.Known(Descends ? "<=" : ">=")} {Operands.Sql(value, Value.Kind)}");
}
