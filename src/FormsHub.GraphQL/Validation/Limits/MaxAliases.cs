namespace FormsHub.GraphQL.Validation.Limits;

/// <summary>How many fields may be given another name: by aliases one field is asked for a thousand times.</summary>
public sealed class MaxAliases(int most) : SizeLimit(most)
{
    protected override int Measure(SelectionSize size) => size.Aliases;
    protected override string Sentence(int actual) => $"has {actual} aliases, each fragment's counted wherever it is spread; at most {Most} are allowed";
}
