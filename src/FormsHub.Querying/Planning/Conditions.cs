using System.Text.Json;
using FormsHub.Core.Filters;
using FormsHub.Core.Filters.Operators;
using FormsHub.Querying.Sql;

namespace FormsHub.Querying.Planning;

/// <summary>
/// Filters as SQL conditions. Negation is carried down to the comparisons, which are made so that "empty" never turns an answer
/// into "unknown": what holds is written bare, for the indexes; what does not hold says what happens to empty values.
/// </summary>
internal static class Conditions
{
    private static readonly SqlText True = SqlText.Known("true");
    private static readonly SqlText False = SqlText.Known("false");

    /// <param name="holds">Whether the filter is to hold, or its opposite.</param>
    public static SqlText Of(Filter filter, Scope scope, bool holds = true) => filter switch
    {
        Filter.All all => Join(all.Parts, scope, holds, conjunction: holds),
        Filter.Any any => Join(any.Parts, scope, holds, conjunction: !holds),
        Filter.Not not => Of(not.Part, scope, !holds),
        Filter.Condition condition => Comparison(condition, scope, holds),
        Filter.Through through => Through(through, scope, holds),
        Filter.SomeRow some => Exists(holds, inner =>
            SqlText.Of($"{scope.Elements(some.Table, inner)} where {Of(some.Part, inner)}"), scope.Elements()),
        Filter.SomeItem { Part: Filter.Condition { Operator: Eq or In } condition } some => Holds(some, condition, scope, holds),
        Filter.SomeItem some => Exists(holds, inner =>
            SqlText.Of($"{scope.Elements(some.List, inner)} where {Of(some.Part, inner)}"), scope.Elements()),
        Filter.SomeRecord some => SomeRecord(some, scope, holds),
        _ => throw new NotSupportedException(filter.ToString()),
    };

    private static SqlText Join(IReadOnlyList<Filter> parts, Scope scope, bool holds, bool conjunction) => parts.Count switch
    {
        0 => conjunction ? True : False,
        1 => Of(parts[0], scope, holds),
        _ => SqlText.Of($"({SqlText.Join(conjunction ? " and " : " or ", parts.Select(part => Of(part, scope, holds)))})"),
    };

    private static SqlText Exists(bool holds, Func<Scope, SqlText> from, Scope inner) =>
        SqlText.Of($"{SqlText.Known(holds ? "exists" : "not exists")} (select 1 from {from(inner)})");

    /// <summary>An empty reference leads to a record whose fields are all empty; whether the part holds for that is known now.</summary>
    private static SqlText Through(Filter.Through through, Scope scope, bool holds)
    {
        var holdsForNone = FilterEvaluator.Holds(through.Part, FilterRecord.Nothing, scope.Context.Values) == holds;
        var inner = scope.Inner(through.Target);
        if (scope.Context.ReadsAll && !holdsForNone)
        {
            return SqlText.Of(
                $"{Values.Of(through.Reference, scope).Sql} in (select {SqlText.Known(inner.Alias)}.id::text collate \"C\" from {scope.Context.Source(inner)} where {Of(through.Part, inner, holds)})");
        }
        return Exists(!holdsForNone, _ => SqlText.Of(
            $"{scope.Context.Source(inner)} where {SqlText.Known(inner.Alias)}.id = {scope.Linked(through.Reference)} and {Of(through.Part, inner, holds != holdsForNone)}"), inner);
    }

    private static SqlText SomeRecord(Filter.SomeRecord some, Scope scope, bool holds)
    {
        var item = scope.Elements();
        var record = scope.Inner(some.Target);
        var id = SqlText.Known(SafeUuid.Of($"({item.Data} #>> '{{}}')"));
        return Exists(holds, _ => SqlText.Of(
            $"{scope.Elements(some.References, item)} join {scope.Context.Source(record)} on {SqlText.Known(record.Alias)}.id = {id} where {Of(some.Part, record)}"), item);
    }

    /// <summary>The list holds one of these items: jsonb's own question, which its index answers.</summary>
    private static SqlText Holds(Filter.SomeItem some, Filter.Condition condition, Scope scope, bool holds)
    {
        var operands = Resolve(condition, scope);
        var list = Values.Of(some.List, scope).Sql;
        return operands.Count is 0 ? Constant(!holds) : AnyItem(list, operands, holds);
    }

