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
    /// <summary>How many computed fields are followed from one to the next.</summary>
    protected const int MostHops = 5;

    private static readonly JsonSerializerOptions Strict = new(JsonSerializerDefaults.Web)
    {
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        PropertyNameCaseInsensitive = false,
        NumberHandling = JsonNumberHandling.Strict,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
    };

    /// <summary>The name in definitions: "text", "idCard".</summary>
    public abstract string Name { get; }

    public virtual FieldRole Role => FieldRole.Input;
    public abstract SqlType SqlType { get; }
    public abstract FilterOperators Operators { get; }
    public virtual LinkKind Links => LinkKind.None;

    /// <summary>Whether <c>unique</c> may be asked of it.</summary>
    public virtual bool CanBeUnique => false;

    /// <summary>Whether it may be a column of a sub-table.</summary>
    public virtual bool CanBeColumn => true;

    /// <summary>Whether its values may be kept encrypted: each is one text, of which nothing but equality need be asked.</summary>
    public virtual bool CanBeEncrypted => false;

    /// <summary>The last characters that an encrypted value is found by; null: none.</summary>
    public virtual string? TailOf(string value) => Encryption.Tails.Of(value);

    /// <summary>As <see cref="SqlType"/>, where the field's options decide (formula).</summary>
    public virtual SqlType SqlTypeOf(Field field) => SqlType;

    /// <summary>As <see cref="Operators"/>, where the field's options decide (formula).</summary>
    public virtual FilterOperators OperatorsOf(Field field) => Operators;

    /// <summary>The GraphQL type of one value, where it is no link, choice, row or object of parts: "String", "Decimal".</summary>
    public virtual string GraphQLTypeOf(Field field) => SqlTypeOf(field) switch
    {
        SqlType.Text or SqlType.TextArray => "String",
        SqlType.Numeric => "Decimal",
        SqlType.Boolean => "Boolean",
        SqlType.Json or SqlType.None => "JSON",
    };

    /// <summary>
    /// The parts of a JSON value that a filter may ask for by name (<c>{"address": {"city": {"eq": "上海市"}}}</c>), each as a field
    /// whose id is the name in the stored object.
    /// </summary>
    public virtual IReadOnlyList<Field> Parts => [];

    /// <summary>Whether the value is a list, so that one record holds many.</summary>
    public virtual bool IsMany(Field field) => false;

    /// <summary>The field of another form, or the column, that a computed field shows; null if there is none (any more).</summary>
    public virtual Field? Target(Field field, Form owner, IFormCatalog catalog) => null;

    /// <summary>
    /// The field that says how the values of this one are read in filters, compared and shown: itself, but of a computed field the one
    /// that it shows. Null if that is gone, or more hops away than is followed.
    /// </summary>
    public virtual Field? Effective(Field field, Form owner, IFormCatalog catalog, int depth = 0) => field;

    /// <summary>A choice's options, on all levels.</summary>
    public virtual IEnumerable<Choice> AllOptions(Field field) => [];

    /// <summary>The keys of a choice's options, on all levels.</summary>
    public IEnumerable<string> OptionKeys(Field field) => AllOptions(field).Select(option => option.Key);

    /// <summary>Types the attributes of a definition.</summary>
    /// <exception cref="JsonException">An attribute is unknown or of the wrong kind; its Path says where.</exception>
    public abstract object ReadOptions(JsonObject attributes);

    protected static T OptionsFrom<T>(JsonObject attributes) => attributes.Deserialize<T>(Strict)!;

    /// <summary>What is wrong with the attributes in themselves; paths are relative to the field's definition ("/max").</summary>
    public virtual IEnumerable<FieldError> CheckDefinition(Field field, IFormCatalog catalog) => [];

    /// <summary>As the other one, and what is wrong with the field in its form; this is the one to call.</summary>
    public virtual IEnumerable<FieldError> CheckDefinition(Field field, Form owner, IFormCatalog catalog) =>
        CheckDefinition(field, catalog);

    /// <summary>
    /// Reads and normalises an input value and checks it against the field's own limits. Names of users and departments, and what is
    /// known of files, are still to be filled in by <see cref="Resolve"/>.
    /// </summary>
    public Reading Read(JsonElement input, Field field) =>
        input.ValueKind is JsonValueKind.Null or JsonValueKind.Undefined ? Reading.Empty
        : SafeInput.Refuse(input) is { } wrong ? Reading.Wrong(wrong)
        : ReadValue(input, field);

    /// <summary>Reads a value that a filter compares with: as <see cref="Read"/>, without the field's limits.</summary>
    public Reading ReadOperand(JsonElement input, Field field) =>
        input.ValueKind is JsonValueKind.Null or JsonValueKind.Undefined ? Reading.Empty
        : SafeInput.Refuse(input) is { } wrong ? Reading.Wrong(wrong)
        : ReadOperandValue(input, field);

    /// <summary>The work of <see cref="Read"/>, on an input that is not null and that PostgreSQL can store.</summary>
    protected abstract Reading ReadValue(JsonElement input, Field field);

    /// <summary>The work of <see cref="ReadOperand"/>, on an input that is not null and that PostgreSQL can store.</summary>
    protected virtual Reading ReadOperandValue(JsonElement input, Field field) => ReadValue(input, field);

    /// <summary>The names in a value just read that stand where ids belong: users by userName, departments by key.</summary>
    public virtual IEnumerable<LinkName> NamesIn(JsonElement value, Field field) => [];

    /// <summary>The things that a value points at, those of sub-table rows too.</summary>
    public virtual IEnumerable<Link> LinksIn(JsonElement value, Field field) => [];

    /// <summary>The ids inside the value, as <see cref="Links"/> says.</summary>
    public virtual IEnumerable<Guid> LinkIds(JsonElement value) => [];

    /// <summary>
    /// The value with ids for names and with what is known of its files, after the checks that need this; errors name what does not
    /// exist. The write path calls it for each value read whose type links, once it has looked up names and ids.
    /// </summary>
    public virtual Reading Resolve(JsonElement value, Field field, ILinkTargets targets) => Reading.Of(value);

    /// <summary>Writes the value as clients see it: links with their titles, sub-tables by column key.</summary>
    public virtual void WriteWire(Utf8JsonWriter writer, JsonElement value, Field field, IWireTitles titles) => value.WriteTo(writer);

    /// <summary>What is shown of a value to who may not see it: nothing that tells one from another unless the type says so.</summary>
    public virtual string Mask(JsonElement value, Field field) => Masking.Everything;

    /// <summary>The value as people read it in a sentence, a title or a print.</summary>
    public abstract string Display(JsonElement value, Field field, Language language);

    /// <summary>The value as plain text that reading it again understands; null if text cannot carry it.</summary>
    public virtual string? Plain(JsonElement value, Field field) => Display(value, field, Language.English);

    /// <summary>Whether <see cref="Plain"/> carries the whole value.</summary>
    public virtual bool PlainIsAll => true;

    /// <summary>The words that the full search finds it by; null: not searched.</summary>
    public virtual string? SearchText(JsonElement value, Field field) => null;

    /// <summary>The value for expressions. References are resolved by the caller, who knows the target.</summary>
    public abstract Value ToValue(JsonElement value, Field field);

    /// <summary>An expression's value as input for <see cref="Read"/>; null: empty, or the kinds do not fit.</summary>
    public virtual JsonElement? FromValue(Value value, Field field) => ValueJson.Write(value);

    /// <summary>Order of two stored values, equal to the order of <see cref="SqlType"/> in SQL.</summary>
    public abstract int Compare(JsonElement left, JsonElement right);

    /// <summary>Carries a stored value of another type, or of this one with other options, over into this one.</summary>
    public virtual Conversion Convert(JsonElement value, Field from, Field to)
    {
        var carried = from.Type == this ? CarrySame(value, from, to) : Carry(value, from, to);
        if (carried.Value is not { } input) return Conversion.Impossible;
        var reading = Read(input, to);
        return reading.Failed || reading.Value is null
            ? Conversion.Impossible
            : new Conversion(reading.Value, carried.Lossy || reading.Repairs?.Any(repair => repair.Loses) is true);
    }

    /// <summary>A stored value of another type as input for <see cref="Read"/>; the default goes by the other's plain text.</summary>
    protected virtual Conversion Carry(JsonElement value, Field from, Field to) =>
        from.Type.Plain(value, from) is { } text
            ? new Conversion(JsonSerializer.SerializeToElement(text), Lossy: !from.Type.PlainIsAll)
            : Conversion.Impossible;

    /// <summary>A stored value of this type as input for <see cref="Read"/>.</summary>
    protected virtual Conversion CarrySame(JsonElement value, Field from, Field to) => new(value, Lossy: false);
}

