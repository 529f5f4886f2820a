using FormsHub.GraphQL.Introspection;
using FormsHub.GraphQL.Language;

namespace FormsHub.GraphQL.Types;

/// <summary>A type system: the operations' root types, every type that has a name, and the directives. See https://spec.graphql.org/September2025/#sec-Schema</summary>
public sealed class Schema
{
    private readonly Lazy<Dictionary<InterfaceType, List<ObjectType>>> _implementations;
    private readonly Dictionary<string, Directive> _directives;

    /// <summary>
    /// <paramref name="types"/> are all named types of the schema, by name, the built-in scalars and introspection types that are used among them:
    /// what makes a schema knows them, so that nothing has to be walked and members stay unmade until they are asked for.
    /// </summary>
    public Schema(IReadOnlyDictionary<string, NamedType> types, IReadOnlyList<Directive> directives, ObjectType? query, ObjectType? mutation = null, ObjectType? subscription = null)
    {
        (Types, Directives, Query, Mutation, Subscription) = (types, directives, query, mutation, subscription);
        _directives = Index.ByName(directives, directive => directive.Name);
        _implementations = new(Implementations);
    }

    /// <summary>Nothing but the built-in directives: what a document is checked against that defines a schema of its own.</summary>
    internal static Schema Empty { get; } = new(new Dictionary<string, NamedType>(), SpecifiedDirectives.All, query: null);

    public IReadOnlyDictionary<string, NamedType> Types { get; }
    public IReadOnlyList<Directive> Directives { get; }
    public ObjectType? Query { get; }
    public ObjectType? Mutation { get; }
    public ObjectType? Subscription { get; }
    public string? Description { get; init; }

    /// <summary>The definition and then the extensions, if the schema was read from a text that has them.</summary>
    public IReadOnlyList<DefinitionNode> Nodes { get; init; } = [];

    public NamedType? FindType(string name) => Types.GetValueOrDefault(name);

    /// <summary>The type that a document writes so; null where the schema has no such name.</summary>
    public GraphQLType? FindType(TypeNode written) => written switch
    {
        NamedTypeNode named => FindType(named.Name.Value),
        ListTypeNode list => FindType(list.Type) is { } of ? new ListType(of) : null,
        NonNullTypeNode nonNull => FindType(nonNull.Type) is { } of ? new NonNullType(of) : null,
        _ => null,
    };

    public Directive? FindDirective(string name) => _directives.GetValueOrDefault(name);

    public ObjectType? RootOf(OperationKind operation) => operation switch
    {
        OperationKind.Query => Query,
        OperationKind.Mutation => Mutation,
        OperationKind.Subscription => Subscription,
    };

    /// <summary>
    /// What the schema's text names as the operation's root, also where it is no object and so cannot be the root: by its definition, or by its
    /// usual name where there is none.
    /// </summary>
    internal NamedType? NamedRoot(OperationKind operation)
    {
        if (RootOf(operation) is { } root) return root;
        if (RootNode(operation) is { } node) return FindOrBuiltIn(node.Name.Value);
        var usual = Nodes.OfType<SchemaDefinitionNode>().Any() ? null : FindType(operation.ToString());
        return usual is { Nodes.Count: > 0 } and not ObjectType ? usual : null;
    }

    internal NamedTypeNode? RootNode(OperationKind operation) =>
        Nodes.SelectMany(node => node.OperationTypeNodes()).FirstOrDefault(node => node.Operation == operation)?.Type;

    /// <summary>The type of this name, also where nothing but a wrong reference leads to it.</summary>
    internal NamedType? FindOrBuiltIn(string name) => FindType(name) ?? SpecifiedScalars.All.Concat(IntrospectionTypes.All).FirstOrDefault(type => type.Name == name);

    /// <summary>
    /// The field that a selection on <paramref name="parent"/> means, the fields of introspection among them: <c>__typename</c> on every
    /// type, <c>__schema</c> and <c>__type</c> on the query's.
    /// </summary>
    public Field? FindField(CompositeType parent, string name) => name switch
    {
        "__typename" => MetaFields.TypeName,
        "__schema" => parent == Query ? MetaFields.Schema : null,
        "__type" => parent == Query ? MetaFields.Type : null,
        _ => (parent as FieldsType)?.FindField(name),
    };

    /// <summary>
    /// The objects that a value of the type can be; the first call for an interface looks through the types once, not through their fields.
    /// See https://spec.graphql.org/September2025/#GetPossibleTypes()
    /// </summary>
    public IReadOnlyList<ObjectType> PossibleTypes(CompositeType type) => type switch
    {
        ObjectType alone => [alone],
        UnionType union => union.Types,
        InterfaceType implemented => _implementations.Value.GetValueOrDefault(implemented) ?? [],
        _ => [],
    };

    /// <summary>Whether a value can be of both types.</summary>
    public bool Overlap(CompositeType type, CompositeType other) =>
        type == other || (type is ObjectType || other is ObjectType
            ? type.IsSubtypeOf(other) || other.IsSubtypeOf(type)
            : PossibleTypes(type).Any(each => each.IsSubtypeOf(other)));

    private Dictionary<InterfaceType, List<ObjectType>> Implementations()
    {
        var found = new Dictionary<InterfaceType, List<ObjectType>>();
        foreach (var type in Types.Values)
        {
            if (type is not ObjectType implementing) continue;
            foreach (var implemented in implementing.Interfaces)
            {
                if (!found.TryGetValue(implemented, out var objects)) found[implemented] = objects = [];
                if (objects.Count is 0 || objects[^1] != implementing) objects.Add(implementing);
            }
        }
        return found;
    }
}
