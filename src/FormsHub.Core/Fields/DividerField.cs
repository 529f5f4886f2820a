namespace FormsHub.Core.Fields;

/// <summary>A line between fields.</summary>
public sealed class DividerField : LayoutField<NoOptions>
{
    public override string Name => "divider";
}