/// <summary>A field type whose values and options have .NET types.</summary>
public abstract class FieldType<TValue, TOptions> : FieldType
    where TOptions : class
{
    public sealed override object ReadOptions(JsonObject attributes) => OptionsFrom<TOptions>(attributes);

    public static TOptions OptionsOf(Field field) => (TOptions)field.Options;

    protected sealed override Reading ReadValue(JsonElement input, Field field)
    {
        var parsed = Parse(input, OptionsOf(field));
        if (parsed.Error is { } wrong) return Reading.Wrong(wrong);
        if (parsed.IsEmpty) return Reading.Empty with { Repairs = parsed.Repairs };

        List<FieldError>? errors = null;
        foreach (var error in Check(parsed.Value, OptionsOf(field))) (errors ??= []).Add(error);
        return new Reading(errors is null ? Write(parsed.Value, input) : null, errors, parsed.Repairs);
    }

    protected override Reading ReadOperandValue(JsonElement input, Field field)
    {
        var parsed = ParseOperand(input, OptionsOf(field));
        return parsed.Error is { } wrong ? Reading.Wrong(wrong)
            : parsed.IsEmpty ? Reading.Empty
            : CheckOperand(parsed.Value, field) is { } unknown ? Reading.Wrong(unknown)
            : Reading.Of(Write(parsed.Value, input));
    }

    /// <summary>What says that no record can hold what a filter compares with; null: nothing.</summary>
    protected virtual FieldError? CheckOperand(TValue value, Field field) => null;

    /// <summary>Understands the input and normalises it.</summary>
    protected abstract Parsed<TValue> Parse(JsonElement input, TOptions options);

    /// <summary>Understands what a filter compares with; text that is only part of a value may be meant.</summary>
    protected virtual Parsed<TValue> ParseOperand(JsonElement input, TOptions options) => Parse(input, options);

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

    public static Parsed<T> Repaired(T value, IReadOnlyList<Repair>? repairs) => new(value, null, false, repairs);
}
