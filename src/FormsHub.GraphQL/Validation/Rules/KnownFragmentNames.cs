using FormsHub.GraphQL.Language;

namespace FormsHub.GraphQL.Validation.Rules;

/// <summary>
/// Every fragment that is spread is defined in the document.
/// See https://spec.graphql.org/September2025/#sec-Fragment-Spread-Target-Defined
/// </summary>
public sealed class KnownFragmentNames : ValidationRule
{
    public override void Check(ValidationContext context) => context.Enter<FragmentSpreadNode>(spread =>
    {
        if (context.Fragments.Find(spread.Name.Value) is null)
            context.Report($"Unknown fragment \"{spread.Name}\".", spread.Name);
    });
}
