using System.Text.Json;
using FormsHub.Core.Fields;

namespace FormsHub.Core.Filters.Operators;

/// <summary>The value is below or equal to this one.</summary>
public sealed class Lte : FilterOperator
{
    public override string Name => "lte";
    public override FilterOperators Needs => FilterOperators.Order;

    public override bool Holds(Subject subject, JsonElement value, IReadOnlyList<JsonElement> operands) =>
        Ordered(subject, value, operands, order => order is <= 0);
}
