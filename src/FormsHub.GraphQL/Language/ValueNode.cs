namespace FormsHub.GraphQL.Language;

/// <summary>A value as it is written. See https://spec.graphql.org/September2025/#sec-Input-Values</summary>
public abstract class ValueNode(Span span) : Node(span);

public sealed class VariableNode(Span span, NameNode name) : ValueNode(span)
{
    public override NodeKind Kind => NodeKind.Variable;
    public NameNode Name { get; } = name;
}

/// <summary>An integer, its digits as written.</summary>
public sealed class IntValueNode(Span span, string value) : ValueNode(span)
{
    public override NodeKind Kind => NodeKind.IntValue;
    public string Value { get; } = value;
}

/// <summary>A number with a fraction or an exponent, as written.</summary>
public sealed class FloatValueNode(Span span, string value) : ValueNode(span)
{
    public override NodeKind Kind => NodeKind.FloatValue;
    public string Value { get; } = value;
}

/// <summary>A string; its value is what the escapes, or the block string's indentation, mean.</summary>
public sealed class StringValueNode(Span span, string value, bool isBlock) : ValueNode(span)
{
    public override NodeKind Kind => NodeKind.StringValue;
    public string Value { get; } = value;
    public bool IsBlock { get; } = isBlock;
}

public sealed class BooleanValueNode(Span span, bool value) : ValueNode(span)
{
    public override NodeKind Kind => NodeKind.BooleanValue;
    public bool Value { get; } = value;
}

public sealed class NullValueNode(Span span) : ValueNode(span)
{
    public override NodeKind Kind => NodeKind.NullValue;
}

public sealed class EnumValueNode(Span span, string value) : ValueNode(span)
{
    public override NodeKind Kind => NodeKind.EnumValue;
    public string Value { get; } = value;
}

public sealed class ListValueNode(Span span, IReadOnlyList<ValueNode> values) : ValueNode(span)
{
    public override NodeKind Kind => NodeKind.ListValue;
    public IReadOnlyList<ValueNode> Values { get; } = values;
}

public sealed class ObjectValueNode(Span span, IReadOnlyList<ObjectFieldNode> fields) : ValueNode(span)
{
    public override NodeKind Kind => NodeKind.ObjectValue;
    public IReadOnlyList<ObjectFieldNode> Fields { get; } = fields;
}

public sealed class ObjectFieldNode(Span span, NameNode name, ValueNode value) : Node(span)
{
    public override NodeKind Kind => NodeKind.ObjectField;
    public NameNode Name { get; } = name;
    public ValueNode Value { get; } = value;
}

/// <summary>A type as it is named where it is used. See https://spec.graphql.org/September2025/#sec-Type-References</summary>
public abstract class TypeNode(Span span) : Node(span);

public sealed class NamedTypeNode(Span span, NameNode name) : TypeNode(span)
{
    public override NodeKind Kind => NodeKind.NamedType;
    public NameNode Name { get; } = name;
}

public sealed class ListTypeNode(Span span, TypeNode type) : TypeNode(span)
{
    public override NodeKind Kind => NodeKind.ListType;
    public TypeNode Type { get; } = type;
}

/// <summary><c>T!</c>; the type within is never itself one of these.</summary>
public sealed class NonNullTypeNode(Span span, TypeNode type) : TypeNode(span)
{
    public override NodeKind Kind => NodeKind.NonNullType;
    public TypeNode Type { get; } = type;
}
