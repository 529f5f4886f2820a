using System.Text.Json;
using FormsHub.Core.Results;
using FormsHub.GraphQL;
using FormsHub.GraphQL.Execution;
using FormsHub.GraphQL.Language;
using FormsHub.GraphQL.Validation;
using FormsHub.Querying.Graph;
using FormsHub.Server.GraphQL.Mutations;
using FormsHub.Server.Hosting;

namespace FormsHub.Server.GraphQL;

/// <summary>POST /graphql answers an operation over the forms.</summary>
public static class AnswerGraphQL
{
    public static void Map(IEndpointRouteBuilder routes) => routes.MapPost("/graphql", HandleAsync);

    private static async Task HandleAsync(HttpContext context, GraphReader reader, GraphWriter writer, CancellationToken ct)
    {
        var body = await context.Request.ReadJsonAsync(ct);
        var result = await AnswerAsync(context, reader, writer, body.Value, ct);
        context.Response.ContentType = "application/json; charset=utf-8";
        await using var json = new Utf8JsonWriter(context.Response.BodyWriter);
        result.WriteTo(json);
    }

    private static async Task<ExecutionResult> AnswerAsync(HttpContext context, GraphReader reader, GraphWriter writer, JsonElement body, CancellationToken ct)
    {
        try
        {
            var schema = reader.SchemaFor(context.Caller());
            var document = Parser.Parse(new Source(body.GetProperty("query"u8).GetString()!));
            if (Validator.Validate(schema.Schema, document) is { Count: > 0 } errors) return ExecutionResult.Refused(errors);
            var variables = body.TryGetProperty("variables"u8, out var given) ? (IReadOnlyDictionary<string, object?>?)JsonVariables.Read(given) : null;
            var (operation, refused) = ExecutableOperation.Prepare(schema.Schema, document, null, variables);
            if (operation is { Definition.Operation: OperationKind.Mutation }) return await writer.RunAsync(context, schema, operation, ct);
            return operation is null ? ExecutionResult.Refused(refused) : await reader.QueryAsync(context.Caller(), schema, operation, Language.English, ct);
        }
        catch (GraphQLException exception)
        {
            return ExecutionResult.Refused([exception.Error]);
        }
    }
}
