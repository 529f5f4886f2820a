using FormsHub.GraphQL.Language;

namespace FormsHub.GraphQL.Validation.Rules;

/// <summary>
/// The type of a variable is one whose values can be given. See https://spec.graphql.org/September2025/#sec-Variables-Are-Input-Types
/// </summary>
public sealed class VariablesAreInputTypes : ValidationRule
{
    public override void Check(ValidationContext context) => context.Enter<VariableDefinitionNode>(variable =>
    {
        if (context.Schema.FindType(variable.Type) is { IsInput: false } type)
            context.Report($"Variable \"${variable.Variable.Name}\" cannot be non-input type \"{type}\".", variable.Type);
    });
}
