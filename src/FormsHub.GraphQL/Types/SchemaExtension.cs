using FormsHub.GraphQL.Introspection;
using FormsHub.GraphQL.Language;

namespace FormsHub.GraphQL.Types;

/// <summary>
/// A schema and a document that adds to it, become one new schema. Types refer to each other, so each is made anew, and refers to the others by
/// name; what the document says wrongly of kinds (an object that implements a union) is left out, for the validation of the schema to find.
/// </summary>
internal sealed class SchemaExtension
{
    private static readonly Dictionary<string, NamedType> BuiltIn = SpecifiedScalars.All.Concat(IntrospectionTypes.All).ToDictionary(type => type.Name);

    private readonly Schema _schema;
    private readonly OrderedDictionary<string, NamedType> _types = [];
    private readonly List<TypeDefinitionNode> _definitions = [];
    private readonly Dictionary<string, List<TypeExtensionNode>> _extensions = [];
    private readonly List<DirectiveDefinitionNode> _directives = [];
    private readonly List<SchemaExtensionNode> _schemaExtensions = [];
    private readonly SchemaDefinitionNode? _schemaDefinition;

    public SchemaExtension(Schema schema, DocumentNode document)
    {
        _schema = schema;
        foreach (var definition in document.Definitions)
        {
            switch (definition)
            {
                case SchemaDefinitionNode it: _schemaDefinition = it; break;
                case SchemaExtensionNode it: _schemaExtensions.Add(it); break;
                case DirectiveDefinitionNode it: _directives.Add(it); break;
                case TypeDefinitionNode it: _definitions.Add(it); break;
                case TypeExtensionNode it when _extensions.TryGetValue(it.Name.Value, out var known): known.Add(it); break;
                case TypeExtensionNode it: _extensions[it.Name.Value] = [it]; break;
                default: break;
            }
        }

        foreach (var type in schema.Types.Values) _types[type.Name] = Extended(type);
        foreach (var definition in _definitions) _types[definition.Name.Value] = Defined(definition);
    }

    /// <summary>A schema of its own: roots by their usual names where the document has no schema definition, and the built-in directives.</summary>
    public Schema Build()
    {
        var directives = _directives.Select(Directive).ToList();
        directives.AddRange(SpecifiedDirectives.All.Where(builtIn => directives.TrueForAll(directive => directive.Name != builtIn.Name)));
        return _schemaDefinition is null
            ? Whole(directives, Named("Query") ?? Root(OperationKind.Query), Named("Mutation") ?? Root(OperationKind.Mutation), Named("Subscription") ?? Root(OperationKind.Subscription))
            : Whole(directives, Root(OperationKind.Query), Root(OperationKind.Mutation), Root(OperationKind.Subscription));

        ObjectType? Named(string name) => _types.GetValueOrDefault(name) as ObjectType;
    }

    public Schema Extend() => Whole(
        [.. _schema.Directives.Select(Copied), .. _directives.Select(Directive)],
        Root(OperationKind.Query), Root(OperationKind.Mutation), Root(OperationKind.Subscription));

    private Schema Whole(IReadOnlyList<Directive> directives, ObjectType? query, ObjectType? mutation, ObjectType? subscription) =>
        new(ReferencedTypes.Of(_types.Values, directives, query, mutation, subscription), directives, query, mutation, subscription)
        {
            Description = _schemaDefinition?.Description?.Value ?? _schema.Description,
            Nodes = [.. _schemaDefinition is null ? _schema.Nodes : [_schemaDefinition], .. _schemaExtensions],
        };

    private ObjectType? Root(OperationKind operation)
    {
        var node = (_schemaDefinition?.OperationTypes ?? []).Concat(_schemaExtensions.SelectMany(extension => extension.OperationTypes)).LastOrDefault(type => type.Operation == operation);
        return (node is null ? _schema.RootOf(operation) is { } root ? Find(root.Name, null) : null : Find(node.Type.Name.Value, node.Type)) as ObjectType;
    }

    private NamedType Find(string name, Node? where) =>
        BuiltIn.GetValueOrDefault(name) ?? _types.GetValueOrDefault(name) ?? throw new GraphQLException($"Unknown type: \"{name}\".", where);

    private GraphQLType Find(TypeNode node) => node switch
    {
        ListTypeNode list => new ListType(Find(list.Type)),
        NonNullTypeNode nonNull => new NonNullType(Find(nonNull.Type)),
        NamedTypeNode named => Find(named.Name.Value, named),
        _ => throw new ArgumentOutOfRangeException(nameof(node), node.Kind, "Not a reference to a type."),
    };

