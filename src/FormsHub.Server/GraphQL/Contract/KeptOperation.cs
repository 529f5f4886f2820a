using FormsHub.Core.Access;

namespace FormsHub.Server.GraphQL.Contract;

/// <summary>An operation that a program has asked within the last 90 days.</summary>
/// <param name="User">Whose token it is.</param>
/// <param name="Document">Without values.</param>
/// <param name="Given">Fields of input objects that came in its variables.</param>
internal sealed record KeptOperation(
    Token Token, Guid User, byte[] Hash, string? Name, string Kind, string Document, IReadOnlyList<string> Given, DateTimeOffset FirstUsedAt, DateTimeOffset LastUsedAt, long Uses);
