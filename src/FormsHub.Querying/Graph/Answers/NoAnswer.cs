namespace FormsHub.Querying.Graph.Answers;

/// <summary>A field that is there for those who ask for it still, and has no values any more.</summary>
internal sealed class NoAnswer : Answer
{
    public override JsonText Of(Selected selected, Place place) => JsonText.Null;
}
