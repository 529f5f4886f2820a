namespace FormsHub.GraphQL.Validation.Limits;

/// <summary>How many fields of the root type may be asked for: each is a question of its own.</summary>
public sealed class MaxRootFields(int most) : SizeLimit(most)
{
    protected override int Measure(SelectionSize size) => size.RootFields;
    protected override string Sentence(int actual) => $"asks for {actual} fields of its root type; at most {Most} are allowed";
}
