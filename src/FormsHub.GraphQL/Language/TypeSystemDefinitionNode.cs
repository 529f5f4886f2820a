namespace FormsHub.GraphQL.Language;

/// <summary>A definition of the type system. See https://spec.graphql.org/September2025/#sec-Type-System</summary>
public abstract class TypeSystemDefinitionNode(Span span, StringValueNode? description) : DefinitionNode(span)
{
    public StringValueNode? Description { get; } = description;
}

/// <summary>The definition of a type that has a name.</summary>
public abstract class TypeDefinitionNode(Span span, StringValueNode? description, NameNode name, IReadOnlyList<DirectiveNode> directives)
    : TypeSystemDefinitionNode(span, description)
{
    public NameNode Name { get; } = name;
    public IReadOnlyList<DirectiveNode> Directives { get; } = directives;
}

/// <summary>What adds to a type that is defined elsewhere.</summary>
public abstract class TypeExtensionNode(Span span, NameNode name, IReadOnlyList<DirectiveNode> directives) : DefinitionNode(span)
{
    public NameNode Name { get; } = name;
    public IReadOnlyList<DirectiveNode> Directives { get; } = directives;
}

public sealed class SchemaDefinitionNode(
    Span span, StringValueNode? description, IReadOnlyList<DirectiveNode> directives, IReadOnlyList<OperationTypeDefinitionNode> operationTypes)
    : TypeSystemDefinitionNode(span, description)
{
    public override NodeKind Kind => NodeKind.SchemaDefinition;
    public IReadOnlyList<DirectiveNode> Directives { get; } = directives;
    public IReadOnlyList<OperationTypeDefinitionNode> OperationTypes { get; } = operationTypes;
}

public sealed class SchemaExtensionNode(Span span, IReadOnlyList<DirectiveNode> directives, IReadOnlyList<OperationTypeDefinitionNode> operationTypes)
    : DefinitionNode(span)
{
    public override NodeKind Kind => NodeKind.SchemaExtension;
    public IReadOnlyList<DirectiveNode> Directives { get; } = directives;
    public IReadOnlyList<OperationTypeDefinitionNode> OperationTypes { get; } = operationTypes;
}

public sealed class OperationTypeDefinitionNode(Span span, OperationKind operation, NamedTypeNode type) : Node(span)
{
    public override NodeKind Kind => NodeKind.OperationTypeDefinition;
    public OperationKind Operation { get; } = operation;
    public NamedTypeNode Type { get; } = type;
}

public sealed class ScalarTypeDefinitionNode(Span span, StringValueNode? description, NameNode name, IReadOnlyList<DirectiveNode> directives)
    : TypeDefinitionNode(span, description, name, directives)
{
    public override NodeKind Kind => NodeKind.ScalarTypeDefinition;
}

public sealed class ScalarTypeExtensionNode(Span span, NameNode name, IReadOnlyList<DirectiveNode> directives) : TypeExtensionNode(span, name, directives)
{
    public override NodeKind Kind => NodeKind.ScalarTypeExtension;
}

public sealed class ObjectTypeDefinitionNode(
    Span span, StringValueNode? description, NameNode name, IReadOnlyList<NamedTypeNode> interfaces, IReadOnlyList<DirectiveNode> directives,
    IReadOnlyList<FieldDefinitionNode> fields)
    : TypeDefinitionNode(span, description, name, directives)
{
    public override NodeKind Kind => NodeKind.ObjectTypeDefinition;
    public IReadOnlyList<NamedTypeNode> Interfaces { get; } = interfaces;
    public IReadOnlyList<FieldDefinitionNode> Fields { get; } = fields;
}

public sealed class ObjectTypeExtensionNode(
    Span span, NameNode name, IReadOnlyList<NamedTypeNode> interfaces, IReadOnlyList<DirectiveNode> directives, IReadOnlyList<FieldDefinitionNode> fields)
    : TypeExtensionNode(span, name, directives)
{
    public override NodeKind Kind => NodeKind.ObjectTypeExtension;
    public IReadOnlyList<NamedTypeNode> Interfaces { get; } = interfaces;
    public IReadOnlyList<FieldDefinitionNode> Fields { get; } = fields;
}

public sealed class FieldDefinitionNode(
    Span span, StringValueNode? description, NameNode name, IReadOnlyList<InputValueDefinitionNode> arguments, TypeNode type, IReadOnlyList<DirectiveNode> directives)
    : Node(span)
{
    public override NodeKind Kind => NodeKind.FieldDefinition;
    public StringValueNode? Description { get; } = description;
    public NameNode Name { get; } = name;
    public IReadOnlyList<InputValueDefinitionNode> Arguments { get; } = arguments;
    public TypeNode Type { get; } = type;
    public IReadOnlyList<DirectiveNode> Directives { get; } = directives;
}