    private static SqlText Comparison(Filter.Condition condition, Scope scope, bool holds)
    {
        if (condition.Subject is Subject.OfField { Field: { IsEncrypted: true } encrypted }) return Encrypted.Compare(condition, encrypted, scope, holds);
        var value = condition.Operator.IsOnEquality ? Values.ToEqual(condition.Subject, scope) : Values.Of(condition.Subject, scope);
        var operands = Resolve(condition, scope);
        return condition.Operator switch
        {
            IsEmpty => SqlText.Of($"{value.Sql} is {SqlText.Known(operands[0].GetBoolean() == holds ? "null" : "not null")}"),
            Ne => Equal(value, operands, !holds),
            NotIn => AnyOf(value, operands, !holds),
            _ when operands.Count is 0 => Constant(!holds),
            Eq => Equal(value, operands, holds),
            In => AnyOf(value, operands, holds),
            Lt => Ordered(value, "<", ">=", operands[0], holds),
            Lte => Ordered(value, "<=", ">", operands[0], holds),
            Gt => Ordered(value, ">", "<=", operands[0], holds),
            Gte => Ordered(value, ">=", "<", operands[0], holds),
            Between => Within(value, operands, holds),
            Contains when value.Kind is ValueKind.TextArray => AnyItem(value.Sql, Items(operands), holds),
            Contains => Like(value, "%", operands[0], "%", holds),
            StartsWith => Like(value, "", operands[0], "%", holds),
            EndsWith => Like(value, "%", operands[0], "", holds),
            _ => throw new NotSupportedException(condition.Operator.Name),
        };
    }

    internal static SqlText Equal(ValueSql value, List<JsonElement> operands, bool holds)
    {
        if (operands.Count is 0) return Constant(!holds);
        if (value.Kind is not ValueKind.TextArray) return Ordered(value, "=", "<>", operands[0], holds);
        var list = operands[0].GetRawText();
        return holds
            ? SqlText.Of($"({value.Sql} @> {list}::jsonb and {value.Sql} <@ {list}::jsonb)")
            : OrEmpty(SqlText.Of($"not ({value.Sql} @> {list}::jsonb and {value.Sql} <@ {list}::jsonb)"), value);
    }

    internal static SqlText AnyOf(ValueSql value, List<JsonElement> operands, bool holds)
    {
        if (operands.Count is 0) return Constant(!holds);
        if (value.Kind is ValueKind.TextArray) return AnyItem(value.Sql, Items(operands), holds);
        var values = Operands.Array(operands, value.Kind);
        return holds ? SqlText.Of($"{value.Sql} = any({values})") : OrEmpty(SqlText.Of($"{value.Sql} <> all({values})"), value);
    }

    private static SqlText AnyItem(SqlText list, IEnumerable<JsonElement> items, bool holds)
    {
        var texts = items.Select(item => item.GetString()!).ToArray();
        var any = texts.Length is 1 ? SqlText.Of($"{list} ? {texts[0]}") : SqlText.Of($"{list} ?| {texts}");
        return holds ? any : SqlText.Of($"(not {any} or {list} is null)");
    }

    private static SqlText Ordered(ValueSql value, string comparison, string opposite, JsonElement operand, bool holds)
    {
        var compared = SqlText.Of($"{value.Sql} {SqlText.Known(holds ? comparison : opposite)} {Operands.Sql(operand, value.Kind)}");
        return holds ? compared : OrEmpty(compared, value);
    }

    private static SqlText Within(ValueSql value, List<JsonElement> bounds, bool holds)
    {
        if (bounds.Count is not 2) return Constant(!holds);
        var (from, to) = (Operands.Sql(bounds[0], value.Kind), Operands.Sql(bounds[1], value.Kind));
        return holds
            ? SqlText.Of($"{value.Sql} between {from} and {to}")
            : OrEmpty(SqlText.Of($"{value.Sql} not between {from} and {to}"), value);
    }

    /// <summary>Without regard to case, as the database's own language folds it.</summary>
    private static SqlText Like(ValueSql value, string before, JsonElement operand, string after, bool holds)
    {
        var pattern = before + Escaped(operand.GetString()!) + after;
        var like = SqlText.Of($"lower({value.Sql} collate \"default\") {SqlText.Known(holds ? "like" : "not like")} lower({pattern})");
        return holds ? like : OrEmpty(like, value);
    }

    internal static string Escaped(string text) => text
        .Replace("\\", "\\\\", StringComparison.Ordinal).Replace("%", "\\%", StringComparison.Ordinal).Replace("_", "\\_", StringComparison.Ordinal);

    private static SqlText OrEmpty(SqlText condition, ValueSql value) => SqlText.Of($"({condition} or {value.Sql} is null)");

    internal static SqlText Constant(bool holds) => holds ? True : False;

    private static IEnumerable<JsonElement> Items(IEnumerable<JsonElement> lists) => lists.SelectMany(list =>
        list.ValueKind is JsonValueKind.Array ? [.. list.EnumerateArray()] : new[] { list });

    internal static List<JsonElement> Resolve(Filter.Condition condition, Scope scope) =>
        [.. condition.Operands.SelectMany(operand => operand.Resolve(scope.Context.Values))];
}
