namespace FormsHub.Core.Fields;

/// <summary>Starts a group of fields under its label, till the next section or tab.</summary>
public sealed class SectionField : LayoutField<NoOptions>
{
    public override string Name => "section";
}
