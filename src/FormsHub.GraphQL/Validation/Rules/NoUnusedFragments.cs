using FormsHub.GraphQL.Language;

namespace FormsHub.GraphQL.Validation.Rules;

/// <summary>
/// Every fragment is spread by an operation, or by a fragment that is.
/// See https://spec.graphql.org/September2025/#sec-Fragments-Must-Be-Used
/// </summary>
public sealed class NoUnusedFragments : ValidationRule
{
    public override void Check(ValidationContext context)
    {
        var operations = new List<OperationDefinitionNode>();
        var fragments = new List<FragmentDefinitionNode>();

        context.EnterOrSkip<OperationDefinitionNode>(operation =>
        {
            operations.Add(operation);
            return false;
        });
        context.EnterOrSkip<FragmentDefinitionNode>(fragment =>
        {
            fragments.Add(fragment);
            return false;
        });
        context.Leave<DocumentNode>(_ =>
        {
            var used = context.Fragments.ReachedFrom(operations).Select(fragment => fragment.Name.Value).ToHashSet();
            foreach (var fragment in fragments)
                if (!used.Contains(fragment.Name.Value)) context.Report($"Fragment \"{fragment.Name}\" is never used.", fragment);
        });
    }
}
