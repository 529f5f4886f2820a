using FormsHub.GraphQL.Language;

namespace FormsHub.GraphQL.Validation.Limits;

/// <summary>A limit on what one operation selects, fragments put where they are spread; what it costs to answer is for the server to say.</summary>
public abstract class SizeLimit(int most) : ValidationRule
{
    /// <summary>What is still allowed.</summary>
    public int Most { get; } = most;

    public override void Check(ValidationContext context)
    {
        var scale = new SelectionSize.Scale(context.Fragments);

        context.EnterOrSkip<OperationDefinitionNode>(operation =>
        {
            var actual = Measure(scale.Of(operation.SelectionSet));
            if (actual > Most)
            {
                context.Report(GraphQLError.At($"{(operation.Name is { } name ? $"Operation \"{name}\"" : "The operation")} {Sentence(actual)}.", operation) with
                {
                    Extensions = new Dictionary<string, object?> { ["limit"] = Most, ["found"] = actual },
                });
            }
            return false;
        });
    }

    protected abstract int Measure(SelectionSize size);

    /// <summary>"… is 14 levels deep; at most 12 are allowed", without the stop.</summary>
    protected abstract string Sentence(int actual);
}
