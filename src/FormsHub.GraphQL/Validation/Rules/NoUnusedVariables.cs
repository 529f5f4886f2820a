using FormsHub.GraphQL.Language;

namespace FormsHub.GraphQL.Validation.Rules;

/// <summary>
/// Every variable that an operation declares is used by it, or by a fragment it spreads.
/// See https://spec.graphql.org/September2025/#sec-All-Variables-Used
/// </summary>
public sealed class NoUnusedVariables : ValidationRule
{
    public override void Check(ValidationContext context) => context.Enter<OperationDefinitionNode>(operation =>
    {
        if (operation.Variables.Count is 0) return;
        var used = context.Variables.Of(operation).Select(usage => usage.Variable.Name.Value).ToHashSet();

        foreach (var variable in operation.Variables)
        {
            if (used.Contains(variable.Variable.Name.Value)) continue;
            var by = operation.Name is { } name ? $" in operation \"{name}\"" : "";
            context.Report($"Variable \"${variable.Variable.Name}\" is never used{by}.", variable);
        }
    });
}
