namespace FormsHub.GraphQL.Language;

/// <summary>What a definition or extension holds, of whichever kind it is; nothing where its kind holds none of it.</summary>
internal static class TypeSystemMembers
{
    public static IReadOnlyList<FieldDefinitionNode> FieldNodes(this DefinitionNode node) => node switch
    {
        ObjectTypeDefinitionNode it => it.Fields,
        ObjectTypeExtensionNode it => it.Fields,
        InterfaceTypeDefinitionNode it => it.Fields,
        InterfaceTypeExtensionNode it => it.Fields,
        _ => [],
    };

    public static IReadOnlyList<NamedTypeNode> InterfaceNodes(this DefinitionNode node) => node switch
    {
        ObjectTypeDefinitionNode it => it.Interfaces,
        ObjectTypeExtensionNode it => it.Interfaces,
        InterfaceTypeDefinitionNode it => it.Interfaces,
        InterfaceTypeExtensionNode it => it.Interfaces,
        _ => [],
    };

    public static IReadOnlyList<NamedTypeNode> MemberNodes(this DefinitionNode node) => node switch
    {
        UnionTypeDefinitionNode it => it.Types,
        UnionTypeExtensionNode it => it.Types,
        _ => [],
    };

    public static IReadOnlyList<EnumValueDefinitionNode> ValueNodes(this DefinitionNode node) => node switch
    {
        EnumTypeDefinitionNode it => it.Values,
        EnumTypeExtensionNode it => it.Values,
        _ => [],
    };

    public static IReadOnlyList<InputValueDefinitionNode> InputFieldNodes(this DefinitionNode node) => node switch
    {
        InputObjectTypeDefinitionNode it => it.Fields,
        InputObjectTypeExtensionNode it => it.Fields,
        _ => [],
    };

    public static IReadOnlyList<OperationTypeDefinitionNode> OperationTypeNodes(this DefinitionNode node) => node switch
    {
        SchemaDefinitionNode it => it.OperationTypes,
        SchemaExtensionNode it => it.OperationTypes,
        _ => [],
    };

    public static IReadOnlyList<DirectiveNode> DirectiveNodes(this DefinitionNode node) => node switch
    {
        TypeDefinitionNode it => it.Directives,
        TypeExtensionNode it => it.Directives,
        SchemaDefinitionNode it => it.Directives,
        SchemaExtensionNode it => it.Directives,
        ExecutableDefinitionNode it => it.Directives,
        _ => [],
    };
}
