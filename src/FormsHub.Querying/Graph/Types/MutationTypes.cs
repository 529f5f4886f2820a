using FormsHub.Core.Access;
using FormsHub.GraphQL.Types;
using FormsHub.Querying.Gate;
using FormsHub.Querying.Graph.Mutations;
using static FormsHub.Querying.Graph.Types.SharedTypes;
using GraphField = FormsHub.GraphQL.Types.Field;
using Specified = FormsHub.GraphQL.Types.SpecifiedScalars;

namespace FormsHub.Querying.Graph.Types;

/// <summary>The root of mutations: for each form what the caller may do with its records.</summary>
internal sealed class MutationTypes
{
    /// <summary>The types that the batches of all forms share.</summary>
    public static readonly string[] SharedNames = ["BatchError", "BatchResult"];

    private static readonly FormAction[] Writes = [FormAction.Create, FormAction.Update, FormAction.Delete, FormAction.Restore, FormAction.Revert];

    private readonly SchemaOfForms _schema;
    private readonly List<(FormTypes Types, InputObjectType? Input, BatchTypes? Batch)> _forms = [];
    private readonly ObjectType _result;

    /// <param name="forms">The types of the forms that the caller may write to.</param>
    public MutationTypes(SchemaOfForms schema, IReadOnlyList<FormTypes> forms)
    {
        _schema = schema;
        var inputs = new InputTypes(schema);
        var error = New("", "BatchError", () =>
        [
            new GraphField("field", NonNull(Specified.String)) { Description = "A JSON pointer into the arguments: \"/create/3/phone\"." },
            new GraphField("code", NonNull(Specified.String)), new GraphField("message", NonNull(Specified.String)),
        ]);
        _result = New("", "BatchResult", () =>
        [
            new GraphField("op", NonNull(Specified.String)) { Description = "create, update, delete or restore." },
            new GraphField("index", NonNull(Specified.Int)) { Description = "The place in the list of that name, from 0." },
            new GraphField("id", Specified.ID), new GraphField("rev", Specified.Int), new GraphField("errors", ListOf(error)),
        ]);
        foreach (var types in forms)
        {
            var input = May(types, FormAction.Create) || May(types, FormAction.Update) ? inputs.Make(types) : null;
            _forms.Add((types, input, types.IsRead && Writes.Any(action => action is not FormAction.Revert && May(types, action)) ? new BatchTypes(this, types, input) : null));
        }
        foreach (var (types, input, _) in _forms)
        {
            if (input is not null) inputs.Complete(types);
        }
        Root = schema.Add(new ObjectType("Mutation", Fields));
    }

    public ObjectType Root { get; }

    /// <summary>Whether the caller may do anything with records of the form but read them.</summary>
    public static bool MayWrite(Caller caller, Core.Forms.Form form) =>
        FormGate.MayRead(caller, form) ? Writes.Any(action => FormAccess.May(caller, form, action)) : FormAccess.May(caller, form, FormAction.Create);

    private ObjectType New(string of, string part, Func<IReadOnlyList<GraphField>> fields) => _schema.Add(new ObjectType(_schema.Names.GiveKept(of, part), fields));

    private bool May(FormTypes types, FormAction action) =>
        FormAccess.May(_schema.World.Caller, types.Form, action) && (action is FormAction.Create || types.IsRead);

