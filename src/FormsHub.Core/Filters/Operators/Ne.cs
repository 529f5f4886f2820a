using System.Text.Json;
using FormsHub.Core.Fields;

namespace FormsHub.Core.Filters.Operators;

/// <summary>The value is not this one; an empty one is not.</summary>
public sealed class Ne : FilterOperator
{
    public override string Name => "ne";
    public override FilterOperators Needs => FilterOperators.Eq;

    public override bool Holds(Subject subject, JsonElement value, IReadOnlyList<JsonElement> operands) =>
        !operands.Any(operand => Same(subject, value, operand));

    public override bool HoldsForEmpty(IReadOnlyList<JsonElement> operands) => true;
}
