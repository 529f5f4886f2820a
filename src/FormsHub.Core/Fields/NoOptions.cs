namespace FormsHub.Core.Fields;

/// <summary>The options of a type that has none of its own.</summary>
public sealed record NoOptions;
