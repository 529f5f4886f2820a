namespace FormsHub.GraphQL.Validation.Limits;

/// <summary>How many fields may be asked for.</summary>
public sealed class MaxFields(int most) : SizeLimit(most)
{
    protected override int Measure(SelectionSize size) => size.Fields;
    protected override string Sentence(int actual) => $"asks for {actual} fields, each fragment's counted wherever it is spread; at most {Most} are allowed";
}