    private List<GraphField> Fields()
    {
        var fields = new List<GraphField>();
        foreach (var (types, input, batch) in _forms)
        {
            var (form, title) = (types.Form, Texts.Of(types.Form.Definition.Title));
            void Add(FormAction action, WriteKind kind, params InputValue[] arguments)
            {
                if (!May(types, action)) return;
                var verb = kind.ToString().ToLowerInvariant();
                foreach (var key in form.Aliases.Prepend(form.Key))
                {
                    fields.Add(new GraphField(verb + TypeNames.Of(key), types.Record)
                    {
                        DeprecationReason = FormTypes.Renamed(key == form.Key ? null : verb + TypeNames.Of(form.Key)),
                        Arguments = arguments,
                        Tag = new WriteField(kind, form, types.IsRead),
                        Description = kind switch
                        {
                            WriteKind.Delete => $"{title}: moves a record to the recycle bin.",
                            WriteKind.Restore => $"{title}: brings a record back from the recycle bin.",
                            WriteKind.Revert => $"{title}: puts a record, or some of its fields, back to an earlier revision.",
                            WriteKind.Update => $"{title}: changes what is given; null empties.",
                            _ => $"{title}: creates a record.",
                        },
                    });
                }
            }
            if (input is not null)
            {
                Add(FormAction.Create, WriteKind.Create, new InputValue("input", NonNull(input)));
                Add(FormAction.Update, WriteKind.Update, Id, Rev, new InputValue("input", NonNull(input)));
            }
            Add(FormAction.Delete, WriteKind.Delete, Id, Rev);
            Add(FormAction.Restore, WriteKind.Restore, Id, Rev);
            Add(FormAction.Revert, WriteKind.Revert, Id,
                new InputValue("rev", NonNull(Specified.Int)) { Description = "The revision whose values come back." },
                new InputValue("fields", new ListType(NonNull(Specified.String))) { Description = "Keys of fields; without it, all." });
            if (batch is null) continue;
            foreach (var many in _schema.FormerManysOf(types).Prepend(_schema.ManyOf(types)))
            {
                fields.Add(new GraphField("batch" + TypeNames.Of(many), NonNull(batch.Payload))
                {
                    DeprecationReason = FormTypes.Renamed(many == _schema.ManyOf(types) ? null : "batch" + TypeNames.Of(_schema.ManyOf(types))),
                    Arguments = batch.Arguments(action => May(types, action)),
                    Tag = new WriteField(WriteKind.Batch, form, IsRead: true),
                    Description = $"{title}: writes up to 10,000 records, all or nothing unless partial.",
                });
            }
        }
        // Former names never take those of other forms.
        return [.. fields.OrderBy(field => field.DeprecationReason is not null).DistinctBy(field => field.Name)];
    }

    private static InputValue Id => new("id", NonNull(Specified.ID));

    private static InputValue Rev => new("rev", Specified.Int) { Description = "The revision that the record must be at; without it, any." };

    /// <summary>What a batch takes and answers.</summary>
    private sealed class BatchTypes
    {
        private readonly InputObjectType? _input;
        private readonly InputObjectType? _update;
        private readonly InputObjectType _target;

        public BatchTypes(MutationTypes mutations, FormTypes types, InputObjectType? input)
        {
            var schema = mutations._schema;
            _input = input;
            _target = schema.Add(new InputObjectType(schema.Names.GiveKept(types.Name, "Target"), () => [Id, Rev]));
            if (input is not null) _update = schema.Add(new InputObjectType(schema.Names.GiveKept(types.Name, "Update"), () => [Id, Rev, new InputValue("input", NonNull(input))]));
            Payload = mutations.New(types.Name, "BatchPayload", () =>
            [
                new GraphField("changeSet", Specified.ID) { Description = "By which all can be undone; null where nothing was changed." },
                new GraphField("results", ListOf(mutations._result)) { Description = "In the order create, update, delete, restore." },
            ]);
        }

        public ObjectType Payload { get; }

        public List<InputValue> Arguments(Func<FormAction, bool> may)
        {
            var arguments = new List<InputValue>();
            if (_input is not null && may(FormAction.Create)) arguments.Add(new InputValue("create", new ListType(NonNull(_input))));
            if (_update is not null && may(FormAction.Update)) arguments.Add(new InputValue("update", new ListType(NonNull(_update))));
            if (may(FormAction.Delete)) arguments.Add(new InputValue("delete", new ListType(NonNull(_target))));
            if (may(FormAction.Restore)) arguments.Add(new InputValue("restore", new ListType(NonNull(_target))));
            arguments.Add(new InputValue("partial", Specified.Boolean) { Description = "Writes what is right and tells the rest; only where the batch is alone in its operation." });
            return arguments;
        }
    }
}