    private GraphQLType Again(GraphQLType type) => type switch
    {
        ListType list => new ListType(Again(list.Of)),
        NonNullType nonNull => new NonNullType(Again(nonNull.Of)),
        _ => Find(type.Named.Name, null),
    };

    private List<TypeExtensionNode> ExtensionsOf(string name) => _extensions.GetValueOrDefault(name) ?? [];

    private NamedType Extended(NamedType type)
    {
        if (BuiltIn.ContainsKey(type.Name)) return type;
        var added = ExtensionsOf(type.Name);
        IReadOnlyList<DefinitionNode> nodes = [.. type.Nodes, .. added];
        return type switch
        {
            ScalarType it => new ScalarType(it.Name)
            {
                Description = it.Description,
                Nodes = nodes,
                SpecifiedByUrl = added.Select(SpecifiedByUrl).LastOrDefault(url => url is not null) ?? it.SpecifiedByUrl,
                ParseValue = it.ParseValue,
                ParseLiteral = it.ParseLiteral,
                Serialize = it.Serialize,
            },
            ObjectType it => new ObjectType(it.Name, () => [.. it.Fields.Select(Copied), .. Fields(added)], () => [.. Copied(it.Interfaces), .. Interfaces(added)])
            {
                Description = it.Description,
                Nodes = nodes,
            },
            InterfaceType it => new InterfaceType(it.Name, () => [.. it.Fields.Select(Copied), .. Fields(added)], () => [.. Copied(it.Interfaces), .. Interfaces(added)])
            {
                Description = it.Description,
                Nodes = nodes,
                ResolveType = it.ResolveType,
            },
            UnionType it => new UnionType(it.Name, () => [.. it.Types.Select(member => (ObjectType)Find(member.Name, null)), .. Members(added)])
            {
                Description = it.Description,
                Nodes = nodes,
                ResolveType = it.ResolveType,
            },
            EnumType it => new EnumType(it.Name, [.. it.Values, .. Values(added)]) { Description = it.Description, Nodes = nodes },
            InputObjectType it => new InputObjectType(it.Name, () => [.. it.Fields.Select(Copied), .. InputFields(added)])
            {
                Description = it.Description,
                Nodes = nodes,
                IsOneOf = it.IsOneOf,
            },
            _ => throw new ArgumentOutOfRangeException(nameof(type), type.Name, "A type of no kind."),
        };
    }

    private NamedType Defined(TypeDefinitionNode node)
    {
        var name = node.Name.Value;
        if (BuiltIn.TryGetValue(name, out var builtIn)) return builtIn;
        IReadOnlyList<DefinitionNode> nodes = [node, .. ExtensionsOf(name)];
        var description = node.Description?.Value;
        return node switch
        {
            ScalarTypeDefinitionNode => new ScalarType(name) { Description = description, Nodes = nodes, SpecifiedByUrl = nodes.Select(SpecifiedByUrl).LastOrDefault(url => url is not null) },
            ObjectTypeDefinitionNode => new ObjectType(name, () => [.. Fields(nodes)], () => [.. Interfaces(nodes)]) { Description = description, Nodes = nodes },
            InterfaceTypeDefinitionNode => new InterfaceType(name, () => [.. Fields(nodes)], () => [.. Interfaces(nodes)]) { Description = description, Nodes = nodes },
            UnionTypeDefinitionNode => new UnionType(name, () => [.. Members(nodes)]) { Description = description, Nodes = nodes },
            EnumTypeDefinitionNode => new EnumType(name, [.. Values(nodes)]) { Description = description, Nodes = nodes },
            InputObjectTypeDefinitionNode => new InputObjectType(name, () => [.. InputFields(nodes)])
            {
                Description = description,
                Nodes = nodes,
                IsOneOf = node.Directives.Any(directive => directive.Name.Value == SpecifiedDirectives.OneOf.Name),
            },
            _ => throw new ArgumentOutOfRangeException(nameof(node), node.Kind, "A type of no kind."),
        };
    }

    private Directive Directive(DirectiveDefinitionNode node) => new(node.Name.Value, [.. node.Locations.Select(place => DirectiveLocations.Find(place.Value)).OfType<DirectiveLocation>()])
    {
        Description = node.Description?.Value,
        Arguments = [.. node.Arguments.Select(InputValue)],
        IsRepeatable = node.IsRepeatable,
        Node = node,
    };

