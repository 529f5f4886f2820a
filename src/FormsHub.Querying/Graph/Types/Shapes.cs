using FormsHub.Core.Access;
using FormsHub.Core.Fields;
using FormsHub.GraphQL.Types;
using FormsHub.Querying.Graph.Answers;
using FormsHub.Querying.Graph.Holes;
using FormsHub.Querying.Records;
using static FormsHub.Querying.Graph.Types.SharedTypes;
using FormField = FormsHub.Core.Forms.Field;
using GraphField = FormsHub.GraphQL.Types.Field;

namespace FormsHub.Querying.Graph.Types;

/// <summary>What the values of each field look like in the schema.</summary>
internal sealed class Shapes(SchemaOfForms schema)
{
    private readonly Dictionary<FormField, Shape> _known = [];
    private readonly Dictionary<FormField, ChoiceNames> _choices = [];
    private readonly Dictionary<string, ObjectType> _parts = [];

    public Shape Of(FormField field, FormTypes owner)
    {
        if (_known.TryGetValue(field, out var known)) return known;
        var shape = Make(field, owner);
        _known.Add(field, shape);
        return shape;
    }

    private Shape Make(FormField field, FormTypes owner)
    {
        if (owner.Most(field) is Sight.Masked) return new Shape.Scalar("String", SpecifiedScalars.String);
        var kind = field.Type.Effective(field, owner.Form, schema.World.Catalog) ?? field;
        var isMany = kind.Type.SqlTypeOf(kind) is SqlType.TextArray || kind.Type.IsMany(kind);
        if (kind.Columns.Count > 0) return field == kind ? RowsOf(field, owner) : new Shape.Scalar("JSON", Scalars.Json);
        if (kind.Type.Links is not LinkKind.None) return OfLink(kind, isMany);
        if (kind.Type.Parts.Count > 0) return new Shape.Parts(isMany, PartsOf(kind));
        if (kind.Type.AllOptions(kind).Any()) return new Shape.Choice(ChoiceOf(kind, field, owner), isMany);
        var scalar = Scalars.Named(kind.Type.GraphQLTypeOf(kind));
        return isMany ? new Shape.Scalars(scalar.Name, scalar) : new Shape.Scalar(scalar.Name, scalar);
    }

    private Shape OfLink(FormField kind, bool isMany)
    {
        if (kind.Type.Links is LinkKind.File) return new Shape.Parts(isMany, schema.Shared.File);
        if (kind.Type.Links is not LinkKind.Record) return new Shape.People(kind.Type.Links, isMany, kind.Type.Links is LinkKind.User ? schema.Shared.User : schema.Shared.Department);
        if (LinkTitles.TargetOf(kind) is not { } key || schema.World.Catalog.Find(key) is not { } target || schema.Of(target) is not { } types)
            return new Shape.Unreadable(isMany, schema.Shared.RecordReference);
        return isMany ? new Shape.LinkedMany(target, types.Record) : new Shape.Linked(target, types.Record);
    }

    private Shape.Rows RowsOf(FormField table, FormTypes owner)
    {
        var columns = table.Columns.Where(column => owner.Most(column) is not Sight.Nothing).ToList();
        var removed = owner.RemovedColumns(table).ToList();
        foreach (var column in columns.Concat(removed.Select(each => each.Field))) Of(column, owner);
        return new Shape.Rows(schema.Add(new ObjectType(schema.NameOf(table) ?? schema.Names.Give($"{owner.Name}{TypeNames.Of(table.Key)}Row"), () =>
        [
            new GraphField("id", NonNull(SpecifiedScalars.ID)) { Tag = new RowIdAnswer() },
            .. columns.SelectMany(owner.OfField),
            .. removed.Select(owner.OfRemoved),
        ])
        { Description = FormTypes.Describe(table) }));
    }

    /// <summary>Of what a lookup shows, the choice of the field that it looks up.</summary>
    public ChoiceNames ChoiceOf(FormField kind, FormField field, FormTypes owner)
    {
        if (_choices.TryGetValue(kind, out var known)) return known;
        var table = field.Table is { } of ? TypeNames.Of(of.Key) : "";
        var choice = new ChoiceNames(schema.NameOf(kind) ?? schema.Names.Give($"{owner.Name}{table}{TypeNames.Of(field.Key)}"), kind);
        schema.Add(choice.Type);
        _choices.Add(kind, choice);
        return choice;
    }

    private ObjectType PartsOf(FormField kind)
    {
        if (_parts.TryGetValue(kind.Type.Name, out var known)) return known;
        var type = schema.Add(new ObjectType(schema.Names.Give(TypeNames.Of(kind.Type.Name)), () =>
            [.. kind.Type.Parts.Select(part => new GraphField(part.Key, Scalars.Named(part.Type.GraphQLTypeOf(part))) { Tag = new PartOfShape(part.Id) })]));
        _parts.Add(kind.Type.Name, type);
        return type;
    }
}
