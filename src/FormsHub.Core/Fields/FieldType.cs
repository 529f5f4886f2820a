using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using FormsHub.Core.Expressions;
using FormsHub.Core.Forms;
using FormsHub.Core.Results;

namespace FormsHub.Core.Fields;

/// <summary>
/// Everything the engine knows of one type of field. Values travel as <see cref="JsonElement"/> in their stored form: normalised,
/// never null, as they lie in the record's JSONB.
/// </summary>
public abstract class FieldType
{
    /// <summary>The name in definitions: "text", "idCard".</summary>
    public abstract string Name { get; }

    public virtual FieldRole Role => FieldRole.Input;
    public abstract SqlType SqlType { get; }
    public abstract FilterOperators Operators { get; }
    public virtual LinkKind Links => LinkKind.None;

    /// <summary>Whether <c>unique</c> may be asked of it.</summary>
    public virtual bool CanBeUnique => false;

    /// <summary>Whether the value is a list, so that one record holds many.</summary>
    public virtual bool IsMany(Field field) => false;

    /// <summary>Types the attributes of a definition.</summary>
    /// <exception cref="JsonException">An attribute is unknown or of the wrong kind; its Path says where.</exception>
    public abstract object ReadOptions(JsonObject attributes);

    /// <summary>What is wrong with the attributes in themselves; paths are relative to the field's definition ("/max").</summary>
    public virtual IEnumerable<FieldError> CheckDefinition(Field field, IFormCatalog catalog) => [];

    /// <summary>Reads and normalises an input value (never JSON null) and checks it against the field's own limits.</summary>
    public abstract Reading Read(JsonElement input, Field field);

    /// <summary>Reads a value that a filter compares with: as <see cref="Read"/>, without the field's limits.</summary>
    public virtual Reading ReadOperand(JsonElement input, Field field) => Read(input, field);

    /// <summary>The value as people read it in a sentence, a title or a print.</summary>
    public abstract string Display(JsonElement value, Field field, Language language);

    /// <summary>The words that the full search finds it by; null: not searched.</summary>
    public virtual string? SearchText(JsonElement value, Field field) => null;

    /// <summary>The value for expressions. References are resolved by the caller, who knows the target.</summary>
    public abstract Value ToValue(JsonElement value, Field field);

    /// <summary>An expression's value as input for <see cref="Read"/>; null: empty, or the kinds do not fit.</summary>
    public virtual JsonElement? FromValue(Value value, Field field) => ValueJson.Write(value);

    /// <summary>Order of two stored values, equal to the order of <see cref="SqlType"/> in SQL.</summary>
    public abstract int Compare(JsonElement left, JsonElement right);

    /// <summary>The ids inside the value, as <see cref="Links"/> says.</summary>
    public virtual IEnumerable<Guid> LinkIds(JsonElement value) => [];

    /// <summary>Carries a stored value of another type over into this one. The default goes by the other's display text.</summary>
    public abstract Conversion Convert(JsonElement value, Field from, Field to);
}

/// <summary>A field type whose values and options have .NET types.</summary>
public abstract class FieldType<TValue, TOptions> : FieldType
    where TOptions : class
{
    private static readonly JsonSerializerOptions Strict = new(JsonSerializerDefaults.Web)
    {
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        PropertyNameCaseInsensitive = false,
        NumberHandling = JsonNumberHandling.Strict,
        RespectNullableAnnotations = true,
    };

    public sealed override object ReadOptions(JsonObject attributes) => attributes.Deserialize<TOptions>(Strict)!;

    public static TOptions OptionsOf(Field field) => (TOptions)field.Options;

    public sealed override Reading Read(JsonElement input, Field field)
    {
        var parsed = Parse(input, OptionsOf(field));
        if (parsed.Error is { } wrong) return Reading.Wrong(wrong);
        if (parsed.IsEmpty) return Reading.Empty with { Repairs = parsed.Repairs };

        List<FieldError>? errors = null;
        foreach (var error in Check(parsed.Value, OptionsOf(field))) (errors ??= []).Add(error);
        return new Reading(errors is null ? Write(parsed.Value, input) : null, errors, parsed.Repairs);
    }

    public override Reading ReadOperand(JsonElement input, Field field)
    {
        var parsed = Parse(input, OptionsOf(field));
        return parsed.Error is { } wrong ? Reading.Wrong(wrong)
            : parsed.IsEmpty ? Reading.Empty
            : Reading.Of(Write(parsed.Value, input));
    }

    public override Conversion Convert(JsonElement value, Field from, Field to)
    {
        var input = from.Type == this ? value : JsonSerializer.SerializeToElement(from.Type.Display(value, from, Language.English));
        var reading = Read(input, to);
        return reading.Failed || reading.Value is null ? Conversion.Impossible : new Conversion(reading.Value, Lossy: false);
    }

    /// <summary>Understands the input and normalises it.</summary>
    protected abstract Parsed<TValue> Parse(JsonElement input, TOptions options);

    /// <summary>What the field's limits say against a value.</summary>
    protected virtual IEnumerable<FieldError> Check(TValue value, TOptions options) => [];

    /// <summary>The stored form; <paramref name="input"/> may be handed on where it is that already.</summary>
    protected abstract JsonElement Write(TValue value, JsonElement input);
}

/// <summary>What a field type understood of an input: a value, emptiness, or an error.</summary>
public readonly record struct Parsed<T>(T Value, FieldError? Error, bool IsEmpty, IReadOnlyList<Repair>? Repairs)
{
    public static implicit operator Parsed<T>(T value) => new(value, null, false, null);

    public static implicit operator Parsed<T>(FieldError error) => new(default!, error, false, null);

    public static Parsed<T> Empty(IReadOnlyList<Repair>? repairs = null) => new(default!, null, true, repairs);

    public static Parsed<T> Repaired(T value, params IReadOnlyList<Repair> repairs) => new(value, null, false, repairs);
}
