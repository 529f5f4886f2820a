using FormsHub.Core.Audit;
using FormsHub.Core.Forms;
using FormsHub.Server.Hosting.Problems;
using FormsHub.Server.Hosting.SignIn;
using FormsHub.Server.Hosting;
using FormsHub.Storage.Audit;
using FormsHub.Storage;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace FormsHub.Server.People.Roles;

/// <summary>PUT /api/v1/roles/{role} replaces a role; another key in the body renames it. If-Match names the version of the rules.</summary>
public static class ReplaceRole
{
    public static void Map(IEndpointRouteBuilder routes) => routes.MapPut("/api/v1/roles/{role}", HandleAsync)
        .RequireAdministrator().WithTags("Roles").WithSummary("Replace a role");

    internal static async Task<Results<Ok<RoleAnswer>, ProblemResult>> HandleAsync(
        string role, RoleRequest request, HttpContext context, FormsDb db, PeopleDirectory directory, IServiceProvider services, TimeProvider clock, CancellationToken ct)
    {
        var rev = context.Request.IfMatch();
        if (rev.Failed) return rev.Problem.ToHttp();
        if (await db.Roles.SingleOrDefaultAsync(each => each.Name == role, ct) is not { } found) return PeopleProblems.NoSuchRole(role).ToHttp();
        if (RoleAnswer.IsBuiltIn(role)) return PeopleProblems.BuiltInRole.ToHttp();
        var people = await directory.CurrentAsync(ct);
        var errors = request.Check(services.GetService<IFormCatalog>(), people, directory, clock.GetUtcNow()).ToList();
        if (errors.Count > 0) return PeopleProblems.Invalid(errors).ToHttp();

        db.Audit.Add(WaitingEntry.Of(AuditEntry.Of(AuditAction.RoleChanged).With(("key", request.Key), ("former", request.Key == role ? null : role), ("forms", request.Forms), ("departments", request.DepartmentNames))));
        found.Name = request.Key;
        found.NormalizedName = request.Key.ToUpperInvariant();
        found.Title = request.Title;
        found.Grants = request.Granted;
        found.ConcurrencyStamp = Guid.CreateVersion7().ToString();
        if (await RoleStore.SaveAsync(db, found, request, people, context, ct, rev.Value) is { } problem) return problem.ToHttp();
        directory.Forget();
        await AccessVersions.TellAsync(context, db, ct);
        return TypedResults.Ok(RoleAnswer.From(found, await directory.CurrentAsync(ct)));
    }
}
