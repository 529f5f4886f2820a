using FormsHub.GraphQL.Language;

namespace FormsHub.GraphQL;

/// <summary>What went wrong, for the <c>errors</c> of a response. See https://spec.graphql.org/September2025/#sec-Errors</summary>
/// <param name="Message">A full sentence for the developer.</param>
public sealed record GraphQLError(string Message)
{
    /// <summary>Where in the document, from the first place to the last that matters.</summary>
    public IReadOnlyList<Location> Locations { get; init; } = [];

    /// <summary>The response keys (string) and indexes (int) that lead to the field; null where no field is meant.</summary>
    public IReadOnlyList<object>? Path { get; init; }

    /// <summary>The rule of validation that is broken, as the reference implementation calls it, without <c>Rule</c>; null where it is none.</summary>
    public string? Rule { get; init; }

    public IReadOnlyDictionary<string, object?>? Extensions { get; init; }

    /// <summary>What a resolver threw that nobody expected: for the server's log, never in a response.</summary>
    public Exception? Cause { get; init; }

    /// <summary>An error about these nodes; what was made, not read, has no place.</summary>
    public static GraphQLError At(string message, params IEnumerable<Node?> nodes) =>
        new(message) { Locations = [.. nodes.Where(node => node is { Span.IsNone: false }).Select(node => node!.Span.Location)] };
}

/// <summary>Thrown where a document, a schema or a value cannot be understood; never leaves the library's entry points that answer errors as data.</summary>
public sealed class GraphQLException(GraphQLError error) : Exception(error.Message)
{
    public GraphQLException(string message, params IEnumerable<Node?> nodes) : this(GraphQLError.At(message, nodes))
    {
    }

    public GraphQLError Error { get; } = error;
}