    private IEnumerable<Field> Fields(IEnumerable<DefinitionNode> nodes) => nodes.SelectMany(node => node.FieldNodes()).Select(node => new Field(node.Name.Value, Find(node.Type))
    {
        Description = node.Description?.Value,
        Arguments = [.. node.Arguments.Select(InputValue)],
        DeprecationReason = DeprecationReason(node.Directives),
        Node = node,
    });

    private IEnumerable<InterfaceType> Interfaces(IEnumerable<DefinitionNode> nodes) =>
        nodes.SelectMany(node => node.InterfaceNodes()).Select(node => Find(node.Name.Value, node)).OfType<InterfaceType>();

    private IEnumerable<ObjectType> Members(IEnumerable<DefinitionNode> nodes) =>
        nodes.SelectMany(node => node.MemberNodes()).Select(node => Find(node.Name.Value, node)).OfType<ObjectType>();

    private IEnumerable<InputValue> InputFields(IEnumerable<DefinitionNode> nodes) => nodes.SelectMany(node => node.InputFieldNodes()).Select(InputValue);

    private static IEnumerable<EnumValue> Values(IEnumerable<DefinitionNode> nodes) => nodes.SelectMany(node => node.ValueNodes()).Select(node => new EnumValue(node.Name.Value)
    {
        Description = node.Description?.Value,
        DeprecationReason = DeprecationReason(node.Directives),
        Node = node,
    });

    private InputValue InputValue(InputValueDefinitionNode node) => new(node.Name.Value, Find(node.Type))
    {
        Description = node.Description?.Value,
        Default = node.DefaultValue,
        DeprecationReason = DeprecationReason(node.Directives),
        Node = node,
    };

    private Field Copied(Field field) => new(field.Name, Again(field.Type))
    {
        Description = field.Description,
        Arguments = [.. field.Arguments.Select(Copied)],
        DeprecationReason = field.DeprecationReason,
        Node = field.Node,
        Resolve = field.Resolve,
        Subscribe = field.Subscribe,
        Tag = field.Tag,
    };

    private InputValue Copied(InputValue value) => new(value.Name, Again(value.Type))
    {
        Description = value.Description,
        Default = value.Default,
        DeprecationReason = value.DeprecationReason,
        Node = value.Node,
        Tag = value.Tag,
    };

    private Directive Copied(Directive directive) => SpecifiedDirectives.All.Contains(directive) ? directive : new(directive.Name, directive.Locations)
    {
        Description = directive.Description,
        Arguments = [.. directive.Arguments.Select(Copied)],
        IsRepeatable = directive.IsRepeatable,
        Node = directive.Node,
    };

    private IEnumerable<InterfaceType> Copied(IEnumerable<InterfaceType> interfaces) => interfaces.Select(type => (InterfaceType)Find(type.Name, null));

    private static string? DeprecationReason(IReadOnlyList<DirectiveNode> directives) => ArgumentOf(SpecifiedDirectives.Deprecated, directives, SpecifiedDirectives.NoLongerSupported);

    private static string? SpecifiedByUrl(DefinitionNode node) => ArgumentOf(SpecifiedDirectives.SpecifiedBy, node.DirectiveNodes(), whenMissing: null);

    // The one text that a built-in directive takes; null where the directive does not stand there.
    private static string? ArgumentOf(Directive directive, IReadOnlyList<DirectiveNode> directives, string? whenMissing)
    {
        if (directives.FirstOrDefault(each => each.Name.Value == directive.Name) is not { } node) return null;

        var definition = directive.Arguments[0];
        var argument = node.Arguments.FirstOrDefault(each => each.Name.Value == definition.Name);
        return argument?.Value switch
        {
            StringValueNode text => text.Value,
            NullValueNode nothing => throw new GraphQLException($"Argument \"{directive}({definition.Name}:)\" has invalid value: Expected value of non-null type \"String!\" not to be null.", nothing),
            { } value => throw new GraphQLException($"Argument \"{directive}({definition.Name}:)\" has invalid value: String cannot represent a non string value: {Printer.Print(value)}", value),
            null => whenMissing ?? throw new GraphQLException($"Argument \"{directive}({definition.Name}:)\" of required type \"String!\" was not provided.", node),
        };
    }
}
