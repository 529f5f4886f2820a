using System.Text.Json;

namespace FormsHub.Core.Forms;

/// <summary>What a form is, as its designer wrote it: the same shape in the API, in templates, in exports and in history.</summary>
public sealed record FormDefinition
{
    public required string Key { get; init; }
    public string? Plural { get; init; }
    public string? App { get; init; }
    public Localized? Title { get; init; }
    public Localized? Description { get; init; }
    public string? Icon { get; init; }

    /// <summary>The key of the field whose text names a record in lists, links and messages.</summary>
    public string? TitleField { get; init; }
    public IReadOnlyList<FieldDefinition> Fields { get; init; } = [];
    public IReadOnlyList<RuleDefinition> Rules { get; init; } = [];
    public JsonElement? Layout { get; init; }
    public IReadOnlyList<ViewDefinition> Views { get; init; } = [];

    /// <summary>Who may use the form besides administrators: "*", "role:agent", "user:li", "department:service".</summary>
    public IReadOnlyList<string> Members { get; init; } = [];

    /// <summary>Why the form holds data about people, and how long; null: nobody has said.</summary>
    public PersonalData? PersonalData { get; init; }
}

/// <summary>While <see cref="When"/> holds, the listed fields are shown, demanded, locked, set or refused as said.</summary>
public sealed record RuleDefinition
{
    public required string When { get; init; }
    public IReadOnlyList<RuleEffect> Set { get; init; } = [];
}

/// <summary>What a rule does to one field; null says nothing about it. A sub-table column is named "calls.minutes".</summary>
public sealed record RuleEffect
{
    public required string Field { get; init; }
    public bool? Visible { get; init; }
    public bool? Required { get; init; }
    public bool? ReadOnly { get; init; }

    /// <summary>An expression whose value the field takes.</summary>
    public string? Value { get; init; }

    /// <summary>Refuses the record with this message beside the field.</summary>
    public Localized? Error { get; init; }
}

/// <summary>A saved way to look at a form's records.</summary>
public sealed record ViewDefinition
{
    public required string Key { get; init; }
    public Localized? Title { get; init; }

    /// <summary>"table", "kanban", "calendar" or "gallery".</summary>
    public string Kind { get; init; } = "table";
    public JsonElement? Filter { get; init; }
    public IReadOnlyList<string> Sort { get; init; } = [];
    public IReadOnlyList<ViewColumn> Columns { get; init; } = [];
    public string? Search { get; init; }
    public string? GroupBy { get; init; }
}

/// <summary>A column of a view; its width is in CSS pixels.</summary>
public sealed record ViewColumn(string Field, int? Width = null, bool Frozen = false);
