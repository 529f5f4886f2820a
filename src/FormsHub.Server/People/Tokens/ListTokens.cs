using FormsHub.Server.Hosting;
using FormsHub.Server.Hosting.SignIn;
using Microsoft.AspNetCore.Http.HttpResults;
using Npgsql;

namespace FormsHub.Server.People.Tokens;

/// <summary>GET /api/v1/tokens lists the caller's own tokens, newest first.</summary>
public static class ListTokens
{
    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/api/v1/tokens", HandleAsync)
        .RequireWholePerson().NotWhileViewing().WithTags("Tokens").WithSummary("My tokens");

    internal static async Task<Ok<Page<TokenAnswer>>> HandleAsync(HttpContext context, NpgsqlDataSource source, CancellationToken ct) =>
        TypedResults.Ok(Page<TokenAnswer>.Whole(await TokenAnswer.ListAsync(source, context.Caller().Id, ct)));
}
