using System.Runtime.CompilerServices;
using FormsHub.GraphQL.Execution;
using FormsHub.GraphQL.Language;

namespace FormsHub.GraphQL.Types;

/// <summary>A type of a schema. See https://spec.graphql.org/September2025/#sec-Types</summary>
public abstract class GraphQLType
{
    /// <summary>The type with all lists and non-null around it taken off.</summary>
    public abstract NamedType Named { get; }

    /// <summary>The type without a non-null around it.</summary>
    public virtual GraphQLType Nullable => this;

    /// <summary>Whether both are the same type, or the same wraps the same.</summary>
    public bool IsEqualTo(GraphQLType other) => ReferenceEquals(this, other) || (this, other) switch
    {
        (NonNullType one, NonNullType two) => one.Of.IsEqualTo(two.Of),
        (ListType one, ListType two) => one.Of.IsEqualTo(two.Of),
        _ => false,
    };

    /// <summary>Whether what is of this type is always of the other. See https://spec.graphql.org/September2025/#IsSubType()</summary>
    public bool IsSubtypeOf(GraphQLType other) => ReferenceEquals(this, other) || (this, other) switch
    {
        (NonNullType one, NonNullType two) => one.Of.IsSubtypeOf(two.Of),
        (_, NonNullType) => false,
        (NonNullType one, _) => one.Of.IsSubtypeOf(other),
        (ListType one, ListType two) => one.Of.IsSubtypeOf(two.Of),
        (FieldsType one, InterfaceType two) => one.Interfaces.Contains(two),
        (ObjectType one, UnionType two) => two.Includes(one),
        _ => false,
    };

    /// <summary>Whether a value that is asked for can be of it: scalars, enums, objects, interfaces, unions, and lists and non-null of them.</summary>
    public bool IsOutput => Named is not InputObjectType;

    /// <summary>Whether a value that is given can be of it: scalars, enums, input objects, and lists and non-null of them.</summary>
    public bool IsInput => Named is LeafType or InputObjectType;
}

public sealed class ListType(GraphQLType of) : GraphQLType
{
    public GraphQLType Of { get; } = of;
    public override NamedType Named => Of.Named;
    public override string ToString() => $"[{Of}]";
}

public sealed class NonNullType(GraphQLType of) : GraphQLType
{
    /// <summary>Never itself non-null.</summary>
    public GraphQLType Of { get; } = of is NonNullType ? throw new ArgumentException("A non-null type is never non-null twice.", nameof(of)) : of;
    public override NamedType Named => Of.Named;
    public override GraphQLType Nullable => Of;
    public override string ToString() => $"{Of}!";
}

/// <summary>A type that has a name.</summary>
public abstract class NamedType(string name) : GraphQLType
{
    public string Name { get; } = name;
    public string? Description { get; init; }

    /// <summary>Where the type is defined, then where it is extended, if it was read from a text.</summary>
    public IReadOnlyList<DefinitionNode> Nodes { get; init; } = [];

    public override NamedType Named => this;
    public override string ToString() => Name;
}

/// <summary>A type without selections: a scalar or an enum.</summary>
public abstract class LeafType(string name) : NamedType(name);

/// <summary>A type with selections: an object, an interface or a union.</summary>
public abstract class CompositeType(string name) : NamedType(name)
{
    /// <summary>Of an interface or union: the name of the object type that a value is of; null: the value is a dictionary that holds it as <c>__typename</c>.</summary>
    public Func<object, string?>? ResolveType { get; init; }
}

/// <summary>
/// An object or an interface. Its members are made when they are first asked for, so that types may refer to each other and a schema of
/// thousands of types costs only what is used.
/// </summary>
public abstract class FieldsType(string name, Func<IReadOnlyList<Field>> fields, Func<IReadOnlyList<InterfaceType>>? interfaces) : CompositeType(name)
{
    private readonly Lazy<IReadOnlyList<Field>> _fields = new(fields);
    private readonly Lazy<IReadOnlyList<InterfaceType>> _interfaces = new(interfaces ?? (static () => []));
    private Dictionary<string, Field>? _byName;

    public IReadOnlyList<Field> Fields => _fields.Value;
    public IReadOnlyList<InterfaceType> Interfaces => _interfaces.Value;

    /// <summary>The field of this name; of two, which validation refuses, the last.</summary>
    public Field? FindField(string name) => (_byName ??= Index.ByName(Fields, field => field.Name)).GetValueOrDefault(name);
}

public sealed class ObjectType(string name, Func<IReadOnlyList<Field>> fields, Func<IReadOnlyList<InterfaceType>>? interfaces = null)
    : FieldsType(name, fields, interfaces);

public sealed class InterfaceType(string name, Func<IReadOnlyList<Field>> fields, Func<IReadOnlyList<InterfaceType>>? interfaces = null)
    : FieldsType(name, fields, interfaces);

