namespace FormsHub.GraphQL.Execution;

/// <summary>
/// Executes operations: ExecuteQuery(), ExecuteMutation(), Subscribe(). An error of a field is part of the response, whatever a resolver throws;
/// only a cancelled token throws. See https://spec.graphql.org/September2025/#sec-Execution
/// </summary>
public static class Executor
{
    /// <summary>
    /// The response of a query or mutation. <paramref name="root"/> is the source of the root's fields; <paramref name="state"/> is handed to every resolver.
    /// The fields of a query are resolved beside each other, those of a mutation one after the other.
    /// </summary>
    public static async Task<ExecutionResult> ExecuteAsync(ExecutableOperation operation, object? root, object? state, CancellationToken ct) =>
        await new OperationRun(operation, state, ct).ExecuteAsync(root, isSerial: operation.Definition.Operation is Language.OperationKind.Mutation);

    /// <summary>
    /// CreateSourceEventStream() and MapSourceToResponseEvent(): one response for each event, or the refusal where the events could not be had. Where
    /// the events end by an exception, so does the stream of responses.
    /// </summary>
    public static async Task<(IAsyncEnumerable<ExecutionResult>? Responses, ExecutionResult? Refusal)> SubscribeAsync(
        ExecutableOperation operation, object? root, object? state, CancellationToken ct)
    {
        var (events, error) = await new OperationRun(operation, state, ct).SubscribeAsync(root);
        return events is null ? (null, ExecutionResult.Refused([error!])) : (RespondAsync(operation, events, state, ct), null);
    }

    private static async IAsyncEnumerable<ExecutionResult> RespondAsync(
        ExecutableOperation operation, IAsyncEnumerable<object?> events, object? state, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken ct)
    {
        await foreach (var source in events.WithCancellation(ct))
            yield return await new OperationRun(operation, state, ct).ExecuteAsync(source, isSerial: false);
    }
}
