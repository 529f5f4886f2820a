using FormsHub.GraphQL.Language;
using FormsHub.GraphQL.Types;

namespace FormsHub.GraphQL.Validation.Rules;

/// <summary>
/// A fragment is on an object, an interface or a union: only those have selections.
/// See https://spec.graphql.org/September2025/#sec-Fragments-on-Object-Interface-or-Union-Types
/// </summary>
public sealed class FragmentsOnCompositeTypes : ValidationRule
{
    public override void Check(ValidationContext context)
    {
        context.Enter<InlineFragmentNode>(fragment => Check(fragment.TypeCondition, "Fragment"));
        context.Enter<FragmentDefinitionNode>(fragment => Check(fragment.TypeCondition, $"Fragment \"{fragment.Name}\""));

        void Check(NamedTypeNode? condition, string fragment)
        {
            if (condition is not null && context.Schema.FindType(condition) is { } type and not CompositeType)
                context.Report($"{fragment} cannot condition on non composite type \"{type}\".", condition);
        }
    }
}
