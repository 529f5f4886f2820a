using FormsHub.GraphQL.Language;

namespace FormsHub.GraphQL.Validation.Rules;

/// <summary>
/// No two variables of an operation have the same name. See https://spec.graphql.org/September2025/#sec-Variable-Uniqueness
/// </summary>
public sealed class UniqueVariableNames : ValidationRule
{
    public override void Check(ValidationContext context) => context.Enter<OperationDefinitionNode>(operation =>
    {
        foreach (var same in operation.Variables.GroupBy(variable => variable.Variable.Name.Value).Where(same => same.Count() > 1))
            context.Report($"There can be only one variable named \"${same.Key}\".", same.Select(variable => variable.Variable.Name));
    });
}
