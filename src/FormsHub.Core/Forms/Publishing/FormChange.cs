using System.Text.Json;
using FormsHub.Core.Results;

namespace FormsHub.Core.Forms.Publishing;

/// <summary>One difference between two versions of a form, told in both languages.</summary>
/// <param name="Code">Stable snake_case, such as "type_changed".</param>
/// <param name="Path">Where it stands in the new definition; in the old one if it is gone.</param>
/// <param name="Field">The field's key ("calls.minutes" for a column); null if the form itself changed.</param>
public sealed record FormChange(string Code, string Path, string? Field, Message Message)
{
    /// <summary>The types (old, new) or attributes of the definition that the message names, for those who have words of their own for them.</summary>
    public IReadOnlyList<string> Names { get; init; } = [];

    /// <summary>What the change does to the records that are there; null: nothing.</summary>
    public Impact? Impact { get; init; }
}

/// <summary>What a change does to existing records: to the values stored under a field id.</summary>
/// <param name="FieldId">The top-level field whose stored value is judged.</param>
/// <param name="Judge">What becomes of that value; null is an empty one.</param>
public sealed record Impact(string FieldId, Func<JsonElement?, Verdict> Judge)
{
    /// <summary>Whether equal values of two records are against the new version; the database counts these.</summary>
    public bool DemandsUnique { get; init; }
}

/// <summary>What becomes of one stored value: it stays, is against the new version, or is not carried over whole.</summary>
public readonly record struct Verdict(VerdictKind Kind, Message? Why)
{
    public static readonly Verdict Stays = new(VerdictKind.Stays, null);
}

/// <summary>The kinds of <see cref="Verdict"/>.</summary>
public enum VerdictKind
{
    Stays,

    /// <summary>The value stays, but the record must be mended when it is next saved.</summary>
    Invalid,

    /// <summary>The value has no full counterpart in the new type; the old one remains in the history.</summary>
    Lossy,

    /// <summary>The value stays and is stored otherwise: encrypted, or in clear again.</summary>
    Sealed,
}
