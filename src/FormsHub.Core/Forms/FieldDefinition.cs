using System.Text.Json;
using System.Text.Json.Nodes;

namespace FormsHub.Core.Forms;

/// <summary>
/// A field as its designer wrote it: what all types share is parsed, the attributes of its type stay in <see cref="Options"/>
/// until <see cref="Fields.FieldType.ReadOptions"/> types them.
/// </summary>
public sealed record FieldDefinition
{
    /// <summary>"f1", "f2", …: given by the server, never changed, never reused. Empty in a definition not yet saved.</summary>
    public string Id { get; init; } = "";
    public required string Key { get; init; }
    public required string Type { get; init; }
    public Localized? Label { get; init; }
    public Localized? Help { get; init; }
    public Localized? Placeholder { get; init; }
    public bool Required { get; init; }
    public bool Unique { get; init; }
    public bool Indexed { get; init; }
    public bool ReadOnly { get; init; }
    public bool Hidden { get; init; }

    /// <summary>"none", "mask" or "encrypt".</summary>
    public string? Sensitive { get; init; }

    /// <summary>
    /// Whether a computed field is shown by its own right alone, also to people who may not see what it is computed from.
    /// </summary>
    public bool Discloses { get; init; }

    /// <summary>"full" or "half" of the form's width.</summary>
    public string? Width { get; init; }
    public JsonElement? Default { get; init; }
    public string? DefaultExpression { get; init; }

    /// <summary>Former keys, which keep answering until they are released.</summary>
    public IReadOnlyList<string> Aliases { get; init; } = [];

    /// <summary>The columns of a sub-table; empty for other types.</summary>
    public IReadOnlyList<FieldDefinition> Fields { get; init; } = [];

    /// <summary>The attributes of the type, as they stand beside the common ones.</summary>
    public JsonObject Options { get; init; } = [];
}
