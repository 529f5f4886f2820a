using FormsHub.Core.Access;
using FormsHub.Core.Fields;
using FormsHub.GraphQL.Types;
using FormsHub.Querying.Graph.Mutations;
using FormsHub.Querying.Records;
using static FormsHub.Querying.Graph.Types.SharedTypes;
using FormField = FormsHub.Core.Forms.Field;
using Specified = FormsHub.GraphQL.Types.SpecifiedScalars;

namespace FormsHub.Querying.Graph.Types;

/// <summary>
/// What may be given of records: for each form an input with the fields that the caller may write when creating or changing one, and for
/// each reference to a form that the caller may create in, one that creates what it refers to. All may be left out: what is required is
/// said by the write path, which knows rules and defaults.
/// </summary>
internal sealed class InputTypes(SchemaOfForms schema)
{
    private readonly Dictionary<int, InputObjectType> _inputs = [];
    private readonly Dictionary<FormField, InputObjectType> _rows = [];
    private readonly Dictionary<string, InputObjectType> _parts = [];

    /// <summary>Makes the input of a form.</summary>
    public InputObjectType Make(FormTypes form)
    {
        var input = schema.Add(new InputObjectType(schema.Names.GiveKept(form.Name, "Input"), () => Members(form)) { Description = Texts.Of(form.Form.Definition.Title) });
        _inputs.Add(form.Form.Number, input);
        return input;
    }

    /// <summary>Makes all types that the input of a form needs, once those of all forms have their names.</summary>
    public void Complete(FormTypes form)
    {
        foreach (var field in form.Form.Fields.Where(field => MayWrite(field, form))) TypeOf(field, form);
    }

    private List<InputValue> Members(FormTypes form)
    {
        var written = form.Form.Fields.Where(field => MayWrite(field, form)).ToList();
        var members = written.SelectMany(field => OfField(field, form, alias => form.Form[alias] == field)).ToList();
        var names = new TypeNames([.. members.Select(member => member.Name), "owner", "department"]);
        foreach (var field in written)
        {
            if (LinkTitles.TargetOf(field) is not { } key || schema.World.Catalog.Find(key) is not { } target) continue;
            if (!FormAccess.May(schema.World.Caller, target, FormAction.Create) || !_inputs.TryGetValue(target.Number, out var input)) continue;
            members.Add(new InputValue(names.Give("new" + TypeNames.Of(field.Key)), field.Type.IsMany(field) ? new ListType(NonNull(input)) : input)
            {
                Description = $"Creates what \"{field.Key}\" refers to.",
                Tag = new Given.Created(field, target, input),
            });
        }
        if (schema.World.Caller.Link is not null) return members;
        members.Add(new InputValue("owner", Specified.ID) { Description = "Who the record belongs to, by id or user name; without it, who creates it.", Tag = new Given.Assigned() });
        if (FormAccess.May(schema.World.Caller, form.Form, FormAction.Update))
            members.Add(new InputValue("department", Specified.ID) { Description = "By id or key. A record is created in the department of who creates it, and may be moved later.", Tag = new Given.Assigned() });
        return members;
    }

    /// <summary>The field under its key, and under its former ones.</summary>
    private IEnumerable<InputValue> OfField(FormField field, FormTypes owner, Func<string, bool> means)
    {
        var type = TypeOf(field, owner);
        foreach (var name in field.Definition.Aliases.Where(means).Prepend(field.Key))
        {
            yield return new InputValue(name, type)
            {
                Description = FormTypes.Describe(field),
                DeprecationReason = FormTypes.Renamed(name == field.Key ? null : field.Key),
                Tag = new Given.Value(field),
            };
        }
    }

    private GraphQLType TypeOf(FormField field, FormTypes owner)
    {
        GraphQLType item = field.Columns.Count > 0 ? RowOf(field, owner)
            : field.Type.Links is not LinkKind.None ? Specified.ID
            : field.Type.Parts.Count > 0 ? PartsOf(field)
            : field.Type.AllOptions(field).Any() ? schema.Shapes.ChoiceOf(field, field, owner).Type
            : Scalars.Named(field.Type.GraphQLTypeOf(field));
        return field.Type.SqlTypeOf(field) is SqlType.TextArray || field.Type.IsMany(field) ? new ListType(NonNull(item)) : item;
    }

    private InputObjectType RowOf(FormField table, FormTypes owner)
    {
        if (_rows.TryGetValue(table, out var known)) return known;
        var columns = table.Columns.Where(column => MayWrite(column, owner)).ToList();
        foreach (var column in columns) TypeOf(column, owner);
        return _rows[table] = schema.Add(new InputObjectType(schema.Names.GiveKept(owner.Name + TypeNames.Of(table.Key), "RowInput"), () =>
        [
            new InputValue("id", Specified.ID) { Description = "Of a row that is there already; without it, the row is new. Rows that are not given are removed." },
            .. columns.SelectMany(column => OfField(column, owner, alias => table.Column(alias) == column)),
        ]));
    }

    private InputObjectType PartsOf(FormField field) => _parts.TryGetValue(field.Type.Name, out var known) ? known : _parts[field.Type.Name] = schema.Add(
        new InputObjectType(schema.Names.Give(TypeNames.Of(field.Type.Name) + "Input"), () =>
            [.. field.Type.Parts.Select(part => new InputValue(part.Key, Scalars.Named(part.Type.GraphQLTypeOf(part))))]));

    /// <summary>Whether the caller may fill the field in, or change it in some record where it is seen.</summary>
    private static bool MayWrite(FormField field, FormTypes owner) => field.Type.Role is FieldRole.Input
        && (owner.MayWrite(field, FormAction.Create) || (owner.MayWrite(field, FormAction.Update) && owner.Most(field) is not Sight.Nothing));
}
