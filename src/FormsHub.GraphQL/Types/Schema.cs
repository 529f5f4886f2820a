using FormsHub.GraphQL.Language;

namespace FormsHub.GraphQL.Types;

/// <summary>A type system: the operations' root types, every type that has a name, and the directives. See https://spec.graphql.org/September2025/#sec-Schema</summary>
public sealed class Schema
{
    private readonly Lazy<Field?> _schemaField;
    private readonly Lazy<Field?> _typeField;
    private readonly Lazy<Field?> _typeNameField;
    private readonly Lazy<Subtypes> _subtypes;
    private readonly Dictionary<string, Directive> _directives;

    /// <summary>
    /// <paramref name="types"/> are all named types of the schema, by name, the built-in scalars and introspection types that are used among them:
    /// what makes a schema knows them, so that nothing has to be walked and members stay unmade until they are asked for.
    /// </summary>
    public Schema(IReadOnlyDictionary<string, NamedType> types, IReadOnlyList<Directive> directives, ObjectType? query, ObjectType? mutation = null, ObjectType? subscription = null)
    {
        (Types, Directives, Query, Mutation, Subscription) = (types, directives, query, mutation, subscription);
        _directives = Index.ByName(directives, directive => directive.Name);
        _subtypes = new(() => new Subtypes(types.Values));
        _schemaField = new(() => MetaField("__schema", FindType("__Schema"), isNonNull: true));
        _typeField = new(() => MetaField("__type", FindType("__Type"), isNonNull: false, FindType("String")));
        _typeNameField = new(() => MetaField("__typename", FindType("String"), isNonNull: true));
    }

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
    /// The field that a selection on <paramref name="parent"/> means, the fields of introspection among them: <c>__typename</c> on every
    /// type, <c>__schema</c> and <c>__type</c> on the query's.
    /// </summary>
    public Field? FindField(CompositeType parent, string name) => name switch
    {
        "__typename" => _typeNameField.Value,
        "__schema" => parent == Query ? _schemaField.Value : null,
        "__type" => parent == Query ? _typeField.Value : null,
        _ => (parent as FieldsType)?.FindField(name),
    };

    /// <summary>The objects that a value of the type can be. See https://spec.graphql.org/September2025/#GetPossibleTypes()</summary>
    public IReadOnlyList<ObjectType> PossibleTypes(CompositeType type) => type switch
    {
        ObjectType alone => [alone],
        UnionType union => union.Types,
        _ => _subtypes.Value.ObjectsOf(type),
    };

    /// <summary>Whether what is of the one type is always of the other. See https://spec.graphql.org/September2025/#IsSubType()</summary>
    public bool IsSubtype(GraphQLType type, GraphQLType of) => (type, of) switch
    {
        _ when type == of => true,
        (NonNullType some, NonNullType other) => IsSubtype(some.Of, other.Of),
        (_, NonNullType) => false,
        (NonNullType some, _) => IsSubtype(some.Of, of),
        (ListType some, ListType other) => IsSubtype(some.Of, other.Of),
        (FieldsType some, InterfaceType other) => _subtypes.Value.Has(other, some),
        (ObjectType some, UnionType other) => _subtypes.Value.Has(other, some),
        _ => false,
    };

    /// <summary>Whether a value can be of both types.</summary>
    public bool Overlap(CompositeType type, CompositeType other) =>
        type == other || (type is ObjectType || other is ObjectType
            ? IsSubtype(type, other) || IsSubtype(other, type)
            : PossibleTypes(type).Any(each => IsSubtype(each, other)));

    private static Field? MetaField(string name, NamedType? type, bool isNonNull, NamedType? nameArgument = null) => type is null
        ? null
        : new Field(name, isNonNull ? new NonNullType(type) : type)
        {
            Arguments = nameArgument is null ? [] : [new InputValue("name", new NonNullType(nameArgument))],
        };

    /// <summary>Who implements an interface and who belongs to a union, looked through once.</summary>
    private sealed class Subtypes
    {
        private readonly Dictionary<CompositeType, List<ObjectType>> _objects = [];
        private readonly HashSet<(CompositeType Of, CompositeType Type)> _pairs = [];

        public Subtypes(IEnumerable<NamedType> types)
        {
            foreach (var type in types)
            {
                if (type is UnionType union)
                    foreach (var member in union.Types) _pairs.Add((union, member));
                if (type is not FieldsType implementing) continue;
                foreach (var implemented in implementing.Interfaces)
                {
                    if (!_pairs.Add((implemented, implementing)) || implementing is not ObjectType found) continue;
                    if (!_objects.TryGetValue(implemented, out var objects)) _objects[implemented] = objects = [];
                    objects.Add(found);
                }
            }
        }

        public List<ObjectType> ObjectsOf(CompositeType type) => _objects.GetValueOrDefault(type) ?? [];
        public bool Has(CompositeType of, CompositeType type) => _pairs.Contains((of, type));
    }
}
