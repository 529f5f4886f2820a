using FormsHub.Core.Access;
using FormsHub.Core.Fields;
using FormsHub.Core.Filters;
using FormsHub.GraphQL.Types;
using FormsHub.Querying.Graph.Answers;
using static FormsHub.Querying.Graph.Types.SharedTypes;
using FormField = FormsHub.Core.Forms.Field;
using GraphField = FormsHub.GraphQL.Types.Field;
using Specified = FormsHub.GraphQL.Types.SpecifiedScalars;

namespace FormsHub.Querying.Graph.Types;

/// <summary>The types of a form's groups and measures.</summary>
internal sealed class AggregateTypes
{
    private static readonly string[] Functions = ["sum", "avg", "min", "max"];
    private static readonly string[] DateParts = ["year", "quarter", "month", "week", "day"];

    private readonly SchemaOfForms _schema;
    private readonly FormTypes _form;
    private readonly Dictionary<string, (GraphQLType Type, Shape? Shape)> _keys = [];

    /// <summary>Present names by former ones.</summary>
    private readonly Dictionary<string, string> _now = [];
    private readonly ObjectType _group;
    private readonly EnumType? _groupBy;
    private readonly InputObjectType _having;
    private readonly InputObjectType _order;

    public AggregateTypes(FormTypes form, SchemaOfForms schema)
    {
        (_schema, _form) = (schema, form);
        AddKeys();
        var measures = Measured();
        var keyType = _keys.Count is 0 ? null : New("GroupKey", () => [.. _keys.Select(key => new GraphField(key.Key, key.Value.Type) { DeprecationReason = Deprecation(key.Key) })]);
        _groupBy = _keys.Count is 0 ? null : schema.Add(new EnumType(schema.Names.GiveKept(form.Name, "GroupBy"), [.. _keys.Keys.Select(key => new EnumValue(key) { DeprecationReason = Deprecation(key) })]));
        var functions = Functions.Select(function => (Function: function, Fields: measures.Where(each => each.Functions.Contains(function)).ToList()))
            .Where(each => each.Fields.Count > 0)
            .Select(each => (each.Function, each.Fields, Type: New(TypeNames.Of(each.Function), () => [.. each.Fields.Select(field => new GraphField(field.Name, field.Type) { DeprecationReason = Deprecation(field.Name) })])))
            .ToList();
        _group = New("Group", () =>
        [
            .. keyType is null ? [] : new[] { new GraphField("key", NonNull(keyType)) { Description = "What the records of the group have in common; empty for what is not grouped by." } },
            new GraphField("count", NonNull(Specified.Int)),
            .. functions.Select(each => new GraphField(each.Function, NonNull(each.Type))),
        ]);
        var names = functions.SelectMany(each => each.Fields.Where(field => field.IsNumber).Select(field => $"{each.Function}_{field.Name}")).Prepend("count").ToList();
        _having = schema.Add(new InputObjectType(schema.Names.GiveKept(form.Name, "Having"), () => [.. names.Select(name => new InputValue(name, schema.Shared.MeasureCondition) { DeprecationReason = Deprecation(name) })]));
        var ordered = functions.SelectMany(each => each.Fields.Select(field => $"{each.Function}_{field.Name}")).Prepend("count").Concat(_keys.Keys).Distinct().ToList();
        _order = schema.Add(new InputObjectType(schema.Names.GiveKept(form.Name, "GroupOrder"), () => [.. ordered.Select(name => new InputValue(name, schema.Shared.OrderDirection) { DeprecationReason = Deprecation(name) })]) { IsOneOf = true });
    }

    public GraphField Root(string name, string? deprecation) => new(name, ListOf(_group))
    {
        DeprecationReason = deprecation,
        Description = "Groups of records, and counts, sums, averages, smallest and largest of each.",
        Arguments =
        [
            new InputValue("where", _schema.Filters.Of(_form)),
            new InputValue("search", Specified.String),
            .. _groupBy is null ? [] : new[] { new InputValue("groupBy", new ListType(NonNull(_groupBy))) { Description = "Without it, all records are one group." } },
            new InputValue("having", _having),
            new InputValue("orderBy", new ListType(NonNull(_order))) { Description = "Without it, by the groups." },
            new InputValue("first", Specified.Int) { Description = "How many groups, 1,000 at most." },
        ],
        Resolve = GraphReader.Answered,
        Tag = new AggregateAnswer(_form.Form, key => _keys[key].Shape, name => _now.GetValueOrDefault(name, name)),
    };

