using System.Text.Json;
using FormsHub.Core.Fields;

namespace FormsHub.Core.Filters.Operators;

/// <summary>The value is one of these; of a list, one of its items is.</summary>
public sealed class In : FilterOperator
{
    public override string Name => "in";
    public override FilterOperators Needs => FilterOperators.In;
    public override OperandShape Shape => OperandShape.Many;

    public override bool Holds(Subject subject, JsonElement value, IReadOnlyList<JsonElement> operands) => Matches(subject, value, operands);

    internal static bool Matches(Subject subject, JsonElement value, IReadOnlyList<JsonElement> operands) => subject.IsList
        ? operands.SelectMany(Items).Intersect(Items(value)).Any()
        : operands.Any(operand => Same(subject, value, operand));
}
