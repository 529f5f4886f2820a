using System.Text.Json;
using FormsHub.Core.Fields;

namespace FormsHub.Core.Filters.Operators;

/// <summary>The text ends with this one, in whatever case.</summary>
public sealed class EndsWith : FilterOperator
{
    public override string Name => "endsWith";
    public override FilterOperators Needs => FilterOperators.Text | FilterOperators.Tail;

    public override bool Holds(Subject subject, JsonElement value, IReadOnlyList<JsonElement> operands) =>
        Textual(value, operands, (text, part) => text.EndsWith(part, StringComparison.Ordinal));
}
