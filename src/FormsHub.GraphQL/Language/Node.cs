namespace FormsHub.GraphQL.Language;

/// <summary>A node of the syntax tree. Nodes never change; two nodes are equal only if they are the same.</summary>
public abstract class Node(Span span)
{
    public Span Span { get; } = span;

    public abstract NodeKind Kind { get; }
}

/// <summary>The kinds of node, for a switch that the processor can jump through.</summary>
public enum NodeKind
{
    Name, Document, OperationDefinition, VariableDefinition, SelectionSet, Field, Argument, FragmentSpread, InlineFragment, FragmentDefinition,
    Variable, IntValue, FloatValue, StringValue, BooleanValue, NullValue, EnumValue, ListValue, ObjectValue, ObjectField, Directive,
    NamedType, ListType, NonNullType,
    SchemaDefinition, OperationTypeDefinition, ScalarTypeDefinition, ObjectTypeDefinition, FieldDefinition, InputValueDefinition, InterfaceTypeDefinition,
    UnionTypeDefinition, EnumTypeDefinition, EnumValueDefinition, InputObjectTypeDefinition, DirectiveDefinition,
    SchemaExtension, ScalarTypeExtension, ObjectTypeExtension, InterfaceTypeExtension, UnionTypeExtension, EnumTypeExtension, InputObjectTypeExtension,
}

/// <summary>A name with its place.</summary>
public sealed class NameNode(Span span, string value) : Node(span)
{
    public override NodeKind Kind => NodeKind.Name;
    public string Value { get; } = value;
    public override string ToString() => Value;
}
