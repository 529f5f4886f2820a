using System.Text.Json;
using FormsHub.Core.Access;
using FormsHub.Core.Fields;
using FormsHub.Core.Filters;
using FormsHub.Core.Forms;
using FormsHub.Querying.Planning;
using FormsHub.Querying.Sql;
using Npgsql;

using Way = System.Collections.Generic.IReadOnlyList<(FormsHub.Core.Forms.Field Reference, FormsHub.Core.Forms.Form Target)>;

namespace FormsHub.Querying.Gate;

/// <summary>
/// Takes filters apart into clauses, each of which PostgreSQL answers by the same condition as the gate, over one record; the values
/// are read as the one who asks sees them.
/// </summary>
internal sealed class ClauseSql(Scope record, Scope asked, IDirectory directory)
{
    private readonly Scope _trusted = record.Trusted();
    private readonly List<SqlText> _conditions = [];
    private readonly List<SqlText> _values = [];
    private readonly List<SqlText> _present = [];
    private bool[]? _holds;
    private JsonElement?[] _shown = [];
    private bool[] _there = [];

    /// <summary>Clauses that must all hold for the filter to hold; to be asked for once the record was read.</summary>
    public Func<IReadOnlyList<Clause>> Of(string kind, Filter filter)
    {
        List<Func<Clause>> clauses = [.. All(kind, filter, [])];
        return () => [.. clauses.Select(clause => clause())];
    }

    /// <summary>Whether a condition holds for the record; null where there is none.</summary>
    public Func<bool?> Holds(Filter filter, bool holds = true)
    {
        var at = _conditions.Count;
        _conditions.Add(Conditions.Of(filter, _trusted, holds));
        return () => _holds?[at];
    }

    /// <summary>Reads the record; false if there is none.</summary>
    public async Task<bool> ReadAsync(NpgsqlDataSource source, Guid id, CancellationToken ct)
    {
        await using var batch = source.CreateBatch();
        batch.BatchCommands.Add(SqlText.Of($"""
            select array[{SqlText.Join(", ", [SqlText.Known("true"), .. _conditions.Select(each => SqlText.Of($"coalesce({each}, false)"))])}],
              array[{SqlText.Join(", ", [SqlText.Known("true"), .. _present])}]
            from {record.Context.Source(_trusted)} where r.id = {id}
            """).ToBatchCommand());
        batch.BatchCommands.Add(SqlText.Of($"""
            select array[{SqlText.Join(", ", [SqlText.Known("null::text"), .. _values.Select(each => SqlText.Of($"({each})::text"))])}]
            from {asked.Context.Source(asked)} where r.id = {id}
            """).ToBatchCommand());
        await using var reader = await batch.ExecuteReaderAsync(ct);
        if (!await reader.ReadAsync(ct)) return false;
        (_holds, _there) = (reader.GetFieldValue<bool[]>(0)[1..], reader.GetFieldValue<bool[]>(1)[1..]);
        await reader.NextResultAsync(ct);
        _shown = await reader.ReadAsync(ct) ? [.. reader.GetFieldValue<string?[]>(0)[1..].Select(text => text is null ? (JsonElement?)null : JsonElement.Parse(text))] : new JsonElement?[_values.Count];
        return true;
    }

    private IEnumerable<Func<Clause>> All(string kind, Filter filter, Way way) => filter switch
    {
        Filter.All all => all.Parts.SelectMany(part => All(kind, part, way)),
        Filter.Through through => All(kind, through.Part, [.. way, (through.Reference, through.Target)]),
        _ => [One(kind, filter, way)],
    };

    private Func<Clause> One(string kind, Filter filter, Way way)
    {
        var holds = Holds(Wrapped(filter, way));
        return filter switch
        {
            Filter.All => Group("and", All(kind, filter, way)),
            Filter.Any any => Group("or", any.Parts.Select(part => One(kind, part, way))),
            Filter.Not not => Group("not", All(kind, not.Part, way)),
            Filter.Through through => Group("and", All(kind, through, way)),
            Filter.Condition condition => Compared(condition),
            Filter.SomeRow some => Some(some.Table, some.Part),
            Filter.SomeItem some => Some(some.List, some.Part),
            Filter.SomeRecord some => Some(some.References, some.Part),
            _ => throw new NotSupportedException(filter.ToString()),
        };

        Func<Clause> Group(string name, IEnumerable<Func<Clause>> parts)
        {
            List<Func<Clause>> made = [.. parts];
            return () => new Clause(kind, name, null, null, holds()) { Parts = [.. made.Select(part => part())] };
        }

        Func<Clause> Compared(Filter.Condition condition)
        {
            var at = Value(way, scope => Json(condition.Subject, scope));
            var operands = condition.Operands.SelectMany(operand => operand.Resolve(record.Context.Values)).Select(value => Named(value, condition.Subject.Links)).ToList();
            JsonElement? right = operands is [var only] ? only : operands.Count is 0 ? null : JsonSerializer.SerializeToElement(operands);
            return () => new Clause(kind, $"{Path(way)}{condition.Subject.Name} {condition.Operator.Name}", Shown(at) is { } left ? Named(left, condition.Subject.Links) : null, right, holds())
            {
                Given = string.Join(", ", condition.Operands.Select(Given).OfType<string>()) is { Length: > 0 } given ? given : null,
                IsWithheld = IsWithheld(at),
            };
        }

        Func<Clause> Some(Field list, Filter part)
        {
            // Of rows nothing is shown unless all of them may be.
            var at = Value(way, scope => scope.Sight.IsWhole ? Values.Json(list, scope) : SqlText.Known("null::jsonb"));
            return () => new Clause(kind, $"{Path(way)}{list.Key} some", Shown(at), JsonSerializer.SerializeToElement(Described(part)), holds()) { IsWithheld = IsWithheld(at) };
        }
    }

