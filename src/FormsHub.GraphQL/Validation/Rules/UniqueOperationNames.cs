using FormsHub.GraphQL.Language;

namespace FormsHub.GraphQL.Validation.Rules;

/// <summary>
/// No two operations of a document have the same name. See https://spec.graphql.org/September2025/#sec-Operation-Name-Uniqueness
/// </summary>
public sealed class UniqueOperationNames : ValidationRule
{
    public override void Check(ValidationContext context)
    {
        var known = new Dictionary<string, NameNode>();

        context.EnterOrSkip<OperationDefinitionNode>(operation =>
        {
            if (operation.Name is { } name && !known.TryAdd(name.Value, name))
                context.Report($"There can be only one operation named \"{name}\".", known[name.Value], name);
            return false;
        });
        context.EnterOrSkip<FragmentDefinitionNode>(_ => false);
    }
}