/// <summary>An argument of a field or directive, or a field of an input object.</summary>
public sealed class InputValueDefinitionNode(
    Span span, StringValueNode? description, NameNode name, TypeNode type, ValueNode? defaultValue, IReadOnlyList<DirectiveNode> directives)
    : Node(span)
{
    public override NodeKind Kind => NodeKind.InputValueDefinition;
    public StringValueNode? Description { get; } = description;
    public NameNode Name { get; } = name;
    public TypeNode Type { get; } = type;
    public ValueNode? DefaultValue { get; } = defaultValue;
    public IReadOnlyList<DirectiveNode> Directives { get; } = directives;
}

public sealed class InterfaceTypeDefinitionNode(
    Span span, StringValueNode? description, NameNode name, IReadOnlyList<NamedTypeNode> interfaces, IReadOnlyList<DirectiveNode> directives,
    IReadOnlyList<FieldDefinitionNode> fields)
    : TypeDefinitionNode(span, description, name, directives)
{
    public override NodeKind Kind => NodeKind.InterfaceTypeDefinition;
    public IReadOnlyList<NamedTypeNode> Interfaces { get; } = interfaces;
    public IReadOnlyList<FieldDefinitionNode> Fields { get; } = fields;
}

public sealed class InterfaceTypeExtensionNode(
    Span span, NameNode name, IReadOnlyList<NamedTypeNode> interfaces, IReadOnlyList<DirectiveNode> directives, IReadOnlyList<FieldDefinitionNode> fields)
    : TypeExtensionNode(span, name, directives)
{
    public override NodeKind Kind => NodeKind.InterfaceTypeExtension;
    public IReadOnlyList<NamedTypeNode> Interfaces { get; } = interfaces;
    public IReadOnlyList<FieldDefinitionNode> Fields { get; } = fields;
}

public sealed class UnionTypeDefinitionNode(
    Span span, StringValueNode? description, NameNode name, IReadOnlyList<DirectiveNode> directives, IReadOnlyList<NamedTypeNode> types)
    : TypeDefinitionNode(span, description, name, directives)
{
    public override NodeKind Kind => NodeKind.UnionTypeDefinition;
    public IReadOnlyList<NamedTypeNode> Types { get; } = types;
}

public sealed class UnionTypeExtensionNode(Span span, NameNode name, IReadOnlyList<DirectiveNode> directives, IReadOnlyList<NamedTypeNode> types)
    : TypeExtensionNode(span, name, directives)
{
    public override NodeKind Kind => NodeKind.UnionTypeExtension;
    public IReadOnlyList<NamedTypeNode> Types { get; } = types;
}

public sealed class EnumTypeDefinitionNode(
    Span span, StringValueNode? description, NameNode name, IReadOnlyList<DirectiveNode> directives, IReadOnlyList<EnumValueDefinitionNode> values)
    : TypeDefinitionNode(span, description, name, directives)
{
    public override NodeKind Kind => NodeKind.EnumTypeDefinition;
    public IReadOnlyList<EnumValueDefinitionNode> Values { get; } = values;
}

public sealed class EnumTypeExtensionNode(Span span, NameNode name, IReadOnlyList<DirectiveNode> directives, IReadOnlyList<EnumValueDefinitionNode> values)
    : TypeExtensionNode(span, name, directives)
{
    public override NodeKind Kind => NodeKind.EnumTypeExtension;
    public IReadOnlyList<EnumValueDefinitionNode> Values { get; } = values;
}

public sealed class EnumValueDefinitionNode(Span span, StringValueNode? description, NameNode name, IReadOnlyList<DirectiveNode> directives) : Node(span)
{
    public override NodeKind Kind => NodeKind.EnumValueDefinition;
    public StringValueNode? Description { get; } = description;
    public NameNode Name { get; } = name;
    public IReadOnlyList<DirectiveNode> Directives { get; } = directives;
}

public sealed class InputObjectTypeDefinitionNode(
    Span span, StringValueNode? description, NameNode name, IReadOnlyList<DirectiveNode> directives, IReadOnlyList<InputValueDefinitionNode> fields)
    : TypeDefinitionNode(span, description, name, directives)
{
    public override NodeKind Kind => NodeKind.InputObjectTypeDefinition;
    public IReadOnlyList<InputValueDefinitionNode> Fields { get; } = fields;
}

public sealed class InputObjectTypeExtensionNode(Span span, NameNode name, IReadOnlyList<DirectiveNode> directives, IReadOnlyList<InputValueDefinitionNode> fields)
    : TypeExtensionNode(span, name, directives)
{
    public override NodeKind Kind => NodeKind.InputObjectTypeExtension;
    public IReadOnlyList<InputValueDefinitionNode> Fields { get; } = fields;
}

public sealed class DirectiveDefinitionNode(
    Span span, StringValueNode? description, NameNode name, IReadOnlyList<InputValueDefinitionNode> arguments, bool isRepeatable, IReadOnlyList<NameNode> locations)
    : TypeSystemDefinitionNode(span, description)
{
    public override NodeKind Kind => NodeKind.DirectiveDefinition;
    public NameNode Name { get; } = name;
    public IReadOnlyList<InputValueDefinitionNode> Arguments { get; } = arguments;
    public bool IsRepeatable { get; } = isRepeatable;
    public IReadOnlyList<NameNode> Locations { get; } = locations;
}
