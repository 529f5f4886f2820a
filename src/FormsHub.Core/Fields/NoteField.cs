using FormsHub.Core.Forms;

namespace FormsHub.Core.Fields;

/// <summary>A text between fields, for whoever fills in the form.</summary>
public sealed class NoteField : LayoutField<NoteField.NoteOptions>
{
    public sealed record NoteOptions(Localized? Text = null);

    public override string Name => "note";
}
