using FormsHub.Core.Access;
using FormsHub.Server.Hosting;
using Microsoft.AspNetCore.Http.HttpResults;
using Npgsql;

namespace FormsHub.Server.People.Sessions;

/// <summary>GET /api/v1/auth/me tells the caller who they are.</summary>
public static class Me
{
    public sealed record Response(UserAnswer User, TokenUsed? Token);

    /// <summary>The token that the request came with.</summary>
    public sealed record TokenUsed(Guid Id, string Name, IReadOnlyList<TokenScope>? Scopes);

    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/api/v1/auth/me", HandleAsync).WithTags("Sign-in").WithSummary("Who am I?");

    internal static async Task<Ok<Response>> HandleAsync(HttpContext context, PeopleDirectory directory, NpgsqlDataSource source, CancellationToken ct)
    {
        var caller = context.Caller();
        var user = await UserAnswer.FindAsync(source, await directory.CurrentAsync(ct), caller.Id, context.Language(), ct);
        context.Response.Headers.CacheControl = "no-store";
        return TypedResults.Ok(new Response(user!, caller.Token is { } token ? new TokenUsed(token.Id, token.Name, token.Scopes) : null));
    }
}
