using FormsHub.GraphQL.Language;
using FormsHub.GraphQL.Types;

namespace FormsHub.GraphQL.Validation.Rules;

/// <summary>
/// What is extended is defined, in the document or in the schema, and of the same kind. See https://spec.graphql.org/September2025/#sec-Object-Extensions
/// </summary>
public sealed class PossibleTypeExtensions : ValidationRule
{
    public override void Check(ValidationContext context)
    {
        var defined = new Dictionary<string, TypeDefinitionNode>();
        foreach (var type in context.Document.Definitions.OfType<TypeDefinitionNode>()) defined[type.Name.Value] = type;

        context.Enter<TypeExtensionNode>(extension =>
        {
            var name = extension.Name.Value;
            var definition = defined.GetValueOrDefault(name);
            var type = context.Schema.FindType(name);

            if (definition is null && type is null)
                context.Report($"Cannot extend type \"{name}\" because it is not defined.{context.DidYouMean(name, defined.Keys.Concat(context.Schema.Types.Keys))}", extension.Name);
            else if ((definition is null ? KindOf(type!) : KindOf(definition)) != KindOf(extension))
                context.Report($"Cannot extend non-{KindOf(extension)} type \"{name}\".", definition, extension);
        });
    }

    private static string KindOf(DefinitionNode node) => node switch
    {
        ScalarTypeDefinitionNode or ScalarTypeExtensionNode => "scalar",
        ObjectTypeDefinitionNode or ObjectTypeExtensionNode => "object",
        InterfaceTypeDefinitionNode or InterfaceTypeExtensionNode => "interface",
        UnionTypeDefinitionNode or UnionTypeExtensionNode => "union",
        EnumTypeDefinitionNode or EnumTypeExtensionNode => "enum",
        InputObjectTypeDefinitionNode or InputObjectTypeExtensionNode => "input object",
        _ => throw new NotSupportedException($"A {node.Kind} neither defines nor extends a type."),
    };

    private static string KindOf(NamedType type) => type switch
    {
        ScalarType => "scalar",
        ObjectType => "object",
        InterfaceType => "interface",
        UnionType => "union",
        EnumType => "enum",
        InputObjectType => "input object",
        _ => throw new NotSupportedException($"{type} is of no kind."),
    };
}
