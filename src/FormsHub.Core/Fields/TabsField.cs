namespace FormsHub.Core.Fields;

/// <summary>Starts a page of fields under its label, chosen by a tab.</summary>
public sealed class TabsField : LayoutField<NoOptions>
{
    public override string Name => "tabs";
}
