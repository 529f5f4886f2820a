using System.Collections.Frozen;
using FormsHub.Core.Fields;

namespace FormsHub.Core.Forms;

/// <summary>A field of a published form, ready for use: definition, type and typed options.</summary>
public sealed class Field
{
    private readonly FrozenDictionary<string, Field> _columns;
    private readonly bool _encrypts;

    public Field(FieldDefinition definition, FieldType type, object options, IReadOnlyList<Field> columns)
    {
        Definition = definition;
        Type = type;
        Options = options;
        Columns = columns;
        _encrypts = definition.Sensitive is "encrypt" && type.CanBeEncrypted;
        _columns = ByKey(columns);
        foreach (var column in columns) column.Table = this;
    }

    public FieldDefinition Definition { get; }
    public FieldType Type { get; }

    /// <summary>The options object that <see cref="FieldType.ReadOptions"/> made.</summary>
    public object Options { get; }
    public string Id => Definition.Id;
    public string Key => Definition.Key;

    /// <summary>The keys of options that earlier versions had, and that records may still hold.</summary>
    public IReadOnlySet<string> FormerOptions { get; init; } = FrozenSet<string>.Empty;

    /// <summary>The columns of a sub-table.</summary>
    public IReadOnlyList<Field> Columns { get; }

    /// <summary>The sub-table that this field is a column of.</summary>
    public Field? Table { get; private set; }

    /// <summary>Whether its values are stored sealed; see <see cref="Encryption.KeyRing"/>.</summary>
    public bool IsEncrypted => _encrypts && Table is null;

    /// <summary>The column with that key or former key.</summary>
    public Field? Column(string key) => _columns.GetValueOrDefault(key);

    internal static FrozenDictionary<string, Field> ByKey(IEnumerable<Field> fields)
    {
        var byKey = new Dictionary<string, Field>();
        var all = fields.ToList();
        foreach (var field in all) byKey.TryAdd(field.Key, field);
        foreach (var field in all)
        {
            foreach (var alias in field.Definition.Aliases) byKey.TryAdd(alias, field);
        }
        return byKey.ToFrozenDictionary();
    }
}
