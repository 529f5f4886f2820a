namespace FormsHub.GraphQL.Language;

/// <summary>How far a parser goes with a text that may be hostile, and what it takes besides the specification's grammar.</summary>
public sealed record ParserOptions
{
    public static ParserOptions Default { get; } = new();

    /// <summary>How many tokens a text may have; null: as many as fit.</summary>
    public int? MaxTokens { get; init; }

    /// <summary>How deep selections, values and types may nest, so that nothing that walks the tree runs out of stack.</summary>
    public int MaxDepth { get; init; } = 200;

    /// <summary>Whether <c>{ }</c> is taken for a selection set. The specification refuses it; the reference implementation takes it unless it is told not to.</summary>
    public bool AllowEmptySelectionSets { get; init; }

    /// <summary>Whether a fragment may declare variables, as documents of years ago did.</summary>
    public bool AllowFragmentVariables { get; init; }
}
