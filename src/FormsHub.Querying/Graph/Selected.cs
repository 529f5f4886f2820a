using FormsHub.GraphQL.Language;
using FormsHub.GraphQL.Types;

namespace FormsHub.Querying.Graph;

/// <summary>A field that an operation asks for, with the selections of all places that ask for it under the same key.</summary>
internal sealed class Selected
{
    private readonly IReadOnlyList<FieldNode> _nodes;
    private readonly GraphOperation _operation;
    private readonly Selected? _parent;

    public Selected(GraphOperation operation, GraphStatement statement, Selected? parent, Field field, IReadOnlyList<FieldNode> nodes)
    {
        (_operation, Statement, _parent, Field, _nodes) = (operation, statement, parent, field, nodes);
        Arguments = operation.Arguments(field, nodes[0]);
    }

    public GraphStatement Statement { get; }
    public Field Field { get; }

    /// <summary>Its name in the response.</summary>
    public string Key => _nodes[0].ResponseKey;
    public string Name => _nodes[0].Name.Value;

    /// <summary>The named type, as which an object's members are selected.</summary>
    public NamedType Type => Field.Type.Named;
    public IReadOnlyDictionary<string, object?> Arguments { get; }

    /// <summary>The keys that lead to it.</summary>
    public IReadOnlyList<string> Path => [.. _parent?.Path ?? [], Key];

    public FieldNode Node => _nodes[0];

    /// <summary>What is asked of it, where it is an object.</summary>
    public IReadOnlyList<Selected> Fields => field ??= FieldsOf((ObjectType)Type);

    /// <summary>What is asked of it if it is an object of that type.</summary>
    public IReadOnlyList<Selected> FieldsOf(ObjectType type) => _operation.Collect(type, [.. _nodes.Select(node => node.SelectionSet!)], Statement, this);

    public Selected? Find(string name) => Fields.FirstOrDefault(each => each.Name == name);

    /// <summary>The object with its members; the place is where they are answered.</summary>
    public JsonText Object(Place place) => Object((ObjectType)Type, place);

    public JsonText Object(ObjectType type, Place place) => JsonText.Object(FieldsOf(type).Select(each => (each.Key, each.Answer(type, place))));

    public JsonText Answer(ObjectType type, Place place) => Name is "__typename"
        ? JsonText.Constant($"\"{type.Name}\"")
        : ((Answer)Field.Tag!).Of(this, place);

    public T? Argument<T>(string name) => Arguments.TryGetValue(name, out var value) ? (T?)value : default;

    public bool Has(string name) => Arguments.TryGetValue(name, out var value) && value is not null;
}
