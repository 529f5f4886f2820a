using FormsHub.Core.Fields;
using FormsHub.Core.Forms;
using FormsHub.GraphQL.Types;
using FormsHub.Querying.Graph.Holes;
using FormsHub.Querying.Planning;
using FormsHub.Querying.Sql;
using Field = FormsHub.Core.Forms.Field;

namespace FormsHub.Querying.Graph;

/// <summary>What a value of some kind looks like in the schema, and how stored JSON becomes it.</summary>
/// <param name="Type">Nullable: any value may be empty or hidden.</param>
internal abstract record Shape(GraphQLType Type)
{
    /// <param name="json">The stored JSON, as an expression of type jsonb, null where it is empty.</param>
    /// <param name="field">Where the value is that of a field of the place itself, and not computed: the field.</param>
    public abstract JsonText Of(SqlText json, Field? field, Selected selected, Place place);

    private static SqlText Text(SqlText json) => SqlText.Of($"({json})::text");

    /// <summary>A text, number or flag. What PostgreSQL can tell to be of the kind passes through as it is stored.</summary>
    public sealed record Scalar(string Name, ScalarType Of1) : Shape(Of1)
    {
        public override JsonText Of(SqlText json, Field? field, Selected selected, Place place)
        {
            if (field is null) return place.Statement.Fill(new ScalarHole(Name, isMany: false), Text(json));
            var stored = SqlText.Known($"{place.Here.Data}->>'{field.Id}'");
            return Name switch
            {
                "JSON" => new(Text(json)),
                "Decimal" or "Int" => new(SqlText.Of($"(case when jsonb_typeof({json}) = 'number' then {stored} end)")),
                "Boolean" => new(SqlText.Of($"(case {stored} when 'true' then 'true' when 'false' then 'false' end)")),
                _ when field.Type.CanBeEncrypted && field.Table is null => Unsealed(json, field, place),
                _ => JsonText.String(stored),
            };
        }
    }

    /// <summary>While a change of a field's protection is being carried out, and before, values may be sealed that are not so any more.</summary>
    private static JsonText Unsealed(SqlText json, Field field, Place place)
    {
        var hole = place.Statement.Fill(new SealedHole(place.Here.Form, field), Answers.FieldAnswer.Sealed(field, place.Here));
        return new(SqlText.Of($"(case when jsonb_typeof({json}) = 'object' then {hole.Sql} else to_json({SqlText.Known($"{place.Here.Data}->>'{field.Id}'")})::text end)"));
    }

    /// <summary>A list of texts.</summary>
    public sealed record Scalars(string Name, ScalarType Item) : Shape(new ListType(new NonNullType(Item)))
    {
        public override JsonText Of(SqlText json, Field? field, Selected selected, Place place) => place.Statement.Fill(new ScalarHole(Name, isMany: true), Text(json));
    }

    /// <summary>One option, or several.</summary>
    public sealed record Choice(ChoiceNames Names, bool IsMany) : Shape(IsMany ? new ListType(new NonNullType(Names.Type)) : Names.Type)
    {
        public override JsonText Of(SqlText json, Field? field, Selected selected, Place place) => place.Statement.Fill(new ChoiceHole(Names, IsMany), Text(json));
    }

    /// <summary>People or departments.</summary>
    public sealed record People(LinkKind Kind, bool IsMany, ObjectType Item) : Shape(IsMany ? new ListType(Item) : Item)
    {
        public override JsonText Of(SqlText json, Field? field, Selected selected, Place place) => place.Statement.Fill(new LinkHole(Kind, IsMany, selected), Text(json));
    }

    /// <summary>A stored object, or a list of such: the parts of a value, and files.</summary>
    public sealed record Parts(bool IsMany, ObjectType Item) : Shape(IsMany ? new ListType(new NonNullType(Item)) : Item)
    {
        public override JsonText Of(SqlText json, Field? field, Selected selected, Place place) => place.Statement.Fill(new ShapeHole(selected, IsMany), Text(json));
    }

