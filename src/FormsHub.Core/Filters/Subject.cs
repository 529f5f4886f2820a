using System.Text.Json;
using FormsHub.Core.Fields;
using FormsHub.Core.Forms;
using FormsHub.Core.Results;

namespace FormsHub.Core.Filters;

/// <summary>What a condition, a sort or a group is about, and how its values compare.</summary>
public abstract record Subject
{
    private Subject()
    {
    }

    public abstract string Name { get; }
    public abstract FilterOperators Operators { get; }
    public abstract LinkKind Links { get; }

    /// <summary>Whether its values are lists of texts.</summary>
    public abstract bool IsList { get; }

    /// <summary>An operand in the form that values have; of a list, the operand is a list too.</summary>
    public abstract Reading Read(JsonElement operand);

    /// <summary>The order of two values.</summary>
    public abstract int Compare(JsonElement left, JsonElement right);

    /// <summary>A field of the form or column of the sub-table.</summary>
    /// <param name="Kind">The field whose kind of value it has: itself, or what a lookup shows.</param>
    public sealed record OfField(Field Field, Field Kind) : Subject
    {
        public override string Name => Field.Key;
        public override FilterOperators Operators => Kind.IsEncrypted ? FilterOperators.Equality | FilterOperators.Tail : Kind.Type.OperatorsOf(Kind);
        public override LinkKind Links => Kind.Type.Links;
        public override bool IsList => Kind.Type.SqlTypeOf(Kind) is SqlType.TextArray;

        public override Reading Read(JsonElement operand) => Kind.Type.ReadOperand(operand, Kind);

        public override int Compare(JsonElement left, JsonElement right) => Kind.Type.Compare(left, right);
    }

    /// <summary>A named part of a field whose value is an object, such as the city of an address.</summary>
    public sealed record OfPart(Field Field, Field Part) : Subject
    {
        public override string Name => $"{Field.Key}.{Part.Key}";
        public override FilterOperators Operators => Part.Type.OperatorsOf(Part);
        public override LinkKind Links => LinkKind.None;
        public override bool IsList => false;

        public override Reading Read(JsonElement operand) => Part.Type.ReadOperand(operand, Part);

        public override int Compare(JsonElement left, JsonElement right) => Part.Type.Compare(left, right);
    }

    /// <summary>What every record has.</summary>
    public sealed record OfSystem(SystemField System) : Subject
    {
        public override string Name => System.Name;
        public override FilterOperators Operators => System.Operators;
        public override LinkKind Links => System.Links;
        public override bool IsList => false;

        public override Reading Read(JsonElement operand) => System.Read(operand);

        public override int Compare(JsonElement left, JsonElement right) => System.Compare(left, right);
    }

    /// <summary>One item of a list.</summary>
    public sealed record OfItem(Field List) : Subject
    {
        public override string Name => List.Key;
        public override FilterOperators Operators => FilterOperators.Eq | FilterOperators.In;
        public override LinkKind Links => List.Type.Links;
        public override bool IsList => false;

        public override Reading Read(JsonElement operand)
        {
            var reading = List.Type.ReadOperand(operand, List);
            return reading.Value is not { ValueKind: JsonValueKind.Array } list ? reading
                : list.GetArrayLength() is 1 ? Reading.Of(list[0])
                : Reading.Wrong(new FieldError("wrong_type", $"Must be one item.", $"必须是单个值。"));
        }

        public override int Compare(JsonElement left, JsonElement right) => CodePoints.Compare(left.GetString()!, right.GetString()!);
    }

    /// <summary>The field of the form with that key or former key, else the system field; null if there is neither, or it is hidden.</summary>
    public static Subject? Find(Form form, string name, IFormCatalog catalog, FilterRights rights) =>
        rights.Find(form, name) is { } field ? Of(field, form, catalog)
        : rights.System(name) is { } system ? new OfSystem(system)
        : null;

    public static Subject Of(Field field, Form owner, IFormCatalog catalog) =>
        new OfField(field, field.Type.Effective(field, owner, catalog) ?? field);
}
