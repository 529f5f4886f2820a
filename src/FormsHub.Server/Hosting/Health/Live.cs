namespace FormsHub.Server.Hosting.Health;

/// <summary>GET /health/live: the process answers.</summary>
public static class Live
{
    public sealed record Response(string Status);

    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/health/live", () => TypedResults.Ok(new Response("live"))).AllowAnonymous().WithTags("Health");
}
