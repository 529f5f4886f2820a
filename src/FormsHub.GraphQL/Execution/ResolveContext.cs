using FormsHub.GraphQL.Types;

namespace FormsHub.GraphQL.Execution;

/// <summary>What a field is resolved from.</summary>
public sealed class ResolveContext
{
    /// <summary>The object that the field stands on: what the field above answered, or the root's value.</summary>
    public required object? Source { get; init; }
    public required IReadOnlyDictionary<string, object?> Arguments { get; init; }
    public required ObjectType ParentType { get; init; }
    public required Field Field { get; init; }

    /// <summary>The selections that ask for it, for who answers the whole selection at once.</summary>
    public required FieldGroup Selection { get; init; }
    public required ResponsePath Path { get; init; }
    public required ExecutableOperation Operation { get; init; }

    /// <summary>What the server handed over for this request.</summary>
    public required object? State { get; init; }
    public required CancellationToken Cancellation { get; init; }
}