    /// <summary>The rows of a sub-table.</summary>
    public sealed record Rows(ObjectType Item) : Shape(new ListType(new NonNullType(Item)))
    {
        public override JsonText Of(SqlText json, Field? field, Selected selected, Place place)
        {
            var row = place.Here.Elements();
            var list = place.Statement.List(selected.Object(new Place(place.Statement, row)), $" order by {row.Alias}.n");
            return new(SqlText.Of($"(select {list.Sql} from jsonb_path_query({json}, '$[*]') with ordinality {SqlText.Known(row.Alias)}(data, n))"), false);
        }
    }

    /// <summary>The record that a reference points at; null where it may not be seen, or lies in the recycle bin.</summary>
    public sealed record Linked(Form Target, ObjectType Item) : Shape(Item)
    {
        public override JsonText Of(SqlText json, Field? field, Selected selected, Place place)
        {
            var inner = place.Here.Inner(Target);
            var id = field is null ? SafeUuid.OfValue(SqlText.Of($"(({json}) #>> '{{}}')")) : SqlText.Known(SafeUuid.Of($"({place.Here.Data}->>'{field.Id}')"));
            var alias = SqlText.Known(inner.Alias);
            var source = RecordSource.Of(inner, SqlText.Of($"{alias}.id = {id} and {alias}.deleted_at is null"));
            return new(SqlText.Of($"(select {selected.Object(new Place(place.Statement, inner) { Read = place.Statement.Noted(GraphReadKind.Record, Target) }).Sql} from {source})"));
        }
    }

    /// <summary>The records that a field points at, in its order.</summary>
    public sealed record LinkedMany(Form Target, ObjectType Item) : Shape(new ListType(new NonNullType(Item)))
    {
        public override JsonText Of(SqlText json, Field? field, Selected selected, Place place)
        {
            var inner = place.Here.Inner(Target);
            var alias = SqlText.Known(inner.Alias);
            var ids = SqlText.Known(place.Here.Context.NewAlias());
            var source = RecordSource.Of(inner, SqlText.Of($"{alias}.id = {SafeUuid.OfValue(SqlText.Of($"({ids}.v #>> '{{}}')"))} and {alias}.deleted_at is null"));
            var list = place.Statement.List(selected.Object(new Place(place.Statement, inner) { Read = place.Statement.Noted(GraphReadKind.Record, Target) }), $" order by {ids}.n");
            return new(SqlText.Of($"(select {list.Sql} from jsonb_path_query({json}, '$[*]') with ordinality {ids}(v, n) cross join lateral (select * from {source}) {alias})"), false);
        }
    }

    /// <summary>What a record points at whose form the caller may not read: the id alone.</summary>
    public sealed record Unreadable(bool IsMany, ObjectType Item) : Shape(IsMany ? new ListType(new NonNullType(Item)) : Item)
    {
        public override JsonText Of(SqlText json, Field? field, Selected selected, Place place) => place.Statement.Fill(new LinkHole(LinkKind.Record, IsMany, selected), Text(json));
    }
}

/// <summary>What stands after <c>from</c> for records whose members are selected.</summary>
internal static class RecordSource
{
    /// <summary>The records of a scope that may be seen and meet a condition, with what they meet where that tells what is seen of them.</summary>
    public static SqlText Of(Scope scope, SqlText condition) => scope.Sight.Differs
        ? WithMet(scope, SqlText.Of($"select * from {scope.Context.Source(scope)} where {condition}"))
        : SqlText.Of($"{scope.Context.Source(scope)} where {condition}");

    /// <summary>
    /// Such records out of a select, and their position in it as <c>pos</c> if that is asked for. The offset keeps PostgreSQL from working
    /// out what a record meets for each of its fields anew.
    /// </summary>
    public static SqlText WithMet(Scope scope, SqlText select, bool positions = false)
    {
        var alias = SqlText.Known(scope.Alias);
        if (!scope.Sight.Differs && !positions) return SqlText.Of($"({select}) {alias}");
        var position = SqlText.Known(positions ? ", row_number() over () as pos" : "");
        return scope.Sight.Differs
            ? SqlText.Of($"(select {alias}.*, {scope.Sight.Met(scope)} as met{position} from ({select}) {alias} offset 0) {alias}")
            : SqlText.Of($"(select {alias}.*{position} from ({select}) {alias}) {alias}");
    }
}
