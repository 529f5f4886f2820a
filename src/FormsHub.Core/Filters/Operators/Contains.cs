using System.Text.Json;
using FormsHub.Core.Fields;

namespace FormsHub.Core.Filters.Operators;

/// <summary>The text holds this one, in whatever case; of a list, the item is in it.</summary>
public sealed class Contains : FilterOperator
{
    public override string Name => "contains";
    public override FilterOperators Needs => FilterOperators.Text | FilterOperators.Has;
    public override OperandShape Shape => OperandShape.Item;

    public override bool Holds(Subject subject, JsonElement value, IReadOnlyList<JsonElement> operands) => subject.IsList
        ? In.Matches(subject, value, operands)
        : Textual(value, operands, (text, part) => text.Contains(part, StringComparison.Ordinal));
}
