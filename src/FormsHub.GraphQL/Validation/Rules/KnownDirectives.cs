using FormsHub.GraphQL.Language;
using FormsHub.GraphQL.Types;

namespace FormsHub.GraphQL.Validation.Rules;

/// <summary>
/// Every directive is one of the schema, and stands where it may.
/// See https://spec.graphql.org/September2025/#sec-Directives-Are-in-Valid-Locations
/// </summary>
public sealed class KnownDirectives : ValidationRule
{
    public override void Check(ValidationContext context)
    {
        var known = context.Schema.Directives.ToDictionary(directive => directive.Name, directive => directive.Locations.Select(place => place.Name()).ToHashSet());
        foreach (var definition in context.Document.Definitions.OfType<DirectiveDefinitionNode>())
            known[definition.Name.Value] = [.. definition.Locations.Select(place => place.Value)];

        context.Enter<DirectiveNode>(directive =>
        {
            if (!known.TryGetValue(directive.Name.Value, out var places))
            {
                context.Report($"Unknown directive \"@{directive.Name}\".", directive);
                return;
            }
            var place = PlaceOn(context.Ancestors[^1], context.Ancestors[^2]).Name();
            if (!places.Contains(place))
                context.Report($"Directive \"@{directive.Name}\" may not be used on {place}.", directive);
        });
    }

    private static DirectiveLocation PlaceOn(Node node, Node around) => node switch
    {
        OperationDefinitionNode { Operation: OperationKind.Query } => DirectiveLocation.Query,
        OperationDefinitionNode { Operation: OperationKind.Mutation } => DirectiveLocation.Mutation,
        OperationDefinitionNode => DirectiveLocation.Subscription,
        FieldNode => DirectiveLocation.Field,
        FragmentSpreadNode => DirectiveLocation.FragmentSpread,
        InlineFragmentNode => DirectiveLocation.InlineFragment,
        FragmentDefinitionNode => DirectiveLocation.FragmentDefinition,
        VariableDefinitionNode => DirectiveLocation.VariableDefinition,
        SchemaDefinitionNode or SchemaExtensionNode => DirectiveLocation.Schema,
        ScalarTypeDefinitionNode or ScalarTypeExtensionNode => DirectiveLocation.Scalar,
        ObjectTypeDefinitionNode or ObjectTypeExtensionNode => DirectiveLocation.Object,
        FieldDefinitionNode => DirectiveLocation.FieldDefinition,
        InterfaceTypeDefinitionNode or InterfaceTypeExtensionNode => DirectiveLocation.Interface,
        UnionTypeDefinitionNode or UnionTypeExtensionNode => DirectiveLocation.Union,
        EnumTypeDefinitionNode or EnumTypeExtensionNode => DirectiveLocation.Enum,
        EnumValueDefinitionNode => DirectiveLocation.EnumValue,
        InputObjectTypeDefinitionNode or InputObjectTypeExtensionNode => DirectiveLocation.InputObject,
        InputValueDefinitionNode when around is InputObjectTypeDefinitionNode or InputObjectTypeExtensionNode => DirectiveLocation.InputFieldDefinition,
        InputValueDefinitionNode => DirectiveLocation.ArgumentDefinition,
        _ => throw new NotSupportedException($"A {node.Kind} has no directives."),
    };
}
