using FormsHub.Core.Access;
using FormsHub.Core.Forms;
using FormsHub.GraphQL.Introspection;
using FormsHub.GraphQL.Types;
using FormsHub.Querying.Gate;
using FormsHub.Querying.Graph.Answers;
using FormsHub.Querying.Planning;
using FormsHub.Querying.Records;
using static FormsHub.Querying.Graph.Types.SharedTypes;
using FormField = FormsHub.Core.Forms.Field;
using GraphField = FormsHub.GraphQL.Types.Field;
using Specified = FormsHub.GraphQL.Types.SpecifiedScalars;

namespace FormsHub.Querying.Graph.Types;

/// <summary>
/// The schema of the forms that a caller may read, with what the caller may see of them: what is hidden has no name in it. Members of
/// types are made when they are first asked for.
/// </summary>
internal sealed class SchemaOfForms
{
    /// <summary>The names of the root that no form has.</summary>
    private static readonly string[] RootNames = ["node", "me", "search", "changeSet", "changeSets"];

    private readonly Dictionary<string, NamedType> _types = [];
    private readonly Dictionary<int, FormTypes> _forms = [];
    private readonly List<(FormTypes Types, string One, string Many)> _roots = [];

    public SchemaOfForms(QueryWorld world)
    {
        World = world;
        var all = world.Catalog.All.OrderBy(form => form.Number).ToList();
        var forms = all.Where(form => FormGate.MayRead(world.Caller, form)).ToList();
        Shared = new SharedTypes();
        foreach (var type in SpecifiedScalars.All) _types.Add(type.Name, type);
        foreach (var type in IntrospectionTypes.All) _types.Add(type.Name, type);
        foreach (var type in Shared.All) Add(type);
        Names = new TypeNames([.. _types.Keys, "Query", "Mutation", "Subscription"]);
        (Shapes, Filters) = (new Shapes(this), new FilterTypes(this));
        // Names are given to all forms, so that those of one do not depend on what of the others is seen.
        var names = all.ToDictionary(form => form, NameOf);
        foreach (var form in forms) _forms.Add(form.Number, new FormTypes(form, this, names[form]));
        foreach (var types in _forms.Values) types.Complete();
        NameRoots(all);
        var query = Add(new ObjectType("Query", RootFields));
        Schema = new Schema(_types, SpecifiedDirectives.All, query, Mutation(names), _roots.Count is 0 ? null : SubscriptionTypes.Root(this, [.. _roots.Select(root => (root.Types, root.One))]));
    }

    public Schema Schema { get; }
    public QueryWorld World { get; }
    public SharedTypes Shared { get; }
    public TypeNames Names { get; }
    public Shapes Shapes { get; }
    public FilterTypes Filters { get; }

    /// <summary>The types of a form; null if the caller may not read it.</summary>
    public FormTypes? Of(Form form) => _forms.GetValueOrDefault(form.Number);

    /// <summary>The name of the root's list of a form's records.</summary>
    public string ManyOf(FormTypes types) => _roots.First(root => root.Types == types).Many;

    public T Add<T>(T type) where T : NamedType
    {
        _types.Add(type.Name, type);
        return type;
    }

    /// <summary>The fields of readable forms that point at records of a form, each with a name, which is the same for all callers: the plural of its form for the first, so that it stays when others come.</summary>
    public IEnumerable<(string Name, FormTypes Types, FormField Reference)> PointingAt(FormTypes target)
    {
        foreach (var (types, _, many) in _roots)
        {
            var pointing = types.Form.Fields.Where(field => LinkTitles.TargetOf(field) is { } key && World.Catalog.Find(key)?.Number == target.Form.Number)
                .OrderBy(field => field.Id.Length).ThenBy(field => field.Id, StringComparer.Ordinal).ToList();
            foreach (var field in pointing.Where(field => types.Most(field) is Sight.Clear))
                yield return (field == pointing[0] ? many : many + "By" + TypeNames.Of(field.Key), types, field);
        }
    }