    private ObjectType New(string name, Func<IReadOnlyList<GraphField>> fields) => _schema.Add(new ObjectType(_schema.Names.GiveKept(_form.Name, name), fields));

    private void AddKeys()
    {
        foreach (var field in Askable())
        {
            var subject = Subject.Of(field, _form.Form, _schema.World.Catalog);
            var kind = ((Subject.OfField)subject).Kind;
            if (kind.Type.SqlTypeOf(kind) is SqlType.Json or SqlType.None) continue;
            var shape = Single(_schema.Shapes.Of(field, _form));
            foreach (var name in Names(field))
            {
                _keys.TryAdd(name, (shape.Type, shape));
                if (OperandReader.IsDay(subject) || OperandReader.IsMoment(subject)) AddParts(name);
            }
        }
        foreach (var system in SystemField.All.Where(system => _form.Form[system.Name] is null && _schema.World.Rights.System(system.Name) is not null))
        {
            if (system.Kind is SystemKind.Moment) AddParts(system.Name);
            else if (system.Kind is SystemKind.User or SystemKind.Department)
                _keys.TryAdd(system.Name, system.Kind is SystemKind.User ? People(LinkKind.User, _schema.Shared.User) : People(LinkKind.Department, _schema.Shared.Department));
            else if (system.Name is "state" or "version") _keys.TryAdd(system.Name, system.Kind is SystemKind.Text ? (Specified.String, null) : (Specified.Int, new Shape.Scalar("Int", Specified.Int)));
        }
    }

    private static (GraphQLType, Shape?) People(LinkKind kind, ObjectType type) => (type, new Shape.People(kind, false, type));

    private void AddParts(string name)
    {
        foreach (var part in DateParts)
        {
            _keys.TryAdd($"{name}_{part}", (Specified.String, null));
            if (_now.TryGetValue(name, out var now)) _now.TryAdd($"{name}_{part}", $"{now}_{part}");
        }
    }

    /// <summary>The field's key, and its former ones.</summary>
    private IEnumerable<string> Names(FormField field)
    {
        List<string> former = [.. field.Definition.Aliases.Where(alias => alias is not "count" && _form.Form[alias] == field)];
        foreach (var alias in former) _now.TryAdd(alias, field.Key);
        return former.Prepend(field.Key);
    }

    private string? Deprecation(string name) => _now.TryGetValue(name, out var now) ? FormTypes.Renamed(now)
        : name.Split('_') is [var function, var field] && _now.TryGetValue(field, out now) ? FormTypes.Renamed($"{function}_{now}") : null;

    /// <summary>The items of a list are groups of their own.</summary>
    private static Shape Single(Shape shape) => shape switch
    {
        Shape.Choice { IsMany: true } choice => choice with { Type = choice.Names.Type, IsMany = false },
        Shape.People { IsMany: true } people => people with { Type = people.Item, IsMany = false },
        Shape.LinkedMany many => new Shape.Linked(many.Target, many.Item),
        Shape.Unreadable { IsMany: true } unreadable => unreadable with { Type = unreadable.Item, IsMany = false },
        Shape.Scalars scalars => new Shape.Scalar(scalars.Name, scalars.Item),
        _ => shape,
    };

    private IEnumerable<FormField> Askable() => _form.Seen.Where(field =>
        _form.Most(field) is Sight.Clear && !field.IsEncrypted && field.Columns.Count is 0 && !FilterParser.IsVolatile(_form.Form, field));

    private List<(string Name, GraphQLType Type, string[] Functions, bool IsNumber)> Measured()
    {
        var found = new List<(string, GraphQLType, string[], bool)>();
        foreach (var field in Askable())
        {
            var subject = Subject.Of(field, _form.Form, _schema.World.Catalog);
            var kind = ((Subject.OfField)subject).Kind;
            if (kind.Type.SqlTypeOf(kind) is SqlType.Numeric) found.AddRange(Names(field).Select(name => (name, (GraphQLType)Scalars.Decimal, Functions, true)));
            else if ((subject.Operators & FilterOperators.Order) is not FilterOperators.None && kind.Type.SqlTypeOf(kind) is SqlType.Text)
                found.AddRange(Names(field).Select(name => (name, (GraphQLType)Scalars.Named(kind.Type.GraphQLTypeOf(kind)), Functions[2..], false)));
        }
        foreach (var system in SystemField.All.Where(system => system.Kind is SystemKind.Moment && _form.Form[system.Name] is null && system != SystemField.DeletedAt))
            found.Add((system.Name, Scalars.DateTime, Functions[2..], false));
        return found;
    }
}
