using FormsHub.Core.Results;
using FormsHub.GraphQL.Execution;
using FormsHub.GraphQL.Language;
using FormsHub.Server.Hosting;
using FormsHub.Server.Hosting.Problems;
using FormsHub.Server.Hosting.SignIn;
using FormsHub.Server.Hosting.Web;
using FormsHub.Server.Records;
using FormsHub.Storage.Records;

namespace FormsHub.Server.GraphQL;

/// <summary>GET and POST /graphql. See https://graphql.github.io/graphql-over-http/draft/</summary>
public static class OverHttp
{
    /// <summary>A request, for the description of the API.</summary>
    public sealed record Body(
        string? Query, string? OperationName = null, IReadOnlyDictionary<string, object?>? Variables = null, IReadOnlyDictionary<string, object?>? Extensions = null, string? DocumentId = null);

    /// <summary>A response, for the description of the API.</summary>
    public sealed record Answer(object? Data, IReadOnlyList<object>? Errors);

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet(ErrorsOfGraphQL.Path, GetAsync).WithMetadata(SignInByMessage.Instance).OpenToTrustedDocuments().WithTags("GraphQL").WithSummary("Ask a GraphQL query, or open a WebSocket").Produces<Answer>();
        routes.MapPost(ErrorsOfGraphQL.Path, PostAsync).KeepsItsAnswer().WhileViewing().OpenToTrustedDocuments().WithTags("GraphQL").WithSummary("Run a GraphQL operation").Accepts<Body>(MediaTypes.Json).Produces<Answer>();
    }

    private static Task GetAsync(HttpContext context, Operations operations, OverSocket sockets, CancellationToken ct)
    {
        if (context.WebSockets.IsWebSocketRequest) return sockets.TalkAsync(context, ct);
        return AnswerAsync(context, GraphQLRequest.Of(context.Request.Query), null, operations, ct);
    }

    private static async Task PostAsync(HttpContext context, Operations operations, CancellationToken ct)
    {
        if (!MediaTypes.IsJson(context.Request))
        {
            await HttpProblems.UnsupportedMediaType.ToHttp(StatusCodes.Status415UnsupportedMediaType).ExecuteAsync(context);
            return;
        }
        var body = await context.Request.ReadJsonAsync(ct);
        var key = context.Request.Idempotency(body.Failed ? null : body.Value);
        await AnswerAsync(context, body.Failed ? body.Problem : key.Failed ? key.Problem : GraphQLRequest.Of(body.Value), key.Failed ? null : key.Value, operations, ct);
    }

    private static async Task AnswerAsync(HttpContext context, Result<GraphQLRequest> request, IdempotencyKey? key, Operations operations, CancellationToken ct)
    {
        if (MediaTypes.Accepted(context.Request) is not { } accepted)
        {
            await GraphQLProblems.NotAcceptable.ToHttp(StatusCodes.Status406NotAcceptable).ExecuteAsync(context);
            return;
        }
        if (request.Failed)
        {
            await request.Problem.ToHttp().ExecuteAsync(context);
            return;
        }
        var (operation, refusal) = operations.Prepare(context, context.Caller(), request.Value);
        if (operation?.Kind is OperationKind.Mutation && HttpMethods.IsGet(context.Request.Method))
        {
            context.Response.Headers.Allow = "POST";
            await GraphQLProblems.QueriesOnlyByGet.ToHttp(StatusCodes.Status405MethodNotAllowed).ExecuteAsync(context);
            return;
        }
        if (operation?.Kind is OperationKind.Mutation) operation = operation with { Key = key };
        if (accepted is MediaTypes.Events && refusal?.Status is null)
        {
            await context.RequestServices.GetRequiredService<OverEvents>().TellAsync(context, operation, refusal, ct);
            return;
        }
        if (operation?.Kind is OperationKind.Subscription) refusal = new Operations.Refusal([ErrorsOfGraphQL.Of(GraphQLProblems.NeedsStream, context)]);
        using var place = refusal is null ? await operations.EnterAsync(context, ct) : null;
        using var result = place is null ? ExecutionResult.Refused(refusal!.Errors) : await operations.RunAsync(context, operation!, place, ct);
        await MediaTypes.WriteAsync(context, result, StatusOf(result, refusal, accepted), ct);
    }

    /// <summary>A well-formed request is 200 in application/json, whatever becomes of it; else it depends on whether there is data.</summary>
    private static int StatusOf(ExecutionResult result, Operations.Refusal? refusal, string accepted) =>
        refusal?.Status ?? (result.HasData || accepted is MediaTypes.Json ? StatusCodes.Status200OK : StatusCodes.Status400BadRequest);
}
