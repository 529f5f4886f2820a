using FormsHub.Core.Audit;
using FormsHub.Server.Hosting.Problems;
using FormsHub.Server.Hosting.SignIn;
using FormsHub.Storage.Audit;
using FormsHub.Storage.Tables;
using FormsHub.Storage;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace FormsHub.Server.People.Roles;

/// <summary>DELETE /api/v1/roles/{role} removes a role that nobody holds, now or later.</summary>
public static class DeleteRole
{
    public static void Map(IEndpointRouteBuilder routes) => routes.MapDelete("/api/v1/roles/{role}", HandleAsync)
        .RequireAdministrator().WithTags("Roles").WithSummary("Delete a role");

    internal static async Task<Results<NoContent, ProblemResult>> HandleAsync(string role, HttpContext context, FormsDb db, PeopleDirectory directory, TimeProvider clock, CancellationToken ct)
    {
        if (RoleAnswer.IsBuiltIn(role)) return PeopleProblems.BuiltInRole.ToHttp();
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        await AccessVersions.BeginAsync(db, expected: null, ct);
        var now = clock.GetUtcNow();
        var deleted = await db.Roles
            .Where(each => each.Name == role && !Holding(db, now).Any(held => held.RoleId == each.Id))
            .ExecuteDeleteAsync(ct);
        if (deleted is 0)
        {
            var holders = await Holding(db, now).CountAsync(held => db.Roles.Any(each => each.Id == held.RoleId && each.Name == role), ct);
            return (holders is 0 ? PeopleProblems.NoSuchRole(role) : PeopleProblems.RoleInUse(holders)).ToHttp();
        }
        db.Audit.Add(WaitingEntry.Of(AuditEntry.Of(AuditAction.RoleDeleted).With(("key", role))));
        await db.SaveChangesAsync(ct);
        if (await AccessVersions.KeepAsync(db, context, ct) is { Failed: true, Problem: var failing }) return failing.ToHttp();
        await transaction.CommitAsync(ct);
        directory.Forget();
        return TypedResults.NoContent();
    }

    /// <summary>Roles whose time has not ended.</summary>
    private static IQueryable<IdentityUserRole<Guid>> Holding(FormsDb db, DateTimeOffset now) =>
        db.UserRoles.Where(held => EF.Property<DateTimeOffset?>(held, HeldRole.Until) == null || EF.Property<DateTimeOffset?>(held, HeldRole.Until) > now);
}
