using System.Text.Json;
using FormsHub.Core.Fields;

namespace FormsHub.Core.Filters.Operators;

/// <summary>The value lies between these two, both included.</summary>
public sealed class Between : FilterOperator
{
    public override string Name => "between";
    public override FilterOperators Needs => FilterOperators.Order;
    public override OperandShape Shape => OperandShape.Pair;

    public override bool Holds(Subject subject, JsonElement value, IReadOnlyList<JsonElement> operands) =>
        operands.Count is 2 && subject.Compare(value, operands[0]) >= 0 && subject.Compare(value, operands[1]) <= 0;
}
