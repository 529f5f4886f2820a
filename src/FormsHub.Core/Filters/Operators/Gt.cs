using System.Text.Json;
using FormsHub.Core.Fields;

namespace FormsHub.Core.Filters.Operators;

/// <summary>The value is above this one.</summary>
public sealed class Gt : FilterOperator
{
    public override string Name => "gt";
    public override FilterOperators Needs => FilterOperators.Order;

    public override bool Holds(Subject subject, JsonElement value, IReadOnlyList<JsonElement> operands) =>
        Ordered(subject, value, operands, order => order is > 0);
}
