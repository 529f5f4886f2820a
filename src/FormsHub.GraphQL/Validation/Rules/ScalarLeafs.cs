using FormsHub.GraphQL.Language;
using FormsHub.GraphQL.Types;

namespace FormsHub.GraphQL.Validation.Rules;

/// <summary>
/// A field has selections exactly where its type has fields. See https://spec.graphql.org/September2025/#sec-Leaf-Field-Selections
/// </summary>
public sealed class ScalarLeafs : ValidationRule
{
    public override void Check(ValidationContext context) => context.Enter<FieldNode>(field =>
    {
        if (context.Types.Type is not { } type) return;

        if (type.Named is LeafType)
        {
            if (field.SelectionSet is not null)
                context.Report($"Field \"{field.Name}\" must not have a selection since type \"{type}\" has no subfields.", field.SelectionSet);
        }
        else if (field.SelectionSet is null)
        {
            context.Report($"Field \"{field.Name}\" of type \"{type}\" must have a selection of subfields. Did you mean \"{field.Name} {{ ... }}\"?", field);
        }
    });
}
