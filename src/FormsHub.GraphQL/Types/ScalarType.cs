using FormsHub.GraphQL.Language;

namespace FormsHub.GraphQL.Types;

/// <summary>
/// A scalar, with the coercions of https://spec.graphql.org/September2025/#sec-Scalars. Each throws <see cref="GraphQLException"/> with the
/// sentence for the caller where the value does not fit. A value from variables is what JSON holds: null, bool, string, long, decimal or
/// double, <c>IReadOnlyList&lt;object?&gt;</c>, <c>IReadOnlyDictionary&lt;string, object?&gt;</c>.
/// </summary>
public sealed class ScalarType(string name) : LeafType(name)
{
    public string? SpecifiedByUrl { get; init; }

    /// <summary>From a value of variables to what the server works with.</summary>
    public Func<object?, object?> ParseValue { get; init; } = static value => value;

    /// <summary>From what is written in a document, with variables already put in where they may stand; null: the literal is read as JSON would be, then <see cref="ParseValue"/>.</summary>
    public Func<ValueNode, IReadOnlyDictionary<string, object?>, object?>? ParseLiteral { get; init; }

    /// <summary>From what the server works with to what the response holds.</summary>
    public Func<object, object?> Serialize { get; init; } = static value => value;
}
