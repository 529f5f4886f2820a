using System.Threading.RateLimiting;
using FormsHub.Core.Access;
using FormsHub.Core.Audit;
using FormsHub.Core.Results;
using FormsHub.GraphQL;
using FormsHub.GraphQL.Execution;
using FormsHub.GraphQL.Language;
using FormsHub.Querying.Graph;
using FormsHub.Server.Audit;
using FormsHub.Server.GraphQL.Contract;
using FormsHub.Server.GraphQL.Mutations;
using FormsHub.Server.GraphQL.Subscriptions;
using FormsHub.Server.Hosting;
using FormsHub.Server.Hosting.Problems;
using FormsHub.Server.Hosting.SignIn;
using FormsHub.Server.Hosting.Web;
using FormsHub.Storage.Records;

namespace FormsHub.Server.GraphQL;

/// <summary>Takes what a transport was asked through finding and checking the document, and through its execution.</summary>
public sealed partial class Operations(
    GraphReader reader, GraphWriter writer, CheckedDocuments documents, PersistedQueries persisted, SeenOperations seen, GraphQLLimits limits, CallerRates rates, AuditedReads audit,
    ChangeSubscriptions subscriptions, IdentifyCaller callers, ILogger<Operations> log)
{
    /// <summary>An operation that may be executed.</summary>
    public sealed record Prepared(Caller Caller, FormsSchema Schema, ExecutableOperation Operation)
    {
        public OperationKind Kind => Operation.Definition.Operation;

        /// <summary>By which a mutation is carried out once, however often it is sent.</summary>
        public IdempotencyKey? Key { get; init; }
    }

    /// <summary>Why nothing is executed.</summary>
    /// <param name="Status">The HTTP status where it is not for the media type to say.</param>
    public sealed record Refusal(IReadOnlyList<GraphQLError> Errors, int? Status = null);

    public (Prepared? Operation, Refusal? Refusal) Prepare(HttpContext context, Caller caller, GraphQLRequest request)
    {
        var text = DocumentOf(request, caller);
        if (text.Failed) return (null, Refused(text.Problem, context));
        var schema = reader.SchemaFor(caller);
        var found = documents.Read(schema.Schema, text.Value, context.Language());
        if (found.Document is null) return (null, new Refusal(found.Errors));
        if (caller.Token?.TrustedDocuments is null && request.Query is not null && request.Hash is { } hash) persisted.Keep(hash, request.Query);

        var (operation, errors) = ExecutableOperation.Prepare(schema.Schema, found.Document, request.OperationName, request.Variables);
        if (operation is null) return (null, new Refusal([.. errors.Select(WithCode)]));
        try
        {
            if (OperationCost.Of(operation) is var cost && cost > limits.Cost) return (null, Refused(GraphQLProblems.TooCostly(cost, limits.Cost), context));
        }
        catch (GraphQLException exception)
        {
            return (null, new Refusal([WithCode(exception.Error)]));
        }
        if (caller.ViewedBy is not null && operation.Definition.Operation is OperationKind.Mutation)
            return (null, Refused(ViewAsProblems.ReadOnly, context));
        return (new Prepared(caller, schema, operation), null);
    }

    /// <summary>One of the places that the caller has at once, to be held until the answer is told: who does not take answers is not given more.</summary>
    public ValueTask<RateLimitLease> EnterAsync(HttpContext context, CancellationToken ct) => rates.EnterAsync(context, ct);

    /// <summary>Executes a query or mutation.</summary>
    /// <param name="place">By <see cref="EnterAsync"/>.</param>
    public async Task<ExecutionResult> RunAsync(HttpContext context, Prepared prepared, RateLimitLease place, CancellationToken ct)
    {
        if (!place.IsAcquired) return ExecutionResult.Refused([ErrorsOfGraphQL.Of(HttpProblems.TooMany, context)]);
        var (caller, schema, operation) = prepared;
        if (prepared.Kind is OperationKind.Mutation) Origin.Current = context.Origin(caller);
        var reads = await audit.ToNoteAsync(ct);
        var result = prepared.Kind is OperationKind.Mutation
            ? await writer.RunAsync(caller, schema, operation, context.Language(), reads, prepared.Key, ct)
            : await reader.QueryAsync(caller, schema, operation, context.Language(), reads, ct);
        if (reads is not null && await audit.AnsweredAsync(context, caller, reads, ct) is { } problem)
            return ExecutionResult.Refused([ErrorsOfGraphQL.Of(problem, context)]);
        if (!result.HasData) return ExecutionResult.Refused([.. result.Errors.Select(WithCode)]);
        seen.Note(caller, operation);
        return result;
    }

    /// <summary>As <see cref="RunAsync"/> where nobody above tells what fails, on a connection that goes on.</summary>
    public async Task<ExecutionResult> RunToldAsync(HttpContext context, Prepared prepared, RateLimitLease place, CancellationToken ct)
    {
        try
        {
            return await RunAsync(context, prepared, place, ct);
        }
        catch (Exception exception) when (!ct.IsCancellationRequested)
        {
            return ExecutionResult.Refused([Told(exception, context)]);
        }
    }

    /// <summary>The results of a subscription as they come.</summary>
    public async Task<(IAsyncEnumerable<ExecutionResult>? Results, IReadOnlyList<GraphQLError> Errors)> SubscribeAsync(HttpContext context, Prepared prepared, CancellationToken ct)
    {
        try
        {
            var (caller, schema, operation) = prepared;
            var answer = await subscriptions.SubscribeAsync(caller, schema, operation, context.Language(), token => callers.AgainAsync(context, token), (now, reads, token) => audit.AnsweredAsync(context, now, reads, token), ct);
            if (answer.Results is not null) seen.Note(caller, operation);
            return answer;
        }
        catch (Exception exception) when (!ct.IsCancellationRequested)
        {
            return (null, [Told(exception, context)]);
        }
    }

    /// <summary>Why the caller may not listen any more on a connection that stays open; null: as far as can be found out now, they may.</summary>
    public async Task<Problem?> GoneAsync(HttpContext context, CancellationToken ct)
    {
        try
        {
            return (await callers.AgainAsync(context, ct)).Problem;
        }
        catch (Exception exception) when (!ct.IsCancellationRequested)
        {
            // Nothing is told meanwhile: before each event it is asked again.
            Told(exception, context);
            return null;
        }
    }

    /// <summary>The error that stands for what failed; what is our own fault is logged.</summary>
    public GraphQLError Told(Exception exception, HttpContext context)
    {
        var answer = ExceptionProblems.Answer(exception);
        if (answer.StatusCode >= 500) LogFailed(exception, ProblemResult.TraceId(context));
        return ErrorsOfGraphQL.Of(answer.Problem, context, answer.StatusCode);
    }

    private Result<string> DocumentOf(GraphQLRequest request, Caller caller)
    {
        if (caller.Token?.TrustedDocuments is { } trusted)
        {
            var name = request.DocumentId ?? request.Hash ?? PersistedQueries.HashOf(request.Query!);
            return trusted.TryGetValue(name, out var document) && (request.Query ?? document) == document ? document : GraphQLProblems.NotTrusted;
        }
        if (request.DocumentId is { } id) return GraphQLProblems.NoSuchDocument(id);
        if (request.Query is not { } query) return persisted.Find(request.Hash!) is { } known ? known : GraphQLProblems.PersistedQueryNotFound;
        if (documents.IsTooLarge(query)) return GraphQLProblems.DocumentTooLarge(limits.Document);
        return request.Hash is { } hash && PersistedQueries.HashOf(query) != hash ? GraphQLProblems.BadHash : query;
    }

    private static Refusal Refused(Problem problem, HttpContext context) =>
        new([ErrorsOfGraphQL.Of(problem, context)], problem.Kind is ProblemKind.Forbidden ? StatusCodes.Status403Forbidden : null);

    private static GraphQLError WithCode(GraphQLError error) =>
        error.Extensions?.ContainsKey("code") is true ? error : error with { Extensions = new Dictionary<string, object?>(error.Extensions ?? new Dictionary<string, object?>()) { ["code"] = "bad_request" } };

    [LoggerMessage(Level = LogLevel.Error, Message = "A GraphQL operation failed (trace {TraceId})")]
    private partial void LogFailed(Exception exception, string traceId);
}
