using System.Collections.Frozen;
using FormsHub.Core.Fields;

namespace FormsHub.Core.Forms;

/// <summary>
/// One published version of a form, ready for use and immutable. <see cref="Number"/> names its partition
/// (<see cref="Records.RecordTable"/>).
/// </summary>
public sealed class Form
{
    private readonly FrozenDictionary<string, Field> _byKey;
    private readonly FrozenDictionary<string, Field> _byId;

    public Form(Guid id, int number, int version, FormDefinition definition, IReadOnlyList<Field> fields)
    {
        Id = id;
        Number = number;
        Version = version;
        Definition = definition;
        AllFields = fields;
        Fields = [.. fields.Where(field => field.Type.Role is not FieldRole.Layout)];
        _byKey = Field.ByKey(Fields);
        _byId = Fields.DistinctBy(field => field.Id).ToFrozenDictionary(field => field.Id);
        Encrypted = [.. Fields.Where(field => field.IsEncrypted)];
        TitleField = definition.TitleField is { } key ? _byKey.GetValueOrDefault(key) : null;
    }

    public Guid Id { get; }
    public int Number { get; }
    public int Version { get; }
    public FormDefinition Definition { get; }
    public string Key => Definition.Key;

    /// <summary>The top-level fields that hold or compute values, in the designer's order.</summary>
    public IReadOnlyList<Field> Fields { get; }

    /// <summary>As <see cref="Fields"/>, with sections, tabs, dividers and notes.</summary>
    public IReadOnlyList<Field> AllFields { get; }
    public Field? TitleField { get; }

    /// <summary>The fields whose values are stored sealed.</summary>
    public IReadOnlyList<Field> Encrypted { get; }

    /// <summary>What seals and opens their values; set once by the catalog.</summary>
    public Encryption.KeyRing Keys { get; init; } = Encryption.KeyRing.Empty;

    /// <summary>The expressions of this version, compiled; set once by the catalog.</summary>
    public Expressions.FormLogic Logic { get; init; } = Expressions.FormLogic.None;

    /// <summary>Former keys, which keep answering until they are released.</summary>
    public IReadOnlyList<string> Aliases { get; init; } = [];

    /// <summary>What earlier versions had that is gone since; set once by the catalog.</summary>
    public FormerParts Former { get; init; } = FormerParts.None;

    /// <summary>Whether that is the form's key or a former one.</summary>
    public bool IsCalled(string key) => Key == key || Aliases.Contains(key);

    /// <summary>The same version with its expressions compiled.</summary>
    public Form With(Expressions.FormLogic logic, IReadOnlyList<string>? aliases = null, Encryption.KeyRing? keys = null) =>
        new(Id, Number, Version, Definition, AllFields) { Logic = logic, Aliases = aliases ?? Aliases, Keys = keys ?? Keys, Former = Former };

    /// <summary>The same version with what earlier ones had.</summary>
    public Form With(FormerParts former) => new(Id, Number, Version, Definition, AllFields) { Logic = Logic, Aliases = Aliases, Keys = Keys, Former = former };

    /// <summary>This version as it is once it follows another one, with all that programs may still ask for.</summary>
    /// <param name="isGuarded">Whether rules of access keep a field from somebody.</param>
    public Form After(Form before, DateTimeOffset at, Func<Field, bool> isGuarded)
    {
        var gone = before.Fields.SelectMany(field => field.Columns.Prepend(field)).Where(IsGone).Select(field => new RemovedField(field, at, isGuarded(field))).Concat(before.Former.Fields.Where(each => IsGone(each.Field)));
        IReadOnlyList<string> plurals = [.. before.Former.Plurals, .. before.Definition.Plural is { } plural && plural != Definition.Plural ? [plural] : Array.Empty<string>()];
        return With(Logic, [.. before.Aliases.Append(before.Key).Where(key => key != Key)], before.Keys).With(new FormerParts([.. gone], plurals));

        // A column goes with its sub-table, which is then what is gone.
        bool IsGone(Field field) => field.Table is null ? ById(field.Id) is null : ById(field.Table.Id) is { } table && table.Columns.All(column => column.Id != field.Id);
    }

    /// <summary>
    /// The same version with the fields and columns of an earlier one that are gone since: under the key that they had, or under their id
    /// where a present one has that key.
    /// </summary>
    public Form WithFormer(Form earlier) => new(Id, Number, Version, Definition, Together(AllFields, earlier.AllFields)) { Logic = Logic, Keys = Keys };

    private static List<Field> Together(IReadOnlyList<Field> now, IReadOnlyList<Field> then)
    {
        var before = then.DistinctBy(field => field.Id).ToDictionary(field => field.Id);
        var ids = now.Select(field => field.Id).ToHashSet();
        var keys = now.Select(field => field.Key).ToHashSet();
        return
        [
            .. now.Select(field => field.Columns.Count > 0 && before.GetValueOrDefault(field.Id) is { Columns.Count: > 0 } table
                ? new Field(field.Definition, field.Type, field.Options, Together(field.Columns, table.Columns)) { FormerOptions = field.FormerOptions }
                : Copy(field, field.Key)),
            .. then.Where(field => !ids.Contains(field.Id) && field.Type.Role is not (FieldRole.Layout or FieldRole.Computed))
                .Select(field => Copy(field, keys.Contains(field.Key) ? field.Id : field.Key)),
        ];
    }

    /// <summary>A field of its own, because a column knows its sub-table.</summary>
    private static Field Copy(Field field, string key) =>
        new(field.Definition with { Key = key }, field.Type, field.Options, [.. field.Columns.Select(column => Copy(column, column.Key))]) { FormerOptions = field.FormerOptions };

    /// <summary>The top-level field with that key or former key.</summary>
    public Field? this[string key] => _byKey.GetValueOrDefault(key);

    /// <summary>The field with that key, or with "table.column" the column.</summary>
    public Field? FieldNamed(string name) => name.Split('.') switch
    {
        [var key] => this[key],
        [var table, var column] => this[table]?.Column(column),
        _ => null,
    };

    /// <summary>The keys of all options that a field or column had, in this version or before.</summary>
    public IEnumerable<string> OptionsEver(string fieldId) =>
        AllFields.SelectMany(field => field.Columns.Prepend(field)).FirstOrDefault(field => field.Id == fieldId) is { } field
            ? field.FormerOptions.Concat(field.Type.OptionKeys(field))
            : [];

    /// <summary>The top-level field with that id.</summary>
    public Field? ById(string id) => _byId.GetValueOrDefault(id);
}

/// <summary>The published forms, by key, former key or number; null where there is none.</summary>
public interface IFormCatalog
{
    Form? Find(string key);

    Form? ByNumber(int number);

    IReadOnlyCollection<Form> All { get; }

    /// <summary>
    /// What stays the same until a form is published, and is another thing then. What is worked out of several forms is kept under it, so
    /// that none of it, nor the forms it was made of, outlives them.
    /// </summary>
    object Generation => this;
}