public sealed class UnionType(string name, Func<IReadOnlyList<ObjectType>> types) : CompositeType(name)
{
    private readonly Lazy<IReadOnlyList<ObjectType>> _types = new(types);
    private HashSet<ObjectType>? _members;

    public IReadOnlyList<ObjectType> Types => _types.Value;

    public bool Includes(ObjectType type) => (_members ??= [.. Types]).Contains(type);
}

public sealed class EnumType(string name, IReadOnlyList<EnumValue> values) : LeafType(name)
{
    private Dictionary<string, EnumValue>? _byName;
    private Dictionary<object, EnumValue>? _byValue;

    public IReadOnlyList<EnumValue> Values { get; } = values;

    /// <summary>The value that stands for this inside the server.</summary>
    public EnumValue? FindByValue(object value)
    {
        if (_byValue is null)
        {
            var found = new Dictionary<object, EnumValue>(Values.Count);
            foreach (var each in Values) found[each.Value] = each;
            _byValue = found;
        }
        return _byValue.GetValueOrDefault(value);
    }

    public EnumValue? FindValue(string name) => (_byName ??= Index.ByName(Values, value => value.Name)).GetValueOrDefault(name);
}

/// <summary>A value of an enum.</summary>
public sealed class EnumValue(string name)
{
    public string Name { get; } = name;
    public string? Description { get; init; }
    public string? DeprecationReason { get; init; }

    /// <summary>What stands for it inside the server; its name if nothing else is said.</summary>
    public object Value { get => field ?? Name; init; }

    public EnumValueDefinitionNode? Node { get; init; }
}

public sealed class InputObjectType(string name, Func<IReadOnlyList<InputValue>> fields) : NamedType(name)
{
    private readonly Lazy<IReadOnlyList<InputValue>> _fields = new(fields);
    private Dictionary<string, InputValue>? _byName;

    public IReadOnlyList<InputValue> Fields => _fields.Value;

    /// <summary>Whether exactly one field is to be given. See https://spec.graphql.org/September2025/#sec-OneOf-Input-Objects</summary>
    public bool IsOneOf { get; init; }

    public InputValue? FindField(string name) => (_byName ??= Index.ByName(Fields, field => field.Name)).GetValueOrDefault(name);
}

/// <summary>A field of an object or interface.</summary>
public sealed class Field(string name, GraphQLType type)
{
    public string Name { get; } = name;
    public GraphQLType Type { get; } = type;
    public IReadOnlyList<InputValue> Arguments { get; init; } = [];
    public string? Description { get; init; }
    public string? DeprecationReason { get; init; }
    public FieldDefinitionNode? Node { get; init; }

    /// <summary>
    /// Answers the field; null: the source is a dictionary that holds its value, or such a function, under its name. An answer may be a list, an
    /// <c>IAsyncEnumerable&lt;object?&gt;</c> where a list is due, or <see cref="RawJson"/>. What is thrown becomes an error of the response.
    /// </summary>
    public Func<ResolveContext, ValueTask<object?>>? Resolve { get; init; }

    /// <summary>Of a field of the subscription root: the events, each of which is the source from which the field is then resolved.</summary>
    public Func<ResolveContext, ValueTask<IAsyncEnumerable<object?>>>? Subscribe { get; init; }

    /// <summary>What the server that made the schema needs to answer the field; the library never looks into it.</summary>
    public object? Tag { get; init; }

    public InputValue? FindArgument(string name)
    {
        foreach (var argument in Arguments)
            if (argument.Name == name) return argument;
        return null;
    }
}

/// <summary>An argument of a field or directive, or a field of an input object.</summary>
public sealed class InputValue(string name, GraphQLType type)
{
    public string Name { get; } = name;
    public GraphQLType Type { get; } = type;
    public string? Description { get; init; }
    public string? DeprecationReason { get; init; }

    /// <summary>As written in the schema; null where there is none (a default of null is a <see cref="NullValueNode"/>).</summary>
    public ValueNode? Default { get; init; }

    public InputValueDefinitionNode? Node { get; init; }

    /// <summary>What the server that made the schema needs to know of it.</summary>
    public object? Tag { get; init; }

    /// <summary>The default as the server works with it, once it was asked for.</summary>
    internal StrongBox<object?>? CoercedDefault { get; set; }

    /// <summary>Non-null and without a default.</summary>
    public bool IsRequired => Type is NonNullType && Default is null;
}

internal static class Index
{
    public static Dictionary<string, T> ByName<T>(IReadOnlyList<T> values, Func<T, string> name)
    {
        var found = new Dictionary<string, T>(values.Count);
        foreach (var value in values) found[name(value)] = value;
        return found;
    }
}
