using System.Globalization;
using FormsHub.Core.Access;
using FormsHub.Core.Filters;
using FormsHub.Core.Forms;
using FormsHub.GraphQL.Types;
using FormsHub.Querying.Gate;
using FormsHub.Querying.Graph.Answers;
using static FormsHub.Querying.Graph.Types.SharedTypes;
using FormField = FormsHub.Core.Forms.Field;
using GraphField = FormsHub.GraphQL.Types.Field;
using Specified = FormsHub.GraphQL.Types.SpecifiedScalars;

namespace FormsHub.Querying.Graph.Types;

/// <summary>The types of one form, as the caller may see it.</summary>
internal sealed class FormTypes
{
    private const string RenamedTo = "Renamed to \"";
    private const string RemovedOn = "Removed on ";
    private const string Day = "yyyy-MM-dd";

    private readonly SchemaOfForms _schema;
    private readonly FormSight _sight;

    public FormTypes(Form form, SchemaOfForms schema, string name)
    {
        (Form, _schema, Name) = (form, schema, name);
        _sight = schema.World.SightOf(form);
        Record = schema.Add(new ObjectType(name, IsRead ? RecordFields : WrittenFields, () => IsRead ? [schema.Shared.Node] : []) { Description = Texts.Of(form.Definition.Description) ?? Texts.Of(form.Definition.Title) });
    }

    public Form Form { get; }

    /// <summary>The name of a record's type: "Contact".</summary>
    public string Name { get; }
    public ObjectType Record { get; }

    /// <summary>Whether the caller may read records of the form, and not only fill it in.</summary>
    public bool IsRead => FormGate.MayRead(_schema.World.Caller, Form);
    public ObjectType Connection { get; private set; } = null!;
    public AggregateTypes Groups { get; private set; } = null!;

    /// <summary>The fields that the caller sees something of.</summary>
    public IEnumerable<FormField> Seen => Form.Fields.Where(each => _sight.Most(each) is not Sight.Nothing);

    /// <summary>The fields that were removed a while ago, as far as their names are free and the caller sees them.</summary>
    private IEnumerable<RemovedField> Removed => Gone(null, key => Form[key] is null);

    /// <summary>Likewise the columns of a sub-table.</summary>
    public IEnumerable<RemovedField> RemovedColumns(FormField table) => Gone(table, key => table.Column(key) is null);

    private IEnumerable<RemovedField> Gone(FormField? table, Func<string, bool> isFree) =>
        Form.Former.Fields.Where(removed => removed.Field.Table?.Id == table?.Id && isFree(removed.Field.Key) && _sight.Sees(removed)).DistinctBy(removed => removed.Field.Key);

    /// <summary>The types that hang on the form, once those of all records are there.</summary>
    public void Complete()
    {
        var edge = _schema.Add(Edge(_schema.Names.GiveKept(Name, "Edge"), Record));
        Connection = _schema.Add(_schema.Shared.ConnectionOf(_schema.Names.GiveKept(Name, "Connection"), edge, Record));
        foreach (var field in Seen.Concat(Removed.Select(removed => removed.Field))) _schema.Shapes.Of(field, this);
        _schema.Filters.Complete(this);
        Groups = new AggregateTypes(this, _schema);
    }

    /// <summary>The arguments of a list.</summary>
    public IReadOnlyList<InputValue> ListArguments(bool isRoot) =>
    [
        new InputValue("where", _schema.Filters.Of(this)),
        new InputValue("search", Specified.String) { Description = "Words that a record must hold." },
        new InputValue("orderBy", new ListType(NonNull(_schema.Filters.OrderOf(this)))) { Description = "Without it, what changed last comes first." },
        .. PageArguments,
        .. isRoot ? [AsOf] : Array.Empty<InputValue>(),
    ];

    public static InputValue AsOf => new("asOf", Scalars.DateTime) { Description = "Answers with what was then; who asks must be allowed to see the history." };

    /// <summary>All that is told of a record to who fills the form in and sees none of its records.</summary>
    private static IReadOnlyList<GraphField> WrittenFields() => [new GraphField("id", NonNull(Specified.ID)), new GraphField("rev", NonNull(Specified.Int))];

