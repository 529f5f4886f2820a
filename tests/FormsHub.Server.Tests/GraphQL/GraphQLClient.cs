using System.Net;
using System.Text;
using System.Text.Json;
using FormsHub.Testing;

namespace FormsHub.Server.Tests.GraphQL;

/// <summary>Requests to /graphql as a test sees them.</summary>
internal static class GraphQLClient
{
    public const string Response = "application/graphql-response+json";

    public static Task<ApiAnswer> AskAsync(this ApiClient client, string query, object? variables = null, string? accept = null) =>
        client.SendGraphQLAsync(JsonSerializer.Serialize(new { query, variables }), accept: accept);

    public static async Task<ApiAnswer> SendGraphQLAsync(this ApiClient client, string body, string type = "application/json", string? accept = null)
    {
        using var content = new ByteArrayContent(Encoding.UTF8.GetBytes(body));
        content.Headers.TryAddWithoutValidation("Content-Type", type);
        return await client.SendGraphQLAsync(HttpMethod.Post, "", content, accept);
    }

    public static async Task<ApiAnswer> SendGraphQLAsync(this ApiClient client, HttpMethod method, string query, HttpContent? content, string? accept)
    {
        var ct = TestContext.Current.CancellationToken;
        using var request = new HttpRequestMessage(method, "/graphql" + query) { Content = content };
        if (accept is not null) request.Headers.TryAddWithoutValidation("Accept", accept);
        var response = await client.Http.SendAsync(request, ct);
        return new ApiAnswer($"{method} /graphql", response.StatusCode, response, await response.Content.ReadAsStringAsync(ct));
    }

    /// <summary>The data, if nothing is wrong.</summary>
    public static JsonElement Data(this ApiAnswer answer) =>
        answer.Status is HttpStatusCode.OK && !answer.Json.TryGetProperty("errors", out _) ? answer["data"] : throw new UnexpectedAnswerException(answer, "data without errors");

    /// <summary>The code of the first error of a GraphQL response.</summary>
    public static string Code(this ApiAnswer answer)
    {
        var isGraphQL = answer.Response.Content.Headers.ContentType?.MediaType is "application/json" or Response && answer.Json.ValueKind is JsonValueKind.Object
            && answer.Json.TryGetProperty("errors", out var errors) && errors[0].GetProperty("message").GetString() is { Length: > 0 };
        return isGraphQL ? answer["errors"][0].GetProperty("extensions").GetProperty("code").GetString()! : throw new UnexpectedAnswerException(answer, "a GraphQL error");
    }
}
