using FormsHub.Server.Hosting.Problems;
using FormsHub.Server.Hosting.SignIn;
using FormsHub.Storage;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace FormsHub.Server.People.Roles;

/// <summary>GET /api/v1/roles/{role} shows one role.</summary>
public static class ReadRole
{
    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/api/v1/roles/{role}", HandleAsync)
        .RequireAdministrator().WithTags("Roles").WithSummary("Read a role");

    internal static async Task<Results<Ok<RoleAnswer>, ProblemResult>> HandleAsync(
        string role, HttpContext context, FormsDb db, PeopleDirectory directory, CancellationToken ct)
    {
        await AccessVersions.TellAsync(context, db, ct);
        return await db.Roles.AsNoTracking().SingleOrDefaultAsync(each => each.Name == role, ct) is { } found
            ? TypedResults.Ok(RoleAnswer.From(found, await directory.CurrentAsync(ct)))
            : PeopleProblems.NoSuchRole(role).ToHttp();
    }
}
