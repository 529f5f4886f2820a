using System.Text.Json;
using FormsHub.Core.Forms;

namespace FormsHub.Core.Filters;

/// <summary>
/// Answers a filter for one record in memory: for conditions of workflows and for tests, where it says what SQL must answer.
/// </summary>
public static class FilterEvaluator
{
    public static bool Holds(Filter filter, FilterRecord record, FilterContext context) => filter switch
    {
        Filter.All all => all.Parts.All(part => Holds(part, record, context)),
        Filter.Any any => any.Parts.Any(part => Holds(part, record, context)),
        Filter.Not not => !Holds(not.Part, record, context),
        Filter.Condition condition => Holds(condition, record.Value(condition.Subject), context),
        Filter.Through through => Holds(through.Part, Referenced(through, record), context),
        Filter.SomeRow some => Elements(record.Field(some.Table)).Any(row => Holds(some.Part, FilterRecord.Row(row, record.Follow), context)),
        Filter.SomeRecord some => Elements(record.Field(some.References))
            .Select(item => item.TryGetGuid(out var id) ? record.Follow(some.Target, id) : null)
            .Any(found => found is not null && Holds(some.Part, found, context)),
        Filter.SomeItem some => Elements(record.Field(some.List)).Any(item => Holds(some.Part, FilterRecord.OfItem(item), context)),
        _ => throw new NotSupportedException(filter.ToString()),
    };

    private static bool Holds(Filter.Condition condition, JsonElement? value, FilterContext context)
    {
        var operands = condition.Operands.SelectMany(operand => operand.Resolve(context)).ToList();
        return value is { } present
            ? condition.Operator.Holds(condition.Subject, present, operands)
            : condition.Operator.HoldsForEmpty(operands);
    }

    private static FilterRecord Referenced(Filter.Through through, FilterRecord record) =>
        record.Field(through.Reference) is { ValueKind: JsonValueKind.String } value && value.TryGetGuid(out var id)
            ? record.Follow(through.Target, id) ?? FilterRecord.Nothing
            : FilterRecord.Nothing;

    private static List<JsonElement> Elements(JsonElement? list) =>
        list is { ValueKind: JsonValueKind.Array } items ? [.. items.EnumerateArray()] : [];
}

/// <summary>A record as filters see it, with stored values; null is empty.</summary>
/// <param name="Follow">The record of a form with an id; null if there is none.</param>
public sealed record FilterRecord(
    Func<Field, JsonElement?> Field, Func<SystemField, JsonElement?> System, Func<Form, Guid, FilterRecord?> Follow)
{
    /// <summary>A record whose fields are all empty: what a filter sees where a reference is empty.</summary>
    public static readonly FilterRecord Nothing = new(_ => null, _ => null, (_, _) => null);

    private JsonElement? Item { get; init; }

    internal static FilterRecord OfItem(JsonElement item) => Nothing with { Item = item };

    internal static FilterRecord Row(JsonElement row, Func<Form, Guid, FilterRecord?> follow) =>
        new(column => row.TryGetProperty(column.Id, out var cell) ? cell : null, _ => null, follow);

    internal JsonElement? Value(Subject subject) => subject switch
    {
        Subject.OfField field => Field(field.Field),
        Subject.OfPart part => Field(part.Field) is { ValueKind: JsonValueKind.Object } value && value.TryGetProperty(part.Part.Id, out var inner) ? inner : null,
        Subject.OfSystem system => System(system.System),
        Subject.OfItem => Item,
        _ => throw new NotSupportedException(subject.ToString()),
    };
}
