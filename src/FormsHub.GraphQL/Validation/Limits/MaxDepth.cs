namespace FormsHub.GraphQL.Validation.Limits;

/// <summary>How deep fields may nest.</summary>
public sealed class MaxDepth(int most) : SizeLimit(most)
{
    protected override int Measure(SelectionSize size) => size.Depth;
    protected override string Sentence(int actual) => $"is {actual} levels deep; at most {Most} are allowed";
}
