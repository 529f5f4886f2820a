using System.Buffers;
using FormsHub.GraphQL.Language;
using FormsHub.GraphQL.Validation;
using FormsHub.Querying.Graph;
using FormsHub.Server.Hosting;

namespace FormsHub.Server.GraphQL;

/// <summary>POST /graphql answers an operation over the forms.</summary>
public static class AnswerGraphQL
{
    public static void Map(IEndpointRouteBuilder routes) => routes.MapPost("/graphql", HandleAsync);

    private static async Task HandleAsync(HttpContext context, GraphReader reader, CancellationToken ct)
    {
        var body = await context.Request.ReadJsonAsync(ct);
        var query = body.Value.GetProperty("query"u8).GetString()!;
        var schema = reader.SchemaFor(context.Caller());
        var document = Parser.Parse(new Source(query));
        var errors = Validator.Validate(schema, document);
        var buffer = new ArrayBufferWriter<byte>(4096);
        if (errors.Count is 0)
        {
            buffer.Write("{\"data\":"u8);
            errors = await reader.QueryAsync(context.Caller(), schema, document, document.Definitions.OfType<OperationDefinitionNode>().First(), new Dictionary<string, object?>(), buffer, ct);
            buffer.Write("}"u8);
        }
        context.Response.ContentType = "application/json; charset=utf-8";
        if (errors.Count > 0) await context.Response.WriteAsJsonAsync(new { errors = errors.Select(error => new { error.Message, error.Path, error.Extensions }) }, ct);
        else await context.Response.Body.WriteAsync(buffer.WrittenMemory, ct);
    }
}
