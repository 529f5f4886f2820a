using FormsHub.Core.Forms;

namespace FormsHub.Storage.Forms;

/// <summary>A form as its table holds it: the draft if there is one, the published version if there is one.</summary>
public sealed record FormRow(
    Guid Id, int Number, string Key, int Version, int DraftRev, FormDefinition? Draft, FormDefinition? Published, int NextField)
{
    /// <summary>What the designer sees: the draft, or the published version where nothing has been changed since.</summary>
    public FormDefinition Definition => Draft ?? Published!;

    public bool HasDraft => Draft is not null;
    public bool IsPublished => Version > 0;
}

/// <summary>One published version of a form.</summary>
/// <param name="Definition">Null in lists.</param>
public sealed record FormVersion(
    int Version, DateTimeOffset At, Guid? By, string? Note, string ChangesJson, FormDefinition? Definition);
