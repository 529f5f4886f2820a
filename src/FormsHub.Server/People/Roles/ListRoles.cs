using FormsHub.Server.Hosting;
using FormsHub.Server.Hosting.SignIn;
using FormsHub.Storage;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace FormsHub.Server.People.Roles;

/// <summary>GET /api/v1/roles lists all roles by key.</summary>
public static class ListRoles
{
    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/api/v1/roles", HandleAsync)
        .RequireAdministrator().WithTags("Roles").WithSummary("List roles");

    internal static async Task<Ok<Page<RoleAnswer>>> HandleAsync(FormsDb db, PeopleDirectory directory, CancellationToken ct)
    {
        var snapshot = await directory.CurrentAsync(ct);
        var roles = await db.Roles.AsNoTracking().OrderBy(role => role.Name).ToListAsync(ct);
        return TypedResults.Ok(Page<RoleAnswer>.Whole([.. roles.Select(role => RoleAnswer.From(role, snapshot))]));
    }
}
