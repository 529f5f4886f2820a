using FormsHub.Core.Access;
using FormsHub.Core.Fields;
using FormsHub.Core.Filters;
using FormsHub.GraphQL.Types;
using FormsHub.Querying.Records;
using static FormsHub.Querying.Graph.Types.SharedTypes;
using FormField = FormsHub.Core.Forms.Field;
using Specified = FormsHub.GraphQL.Types.SpecifiedScalars;

namespace FormsHub.Querying.Graph.Types;

/// <summary>
/// The filter algebra as input types: what REST takes as JSON (docs/reference/filters.md), typed. What a filter means is decided where all
/// filters are read.
/// </summary>
internal sealed class FilterTypes(SchemaOfForms schema)
{
    private readonly Dictionary<FormTypes, InputObjectType> _filters = [];
    private readonly Dictionary<FormTypes, InputObjectType> _links = [];
    private readonly Dictionary<FormTypes, InputObjectType> _orders = [];
    private readonly Dictionary<(string Operand, FilterOperators Operators, string? Of), InputObjectType> _ofValues = [];
    private readonly Dictionary<FormField, InputObjectType> _rows = [];

    public InputObjectType Of(FormTypes form) => _filters.TryGetValue(form, out var known) ? known : _filters[form] = schema.Add(
        new InputObjectType(schema.Names.GiveKept(form.Name, "Filter"), () => [.. Connectives(Of(form)), .. Members(form)]) { Description = "All that is said must hold." });

    public InputObjectType OrderOf(FormTypes form) => _orders.TryGetValue(form, out var known) ? known : _orders[form] = schema.Add(
        new InputObjectType(schema.Names.GiveKept(form.Name, "Order"), () =>
            [.. Sortable(form)])
        { IsOneOf = true });

    /// <summary>Makes all types that filters of the form need.</summary>
    public void Complete(FormTypes form)
    {
        Of(form);
        OrderOf(form);
        _ = Members(form).Count();
    }

    private IEnumerable<InputValue> Members(FormTypes form)
    {
        foreach (var field in form.Seen)
        {
            if (OfField(field, form) is not { } type) continue;
            foreach (var named in Named(field, type, alias => form.Form[alias] == field)) yield return named;
        }
        foreach (var system in SystemField.All.Where(system => form.Form[system.Name] is null && schema.World.Rights.System(system.Name) is not null))
            yield return new InputValue(system.Name, OfValue(OperandOf(system), system.Operators));
    }

    /// <summary>The field under its key, and under its former ones.</summary>
    private static IEnumerable<InputValue> Named(FormField field, GraphQLType type, Func<string, bool> means) => field.Definition.Aliases.Where(means).Prepend(field.Key).Select(name =>
        new InputValue(name, type) { Description = FormTypes.Describe(field), DeprecationReason = FormTypes.Renamed(name == field.Key ? null : field.Key) });

    private InputObjectType? OfField(FormField field, FormTypes owner)
    {
        if (FilterParser.IsVolatile(owner.Form, field)) return null;
        if (field.Columns.Count > 0) return OfRows(field, owner);
        var subject = Subject.Of(field, owner.Form, schema.World.Catalog);
        var operators = subject.Operators;
        if (owner.Most(field) is Sight.Masked)
        {
            if (!owner.MayAskEqual(field)) return null;
            operators &= FilterOperators.Equality | FilterOperators.Tail;
        }
        if (((Subject.OfField)subject).Kind is var kind && field == kind && LinkTitles.TargetOf(kind) is { } key && schema.World.Catalog.Find(key) is { } form && schema.Of(form) is { } target)
            return subject.IsList ? OfValue(Specified.ID, operators, target) : OfLink(target, operators);
        if (field == kind && kind.Type.Parts.Count > 0) return OfParts(kind);
        return operators is FilterOperators.None ? null : OfValue(OperandOf(field, kind, owner), operators, isList: subject.IsList && field == kind);
    }

    private LeafType OperandOf(FormField field, FormField kind, FormTypes owner) => kind.Type.Links is not LinkKind.None ? Specified.ID
        : schema.Shapes.Of(field, owner) is Shape.Choice choice ? (LeafType)choice.Names.Type
        : Scalars.Named(kind.Type.GraphQLTypeOf(kind));

    private static ScalarType OperandOf(SystemField field) => field.Kind switch
    {
        SystemKind.Id or SystemKind.User or SystemKind.Department => Specified.ID,
        SystemKind.Integer => Specified.Int,
        SystemKind.Text => Specified.String,
        SystemKind.Moment => Scalars.DateTime,
    };

