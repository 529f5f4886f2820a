using FormsHub.GraphQL.Execution;
using FormsHub.GraphQL.Language;
using FormsHub.GraphQL.Types;

namespace FormsHub.Querying.Graph;

/// <summary>A field that an operation asks for, with the selections of all places that ask for it under the same key.</summary>
internal sealed class Selected
{
    private readonly FieldGroup _group;
    private readonly Selected? _parent;

    public Selected(GraphStatement statement, Selected? parent, ObjectType on, FieldGroup group)
    {
        (Statement, _parent, _group) = (statement, parent, group);
        Field = statement.Operation.Schema.FindField(on, group.Name)!;
        Arguments = statement.Operation.ArgumentsOf(on, Field, group.Nodes[0]);
    }

    public GraphStatement Statement { get; }
    public Field Field { get; }

    /// <summary>Its name in the response.</summary>
    public string Key => _group.ResponseKey;
    public string Name => _group.Name;
    public FieldNode Node => _group.Nodes[0];

    /// <summary>The named type, as which an object's members are selected.</summary>
    public NamedType Type => Field.Type.Named;
    public IReadOnlyDictionary<string, object?> Arguments { get; }

    /// <summary>The keys that lead to it.</summary>
    public IReadOnlyList<string> Path => [.. _parent?.Path ?? [], Key];

    /// <summary>What is asked of it, where it is an object.</summary>
    public IReadOnlyList<Selected> Fields => field ??= FieldsOf((ObjectType)Type);

    /// <summary>What is asked of it if it is an object of that type.</summary>
    public IReadOnlyList<Selected> FieldsOf(ObjectType type) => [.. Statement.Operation.CollectSubfields(type, _group).Select(group => new Selected(Statement, this, type, group))];

    public Selected? Find(string name) => Fields.FirstOrDefault(each => each.Name == name);

    /// <summary>The object with its members; the place is where they are answered.</summary>
    public JsonText Object(Place place) => Object((ObjectType)Type, place);

    /// <summary>As the other one, of what is an interface: the object as that type.</summary>
    public JsonText Object(ObjectType type, Place place)
    {
        var json = JsonText.Object((type == Type ? Fields : FieldsOf(type)).Select(each => (each.Key, each.Answer(type, place))));
        return place.Read is null ? json : Statement.Seen(place.Read, place.Here.Alias, json);
    }

    public JsonText Answer(ObjectType on, Place place) => Name is "__typename" ? JsonText.Constant($"\"{on.Name}\"") : ((Answer)Field.Tag!).Of(this, place);

    public T? Argument<T>(string name) => Arguments.TryGetValue(name, out var value) ? (T?)value : default;

    public bool Has(string name) => Arguments.TryGetValue(name, out var value) && value is not null;
}