    private JsonElement? Shown(int at) => at < _shown.Length ? _shown[at] : null;

    private bool IsWithheld(int at) => at < _there.Length && _there[at] && _shown[at] is null;

    private static Filter Wrapped(Filter filter, Way way) =>
        way.Reverse().Aggregate(filter, (part, step) => new Filter.Through(step.Reference, step.Target, part));

    private int Value(Way way, Func<Scope, SqlText> value)
    {
        _values.Add(At(asked, way, value));
        _present.Add(SqlText.Of($"({At(_trusted, way, value)}) is not null"));
        return _values.Count - 1;
    }

    /// <summary>A value of the record that references lead to.</summary>
    private static SqlText At(Scope scope, Way way, Func<Scope, SqlText> value)
    {
        if (way.Count is 0) return value(scope);
        var inner = scope.Inner(way[0].Target);
        return SqlText.Of($"(select {At(inner, [.. way.Skip(1)], value)} from {scope.Context.Source(inner)} where {SqlText.Known(inner.Alias)}.id = {scope.Linked(way[0].Reference)})");
    }

    private static SqlText Json(Subject subject, Scope scope) => subject is Subject.OfField { Field: { IsEncrypted: true } encrypted }
        ? SqlText.Of($"(case when {Values.Json(encrypted, scope)} is not null then '\"{SqlText.Known(Masking.Everything)}\"'::jsonb end)")
        : subject is Subject.OfField { Field: var field }
        ? Values.ShownJson(field, scope)
        : SqlText.Of($"to_jsonb({Values.Of(subject, scope).Sql})");

    /// <summary>People and departments with their names.</summary>
    private JsonElement Named(JsonElement value, LinkKind links) =>
        links is LinkKind.User or LinkKind.Department && value.ValueKind is JsonValueKind.String && value.TryGetGuid(out var id)
            ? JsonSerializer.SerializeToElement(new { id, title = directory.Title(links, id) })
        : value.ValueKind is JsonValueKind.Array && links is LinkKind.User or LinkKind.Department
            ? JsonSerializer.SerializeToElement(value.EnumerateArray().Select(item => Named(item, links)))
        : value;

    private static string Path(Way way) => string.Concat(way.Select(step => step.Reference.Key + "."));

    private static string? Given(Operand operand) => operand switch
    {
        Operand.Me => "$me",
        Operand.MyDepartment => "$myDepartment",
        Operand.MyDepartments => "$myDepartments",
        Operand.Now => "$now",
        Operand.Today => "$today",
        Operand.AsList list => Given(list.Item),
        Operand.Joined joined => string.Join(", ", joined.Lists.Select(Given).OfType<string>()) is { Length: > 0 } given ? given : null,
        _ => null,
    };

    /// <summary>A filter of rows or linked records in one line.</summary>
    private string Described(Filter filter) => filter switch
    {
        Filter.All all => string.Join(" and ", all.Parts.Select(Described)),
        Filter.Any any => $"({string.Join(" or ", any.Parts.Select(Described))})",
        Filter.Not not => $"not ({Described(not.Part)})",
        Filter.Through through => $"{through.Reference.Key}.({Described(through.Part)})",
        Filter.SomeRow some => $"{some.Table.Key} some ({Described(some.Part)})",
        Filter.SomeItem some => $"{some.List.Key} some ({Described(some.Part)})",
        Filter.SomeRecord some => $"{some.References.Key} some ({Described(some.Part)})",
        Filter.Condition condition =>
            $"{condition.Subject.Name} {condition.Operator.Name} {string.Join(", ", condition.Operands.SelectMany(operand => operand.Resolve(record.Context.Values)).Select(value => value.ToString()))}",
        _ => throw new NotSupportedException(filter.ToString()),
    };
}
