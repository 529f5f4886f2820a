using FormsHub.Core.Audit;
using FormsHub.Server.Hosting.Problems;
using FormsHub.Server.Hosting.SignIn;
using FormsHub.Storage.Audit;
using FormsHub.Storage;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace FormsHub.Server.People.Departments;

/// <summary>DELETE /api/v1/departments/{department} removes a department that nobody belongs to.</summary>
public static class DeleteDepartment
{
    public static void Map(IEndpointRouteBuilder routes) => routes.MapDelete("/api/v1/departments/{department}", HandleAsync)
        .RequireAdministrator().WithTags("Departments").WithSummary("Delete a department");

    internal static async Task<Results<NoContent, ProblemResult>> HandleAsync(
        string department, FormsDb db, PeopleDirectory directory, CancellationToken ct)
    {
        if ((await directory.CurrentAsync(ct)).Department(new Naming(department)) is not { } known) return PeopleProblems.NoSuchDepartment(department).ToHttp();
        try
        {
            await using var transaction = await db.Database.BeginTransactionAsync(ct);
            if (await db.Departments.Where(each => each.Id == known.Id).ExecuteDeleteAsync(ct) is 0) return PeopleProblems.NoSuchDepartment(department).ToHttp();
            db.Audit.Add(WaitingEntry.Of(AuditEntry.Of(AuditAction.DepartmentDeleted).With(("key", known.Key), ("id", known.Id))));
            await db.SaveChangesAsync(ct);
            await transaction.CommitAsync(ct);
        }
        catch (PostgresException exception) when (exception.SqlState is PostgresErrorCodes.ForeignKeyViolation)
        {
            var children = await db.Departments.CountAsync(each => each.Parent == known.Id, ct);
            var users = await db.Users.CountAsync(each => each.Department == known.Id, ct);
            return PeopleProblems.DepartmentInUse(children, users).ToHttp();
        }
        directory.Forget();
        return TypedResults.NoContent();
    }
}
