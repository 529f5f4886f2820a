using System.Text.Json;
using FormsHub.Core.Fields;

namespace FormsHub.Core.Filters.Operators;

/// <summary>The text begins with this one, in whatever case.</summary>
public sealed class StartsWith : FilterOperator
{
    public override string Name => "startsWith";
    public override FilterOperators Needs => FilterOperators.Text;

    public override bool Holds(Subject subject, JsonElement value, IReadOnlyList<JsonElement> operands) =>
        Textual(value, operands, (text, part) => text.StartsWith(part, StringComparison.Ordinal));
}