    /// <summary>The operators of a value, and of lists what some, none or all of their items are.</summary>
    private InputObjectType OfValue(LeafType operand, FilterOperators operators, FormTypes? items = null, bool isList = false)
    {
        var key = (operand.Name, operators, items?.Name ?? (isList ? "" : null));
        if (_ofValues.TryGetValue(key, out var known)) return known;
        var suffix = operators switch
        {
            FilterOperators.Textual or FilterOperators.Comparable => "",
            FilterOperators.Equality => operand is EnumType || operand == Specified.ID || operand == Specified.Boolean ? "" : "Equality",
            _ when isList => "List",
            FilterOperators.IsEmpty => "Presence",
            _ => "Limited",
        };
        var item = isList ? ItemOf(operand) : null;
        var type = schema.Add(new InputObjectType(items is not null ? schema.Names.GiveKept(items.Name, "LinksFilter") : schema.Names.GiveKept(operand.Name, suffix + "Filter"), () =>
        [
            .. Operators(operand, operators),
            .. items is not null ? Quantifiers(Of(items)) : item is not null ? Quantifiers(item) : [],
        ]));
        return _ofValues[key] = type;
    }

    private InputObjectType ItemOf(LeafType operand)
    {
        var key = (operand.Name, FilterOperators.Eq | FilterOperators.In, "item");
        if (_ofValues.TryGetValue(key, out var known)) return known;
        InputObjectType type = null!;
        type = schema.Add(new InputObjectType(schema.Names.GiveKept(operand.Name, "ItemFilter"), () => [.. Connectives(type), .. Operators(operand, FilterOperators.Eq | FilterOperators.In)]));
        return _ofValues[key] = type;
    }

    /// <summary>Of a reference: which record it is, and what that record is like.</summary>
    private InputObjectType OfLink(FormTypes target, FilterOperators operators) => _links.TryGetValue(target, out var known) ? known : _links[target] = schema.Add(
        new InputObjectType(schema.Names.GiveKept(target.Name, "LinkFilter"), () => [.. Operators(Specified.ID, operators), .. Connectives(Of(target)), .. Members(target)]));

    private InputObjectType OfRows(FormField table, FormTypes owner)
    {
        if (_rows.TryGetValue(table, out var known)) return known;
        var columns = table.Columns.Where(column => owner.Most(column) is not Sight.Nothing).ToList();
        var name = owner.Name + TypeNames.Of(table.Key);
        InputObjectType row = null!;
        row = schema.Add(new InputObjectType(schema.Names.GiveKept(name, "RowFilter"), () =>
            [.. Connectives(row), .. columns.SelectMany(column => OfField(column, owner) is { } type ? Named(column, type, alias => table.Column(alias) == column) : [])]));
        foreach (var column in columns) OfField(column, owner);
        return _rows[table] = schema.Add(new InputObjectType(schema.Names.GiveKept(name, "Filter"), () => [.. Operators(Specified.ID, FilterOperators.IsEmpty), .. Quantifiers(row)]));
    }

    private InputObjectType OfParts(FormField kind)
    {
        var key = (kind.Type.Name, FilterOperators.None, "parts");
        if (_ofValues.TryGetValue(key, out var known)) return known;
        var parts = kind.Type.Parts.Select(part => new InputValue(part.Key, OfValue(Scalars.Named(part.Type.GraphQLTypeOf(part)), part.Type.OperatorsOf(part)))).ToList();
        return _ofValues[key] = schema.Add(new InputObjectType(schema.Names.Give(TypeNames.Of(kind.Type.Name) + "Filter"), () => [.. Operators(Specified.ID, kind.Type.OperatorsOf(kind)), .. parts]));
    }

    private static IEnumerable<InputValue> Operators(LeafType operand, FilterOperators operators) =>
        FilterOperator.All.Where(each => (operators & each.Needs) is not FilterOperators.None).Select(each => new InputValue(each.Name, each.Shape switch
        {
            OperandShape.One or OperandShape.Item => operators.HasFlag(FilterOperators.Has) && each.Shape is OperandShape.One ? new ListType(operand) : operand,
            OperandShape.Many => new ListType(operand),
            OperandShape.Pair => new ListType(NonNull(operand)),
            OperandShape.Flag => Specified.Boolean,
        }));

    private static IEnumerable<InputValue> Quantifiers(InputObjectType item) => [new("some", item), new("none", item), new("every", item)];

    private static IEnumerable<InputValue> Connectives(InputObjectType filter) =>
        [new("and", new ListType(NonNull(filter))), new("or", new ListType(NonNull(filter))), new("not", filter)];

    private IEnumerable<InputValue> Sortable(FormTypes form) => form.Seen
        .Where(field => field.Columns.Count is 0 && form.Most(field) is Sight.Clear && !field.IsEncrypted && !FilterParser.IsVolatile(form.Form, field))
        .Where(field => (field.Type.Effective(field, form.Form, schema.World.Catalog) ?? field) is var kind
            && kind.Type.SqlTypeOf(kind) is SqlType.Text or SqlType.Numeric or SqlType.Boolean)
        .SelectMany(field => Named(field, schema.Shared.OrderDirection, alias => form.Form[alias] == field))
        .Concat(SystemField.All.Where(system => form.Form[system.Name] is null && schema.World.Rights.System(system.Name) is not null).Select(system => new InputValue(system.Name, schema.Shared.OrderDirection)));
}
