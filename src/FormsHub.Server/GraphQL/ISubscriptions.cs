using FormsHub.Core.Access;
using FormsHub.GraphQL;
using FormsHub.GraphQL.Execution;

namespace FormsHub.Server.GraphQL;

/// <summary>Where the events of subscriptions come from.</summary>
public interface ISubscriptions
{
    /// <summary>
    /// One result for each event until the token is cancelled, or why there are none. The transports see to it that the caller is still
    /// signed in; what of each event the caller may see is seen to here.
    /// </summary>
    Task<(IAsyncEnumerable<ExecutionResult>? Results, IReadOnlyList<GraphQLError> Errors)> SubscribeAsync(Caller caller, ExecutableOperation operation, CancellationToken ct);
}
