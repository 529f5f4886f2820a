using System.Text.Json;
using FormsHub.Core.Fields;

namespace FormsHub.Core.Filters.Operators;

/// <summary>There is no value, or, with false, there is one.</summary>
public sealed class IsEmpty : FilterOperator
{
    public override string Name => "isEmpty";
    public override FilterOperators Needs => FilterOperators.IsEmpty;
    public override OperandShape Shape => OperandShape.Flag;

    public override bool Holds(Subject subject, JsonElement value, IReadOnlyList<JsonElement> operands) => !operands[0].GetBoolean();

    public override bool HoldsForEmpty(IReadOnlyList<JsonElement> operands) => operands[0].GetBoolean();
}
