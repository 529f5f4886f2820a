using System.Text.Json;
using FormsHub.Core.Fields;

namespace FormsHub.Core.Filters.Operators;

/// <summary>The value is none of these; an empty one is none.</summary>
public sealed class NotIn : FilterOperator
{
    public override string Name => "notIn";
    public override FilterOperators Needs => FilterOperators.In;
    public override OperandShape Shape => OperandShape.Many;

    public override bool Holds(Subject subject, JsonElement value, IReadOnlyList<JsonElement> operands) => !In.Matches(subject, value, operands);

    public override bool HoldsForEmpty(IReadOnlyList<JsonElement> operands) => true;
}
