using FormsHub.GraphQL.Language;

namespace FormsHub.GraphQL.Validation.Rules;

/// <summary>
/// Every variable that an operation uses, or a fragment it spreads, is declared by the operation. See
/// https://spec.graphql.org/September2025/#sec-All-Variable-Uses-Defined
/// </summary>
public sealed class NoUndefinedVariables : ValidationRule
{
    public override void Check(ValidationContext context) => context.Enter<OperationDefinitionNode>(operation =>
    {
        var declared = operation.Variables.Select(variable => variable.Variable.Name.Value).ToHashSet();

        foreach (var (variable, _, _, _) in context.Variables.Of(operation))
        {
            if (declared.Contains(variable.Name.Value)) continue;
            var by = operation.Name is { } name ? $" by operation \"{name}\"" : "";
            context.Report($"Variable \"${variable.Name}\" is not defined{by}.", variable, operation);
        }
    });
}