    /// <summary>Forms that the caller may fill in without reading them have types for that alone.</summary>
    private ObjectType? Mutation(Dictionary<Form, string> names)
    {
        var forms = World.Catalog.All.Where(form => MutationTypes.MayWrite(World.Caller, form)).OrderBy(form => form.Number).Select(form => Of(form) ?? new FormTypes(form, this, names[form])).ToList();
        return forms.Count is 0 ? null : new MutationTypes(this, forms).Root;
    }

    private string NameOf(Form form)
    {
        var name = TypeNames.Of(form.Key);
        return Names.Give(Names.IsFree(name) ? name : name + "Record");
    }

    /// <summary>Forms first by their keys, so that no plural takes the name of another form.</summary>
    private void NameRoots(List<Form> forms)
    {
        var names = new TypeNames(RootNames);
        var ones = forms.ToDictionary(form => form, form => names.Give(form.Key));
        foreach (var form in forms)
        {
            var many = form.Definition.Plural is { } plural && names.IsFree(plural) ? plural : form.Key + "List";
            many = names.Give(many);
            if (_forms.TryGetValue(form.Number, out var types)) _roots.Add((types, ones[form], many));
        }
    }

    private List<GraphField> RootFields()
    {
        var fields = new List<GraphField>
        {
            new("node", Shared.Node)
            {
                Arguments = [new InputValue("id", NonNull(Specified.ID))],
                Tag = new NodeAnswer(() => [.. _roots.Select(root => (root.Types.Form, root.Types.Record))]),
                Resolve = GraphReader.Answered,
                Description = "A record of any form by its id.",
            },
            new("search", ListOf(Shared.SearchResult))
            {
                Arguments = [new InputValue("query", NonNull(Specified.String)), new InputValue("first", Specified.Int) { Description = "How many, 100 at most; 20 if nothing is said." }],
                Tag = new SearchAnswer(() => [.. _roots.Select(root => (root.Types.Form, root.Types.Record))]),
                Resolve = GraphReader.Answered,
                Description = "Records of all forms that hold the words, the best matches first.",
            },
            new("changeSet", Shared.ChangeSet) { Arguments = [new InputValue("id", NonNull(Scalars.Uuid))], Tag = new ChangeSetAnswer(isOne: true), Resolve = GraphReader.Answered },
            new("changeSets", ListOf(Shared.ChangeSet))
            {
                Arguments = [new InputValue("first", Specified.Int) { Description = "How many, 1,000 at most; 50 if nothing is said." }, new InputValue("before", Scalars.Uuid) { Description = "Those before this one." }],
                Tag = new ChangeSetAnswer(isOne: false),
                Resolve = GraphReader.Answered,
                Description = "What was written, newest first.",
            },
            new("me", Shared.User) { Tag = new MeAnswer(), Resolve = GraphReader.Answered, Description = "Who asks." },
        };
        foreach (var (types, one, many) in _roots)
        {
            var (form, title) = (types.Form, Texts.Of(types.Form.Definition.Title));
            fields.Add(new GraphField(one, types.Record) { Arguments = [new InputValue("id", NonNull(Specified.ID)), FormTypes.AsOf], Tag = new RecordAnswer(form), Resolve = GraphReader.Answered, Description = title });
            fields.Add(new GraphField(many, NonNull(types.Connection)) { Arguments = types.ListArguments(isRoot: true), Tag = new ConnectionAnswer(form), Resolve = GraphReader.Answered, Description = title });
            var groups = many + "Aggregate";
            if (!fields.Exists(field => field.Name == groups)) fields.Add(types.Groups.Root(groups));
            var deleted = "deleted" + TypeNames.Of(many);
            if (!fields.Exists(field => field.Name == deleted))
            {
                fields.Add(new GraphField(deleted, NonNull(types.Connection))
                {
                    Arguments = types.ListArguments(isRoot: false),
                    Tag = new ConnectionAnswer(form, deleted: true),
                    Resolve = GraphReader.Answered,
                    Description = $"{title} (recycle bin)",
                });
            }
        }
        return fields;
    }
}
