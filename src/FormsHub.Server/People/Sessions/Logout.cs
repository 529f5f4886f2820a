using FormsHub.Server.Hosting.SignIn;
using FormsHub.Server.Hosting.Web;
using Microsoft.AspNetCore.Http.HttpResults;

namespace FormsHub.Server.People.Sessions;

/// <summary>POST /api/v1/auth/logout ends the session of this browser.</summary>
public static class Logout
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPost("/api/v1/auth/logout", (Delegate)HandleAsync).Repeatable().WithTags("Sign-in").WithSummary("Sign out");

    internal static async Task<NoContent> HandleAsync(HttpContext context)
    {
        await Session.EndAsync(context);
        return TypedResults.NoContent();
    }
}
