using FormsHub.GraphQL.Language;

namespace FormsHub.GraphQL.Validation.Rules;

/// <summary>
/// No two fragments of a document have the same name. See https://spec.graphql.org/September2025/#sec-Fragment-Name-Uniqueness
/// </summary>
public sealed class UniqueFragmentNames : ValidationRule
{
    public override void Check(ValidationContext context)
    {
        var known = new Dictionary<string, NameNode>();

        context.EnterOrSkip<OperationDefinitionNode>(_ => false);
        context.EnterOrSkip<FragmentDefinitionNode>(fragment =>
        {
            var name = fragment.Name;
            if (!known.TryAdd(name.Value, name))
                context.Report($"There can be only one fragment named \"{name}\".", known[name.Value], name);
            return false;
        });
    }
}
