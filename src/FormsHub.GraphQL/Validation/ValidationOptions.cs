namespace FormsHub.GraphQL.Validation;

/// <summary>What is checked, and when to stop.</summary>
public sealed record ValidationOptions
{
    /// <summary>What stands for the rule where a document is too tangled to be checked.</summary>
    public const string TooComplex = "MaxComplexity";

    public static ValidationOptions Default { get; } = new();

    /// <summary>Checked together in one walk; a server adds its limits at the end.</summary>
    public IReadOnlyList<ValidationRule> Rules { get; init; } = SpecifiedRules.All;

    /// <summary>After as many errors validation stops, and says so.</summary>
    public int MaxErrors { get; init; } = 100;

    /// <summary>Whether errors keep to themselves what the schema has instead ("Did you mean").</summary>
    public bool HideSuggestions { get; init; }
}
