using System.Text.Json;
using FormsHub.Core.Fields;

namespace FormsHub.Core.Filters.Operators;

/// <summary>The value is this one; of a list, the items are these in any order.</summary>
public sealed class Eq : FilterOperator
{
    public override string Name => "eq";
    public override FilterOperators Needs => FilterOperators.Eq;

    public override bool Holds(Subject subject, JsonElement value, IReadOnlyList<JsonElement> operands) =>
        operands.Any(operand => Same(subject, value, operand));
}
