using FormsHub.GraphQL.Language;

namespace FormsHub.GraphQL.Validation.Rules;

/// <summary>
/// An operation without a name is the only one of its document. See https://spec.graphql.org/September2025/#sec-Lone-Anonymous-Operation
/// </summary>
public sealed class LoneAnonymousOperation : ValidationRule
{
    public override void Check(ValidationContext context)
    {
        var operations = context.Document.Definitions.Count(definition => definition is OperationDefinitionNode);

        context.Enter<OperationDefinitionNode>(operation =>
        {
            if (operation.Name is null && operations > 1)
                context.Report("This anonymous operation must be the only defined operation.", operation);
        });
    }
}
