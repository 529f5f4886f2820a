using FormsHub.Core.Audit;
using FormsHub.Core.Forms;
using FormsHub.Server.Hosting.Problems;
using FormsHub.Server.Hosting.SignIn;
using FormsHub.Storage.Audit;
using FormsHub.Storage.Tables;
using FormsHub.Storage;
using Microsoft.AspNetCore.Http.HttpResults;

namespace FormsHub.Server.People.Roles;

/// <summary>POST /api/v1/roles makes a role.</summary>
public static class CreateRole
{
    public static void Map(IEndpointRouteBuilder routes) => routes.MapPost("/api/v1/roles", HandleAsync)
        .RequireAdministrator().WithTags("Roles").WithSummary("Make a role");

    internal static async Task<Results<Created<RoleAnswer>, ProblemResult>> HandleAsync(
        RoleRequest request, HttpContext context, FormsDb db, PeopleDirectory directory, IServiceProvider services, TimeProvider clock, CancellationToken ct)
    {
        var people = await directory.CurrentAsync(ct);
        var errors = request.Check(services.GetService<IFormCatalog>(), people, directory, clock.GetUtcNow()).ToList();
        if (errors.Count > 0) return PeopleProblems.Invalid(errors).ToHttp();

        var role = new Role { Name = request.Key, NormalizedName = request.Key.ToUpperInvariant(), Title = request.Title, Grants = request.Granted };
        db.Roles.Add(role);
        db.Audit.Add(WaitingEntry.Of(AuditEntry.Of(AuditAction.RoleCreated).With(("key", request.Key), ("forms", request.Forms), ("departments", request.DepartmentNames))));
        if (await RoleStore.SaveAsync(db, role, request, people, context, ct) is { } problem) return problem.ToHttp();
        directory.Forget();
        return TypedResults.Created("/api/v1/roles/" + role.Name, RoleAnswer.From(role, await directory.CurrentAsync(ct)));
    }
}