    private List<GraphField> RecordFields()
    {
        var fields = new List<GraphField>();
        foreach (var field in Seen) fields.AddRange(OfField(field));
        foreach (var removed in Removed) fields.Add(OfRemoved(removed));
        var taken = fields.Select(field => field.Name).ToHashSet();
        fields.InsertRange(0, SystemField.All.Where(field => !taken.Contains(field.Name)).Select(OfSystem));
        if (FormAccess.May(_schema.World.Caller, Form, FormAction.ViewHistory))
        {
            fields.Add(new GraphField("revisions", ListOf(_schema.Shared.Revision))
            {
                Arguments = [new InputValue("first", Specified.Int) { Description = "How many, 1,000 at most; 50 if nothing is said." }, new InputValue("before", Specified.Int) { Description = "Those before this revision." }],
                Tag = new RevisionsAnswer(Form),
                Description = "What became of the record, newest first.",
            });
        }
        // Also what is not seen takes names, so that those of lists are the same for all.
        taken = [.. fields.Select(field => field.Name), .. Form.Fields.SelectMany(field => field.Definition.Aliases.Prepend(field.Key)), .. Form.Former.Fields.Select(removed => removed.Field.Key), "revisions"];
        foreach (var (name, types, reference, now) in _schema.PointingAt(this).OrderBy(each => each.Now is not null))
        {
            var free = taken.Add(name) ? name : name + "By" + TypeNames.Of(reference.Key);
            if (free != name && (now is not null || !taken.Add(free))) continue;
            fields.Add(new GraphField(free, NonNull(types.Connection))
            {
                Arguments = types.ListArguments(isRoot: false),
                Tag = new ConnectionAnswer(types.Form, reference),
                DeprecationReason = Renamed(now),
                Description = $"{Texts.Of(types.Form.Definition.Title)} ({Texts.Of(reference.Definition.Label) ?? reference.Key})",
            });
        }
        return fields;
    }

    private GraphField OfSystem(SystemField field) => new(field.Name, field.Kind switch
    {
        SystemKind.Id => NonNull(Specified.ID),
        SystemKind.Integer => NonNull(Specified.Int),
        SystemKind.Text => NonNull(Specified.String),
        SystemKind.Moment => field.MayBeEmpty ? Scalars.DateTime : NonNull(Scalars.DateTime),
        SystemKind.User => _schema.Shared.User,
        SystemKind.Department => _schema.Shared.Department,
    })
    { Tag = new SystemAnswer(field) };

    /// <summary>The field under its key, and under its former ones.</summary>
    public IEnumerable<GraphField> OfField(FormField field)
    {
        var shape = _schema.Shapes.Of(field, this);
        var answer = new FieldAnswer(field, shape, masksFit: shape.Type == Specified.String);
        yield return Named(field.Key, null);
        foreach (var alias in field.Definition.Aliases.Where(alias => Form[alias] == field || field.Table?.Column(alias) == field)) yield return Named(alias, Renamed(field.Key));

        GraphField Named(string name, string? deprecation) => new(name, shape.Type)
        {
            Tag = answer,
            Description = Describe(field),
            DeprecationReason = deprecation,
        };
    }

    /// <summary>As it was, so that what programs ask for goes on; where there are no values left to answer, it is null.</summary>
    public GraphField OfRemoved(RemovedField removed)
    {
        var shape = _schema.Shapes.Of(removed.Field, this);
        return new GraphField(removed.Field.Key, shape.Type)
        {
            Tag = removed.HasValues ? new FieldAnswer(removed.Field, shape, masksFit: false) : new NoAnswer(),
            Description = Describe(removed.Field),
            DeprecationReason = $"{RemovedOn}{removed.At.ToString(Day, CultureInfo.InvariantCulture)}{(removed.HasValues ? "" : ", and null since")}.",
        };
    }

    /// <summary>Why a former name is deprecated; null where it is no former one.</summary>
    public static string? Renamed(string? now) => now is null ? null : $"{RenamedTo}{now}\".";

    /// <summary>What such a reason says.</summary>
    public static (string? RenamedTo, DateOnly? RemovedOn) Why(string reason) =>
        reason.StartsWith(RenamedTo, StringComparison.Ordinal) && reason.EndsWith("\".", StringComparison.Ordinal) ? (reason[RenamedTo.Length..^2], null)
        : reason.StartsWith(RemovedOn, StringComparison.Ordinal) && DateOnly.TryParseExact(reason[RemovedOn.Length..].Split('.', ',')[0], Day, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? (null, day)
        : (null, null);

    public static string? Describe(FormField field) => (Texts.Of(field.Definition.Label), Texts.Of(field.Definition.Help)) switch
    {
        ({ } label, { } help) => $"{label}\n\n{help}",
        var (label, help) => label ?? help,
    };

    /// <summary>What the caller sees of a field at most.</summary>
    public Sight Most(FormField field) => _sight.Most(field);

    /// <summary>Whether the caller may change the field with an action, in some record.</summary>
    public bool MayWrite(FormField field, FormAction action) => _sight.Writing(field, action) is not 0;

    public bool MayAskEqual(FormField field) => _sight.Of(field).Equal is not 0;
}
