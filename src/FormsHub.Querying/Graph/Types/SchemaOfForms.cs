using FormsHub.Core.Access;
using FormsHub.Core.Fields;
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
    private static readonly string[] RootNames = ["node", "me", "user", "users", "department", "departments", "search", "changeSet", "changeSets"];

    /// <summary>What the types that every form may have are called behind its name.</summary>
    private static readonly string[] PartsOfForms =
    [
        "Edge", "Connection", "Filter", "Order", "LinkFilter", "LinksFilter", "GroupKey", "GroupBy", "Sum", "Avg", "Min", "Max", "Group", "Having", "GroupOrder",
        "Input", "Target", "Update", "BatchPayload", "Changed",
    ];

    private readonly Dictionary<string, NamedType> _types = [];
    private readonly Dictionary<int, FormTypes> _forms = [];
    private readonly List<(FormTypes Types, string One, string Many)> _roots = [];
    private readonly Dictionary<FormTypes, (IReadOnlyList<string> Ones, IReadOnlyList<string> Manys)> _former = [];
    private readonly Dictionary<FormField, string> _ofFields = [];

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
        // Names are given to all forms and fields, so that none depends on what of the others is seen.
        var names = all.ToDictionary(form => form, NameOf);
        Names.Keep("", MutationTypes.SharedNames);
        foreach (var form in all) Names.Keep(names[form], PartsOfForms);
        foreach (var form in all) NameFields(form, names[form]);
        FormsByName = names.ToDictionary(named => named.Value, named => named.Key);
        foreach (var form in forms) _forms.Add(form.Number, new FormTypes(form, this, names[form]));
        foreach (var types in _forms.Values) types.Complete();
        NameRoots(all);
        var query = Add(new ObjectType("Query", RootFields));
        Schema = new Schema(_types, SpecifiedDirectives.All, query, Mutation(names), _roots.Count is 0 ? null : SubscriptionTypes.Root(this, [.. _roots.Select(root => (root.Types, root.One))]));
    }

    public Schema Schema { get; }

    /// <summary>All forms by the names of their records' types.</summary>
    public IReadOnlyDictionary<string, Form> FormsByName { get; }
    public QueryWorld World { get; }
    public SharedTypes Shared { get; }
    public TypeNames Names { get; }
    public Shapes Shapes { get; }
    public FilterTypes Filters { get; }

    /// <summary>The types of a form; null if the caller may not read it.</summary>
    public FormTypes? Of(Form form) => _forms.GetValueOrDefault(form.Number);

    /// <summary>What the type of a field's options, or of its rows, is called; null: it is no field of a published form.</summary>
    public string? NameOf(FormField field) => _ofFields.GetValueOrDefault(field);

    /// <summary>The name of the root's list of a form's records.</summary>
    public string ManyOf(FormTypes types) => _roots.First(root => root.Types == types).Many;

    /// <summary>The names that one record of a form had at the root before the form was renamed.</summary>
    public IReadOnlyList<string> FormerOnesOf(FormTypes types) => _former.TryGetValue(types, out var former) ? former.Ones : [];

    /// <summary>The names that the root's list of a form's records had before the form was renamed.</summary>
    public IReadOnlyList<string> FormerManysOf(FormTypes types) => _former.TryGetValue(types, out var former) ? former.Manys : [];

    public T Add<T>(T type) where T : NamedType
    {
        _types.Add(type.Name, type);
        return type;
    }

    /// <summary>The fields of readable forms that point at records of a form, each with a name, which is the same for all callers: the plural of its form for the first, so that it stays when others come. Former names follow, with what they are now.</summary>
    public IEnumerable<(string Name, FormTypes Types, FormField Reference, string? Now)> PointingAt(FormTypes target)
    {
        foreach (var (types, _, many) in _roots)
        {
            var pointing = types.Form.Fields.Where(field => LinkTitles.TargetOf(field) is { } key && World.Catalog.Find(key)?.Number == target.Form.Number)
                .OrderBy(field => field.Id.Length).ThenBy(field => field.Id, StringComparer.Ordinal).ToList();
            foreach (var field in pointing.Where(field => types.Most(field) is Sight.Clear))
            {
                var now = Name(many, field, field.Key);
                yield return (now, types, field, null);
                foreach (var name in FormerManysOf(types).Prepend(many).SelectMany(former => field.Definition.Aliases.Prepend(field.Key).Select(key => Name(former, field, key))).Distinct())
                {
                    if (name != now) yield return (name, types, field, now);
                }
            }

            string Name(string list, FormField field, string key) => field == pointing[0] ? list : list + "By" + TypeNames.Of(key);
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

    private void NameFields(Form form, string name)
    {
        foreach (var field in form.Fields.SelectMany(field => field.Columns.Prepend(field)))
        {
            var own = $"{name}{(field.Table is { } table ? TypeNames.Of(table.Key) : "")}{TypeNames.Of(field.Key)}";
            if (field.Columns.Count > 0)
            {
                _ofFields[field] = Names.Give(own + "Row");
                Names.Keep(own, "Filter", "RowFilter", "RowInput");
            }
            else if (field.Type.AllOptions(field).Any())
            {
                Names.Keep(_ofFields[field] = Names.Give(own), "Filter", "ListFilter", "ItemFilter");
            }
        }
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
        // Former names last, as far as nobody has them now.
        foreach (var form in forms.Where(form => form.Aliases.Count + form.Former.Plurals.Count > 0))
        {
            List<string> formerOnes = [.. form.Aliases.Where(names.IsFree).Select(names.Give)], manys = [.. form.Former.Plurals.Where(names.IsFree).Select(names.Give)];
            if (_forms.TryGetValue(form.Number, out var types)) _former.Add(types, (formerOnes, manys));
        }
    }

    private List<GraphField> RootFields()
    {
        var fields = new List<GraphField>
        {
            new("node", Shared.Node)
            {
                Arguments = [new InputValue("id", NonNull(Specified.ID))],
                Tag = new NodeAnswer(Shared, () => [.. _roots.Select(root => (root.Types.Form, root.Types.Record))]),
                Resolve = GraphReader.Answered,
                Description = "A record of any form, a person or a department by its id.",
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
            One("user", Shared.User, LinkKind.User), Many("users", Shared.Users, LinkKind.User, "People who may be picked, by their displayName."),
            One("department", Shared.Department, LinkKind.Department), Many("departments", Shared.Departments, LinkKind.Department, "All departments, by their key."),
        };
        var taken = fields.Select(field => field.Name).ToHashSet();
        foreach (var (types, one, many) in _roots)
        {
            AddRecord(types, one, null);
            AddLists(types, many, null);
        }
        foreach (var (types, (ones, manys)) in _former)
        {
            foreach (var one in ones) AddRecord(types, one, types.Form.Key);
            foreach (var many in manys) AddLists(types, many, ManyOf(types));
        }
        return fields;

        void AddRecord(FormTypes types, string name, string? now) => Add(new GraphField(name, types.Record)
        {
            Arguments = [new InputValue("id", NonNull(Specified.ID)), FormTypes.AsOf],
            Tag = new RecordAnswer(types.Form),
            Resolve = GraphReader.Answered,
            Description = Texts.Of(types.Form.Definition.Title),
            DeprecationReason = FormTypes.Renamed(now),
        });

        void AddLists(FormTypes types, string name, string? now)
        {
            var title = Texts.Of(types.Form.Definition.Title);
            Add(List(types, name, deleted: false, title, FormTypes.Renamed(now)));
            Add(types.Groups.Root(name + "Aggregate", FormTypes.Renamed(now is null ? null : now + "Aggregate")));
            Add(List(types, "deleted" + TypeNames.Of(name), deleted: true, $"{title} (recycle bin)", FormTypes.Renamed(now is null ? null : "deleted" + TypeNames.Of(now))));
        }

        void Add(GraphField field)
        {
            if (taken.Add(field.Name)) fields.Add(field);
        }
    }

    private static GraphField One(string name, ObjectType type, LinkKind kind) =>
        new(name, type) { Arguments = [new InputValue("id", NonNull(Specified.ID))], Tag = new PeopleAnswer(kind, isOne: true), Resolve = GraphReader.Answered };

    private static GraphField Many(string name, ObjectType pages, LinkKind kind, string description) => new(name, NonNull(pages))
    {
        Arguments = [new InputValue("search", Specified.String) { Description = "What their names hold." }, .. PageArguments],
        Tag = new PeopleAnswer(kind, isOne: false),
        Resolve = GraphReader.Answered,
        Description = description,
    };

    private static GraphField List(FormTypes types, string name, bool deleted, string? description, string? deprecation) => new(name, NonNull(types.Connection))
    {
        Arguments = types.ListArguments(isRoot: !deleted),
        Tag = new ConnectionAnswer(types.Form, deleted: deleted),
        Resolve = GraphReader.Answered,
        Description = description,
        DeprecationReason = deprecation,
    };
}
