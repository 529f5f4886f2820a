using FormsHub.GraphQL.Language;
using FormsHub.GraphQL.Types;

namespace FormsHub.GraphQL.Validation.Rules;

/// <summary>
/// A fragment stands only where its type can occur. See https://spec.graphql.org/September2025/#sec-Fragment-Spread-Is-Possible
/// </summary>
public sealed class PossibleFragmentSpreads : ValidationRule
{
    public override void Check(ValidationContext context)
    {
        context.Enter<InlineFragmentNode>(fragment => Check(fragment, context.Types.Type as CompositeType, "Fragment"));
        context.Enter<FragmentSpreadNode>(spread =>
        {
            if (context.Fragments.Find(spread.Name.Value) is { } fragment)
                Check(spread, context.Schema.FindType(fragment.TypeCondition) as CompositeType, $"Fragment \"{spread.Name}\"");
        });

        void Check(SelectionNode selection, CompositeType? type, string fragment)
        {
            if (type is not null && context.Types.Parent is { } parent && !context.Schema.Overlap(type, parent))
                context.Report($"{fragment} cannot be spread here as objects of type \"{parent}\" can never be of type \"{type}\".", selection);
        }
    }
}
