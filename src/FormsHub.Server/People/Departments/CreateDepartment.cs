using FormsHub.Core.Audit;
using FormsHub.Core.Forms;
using FormsHub.Core.Results;
using FormsHub.Server.Hosting.Problems;
using FormsHub.Server.Hosting.SignIn;
using FormsHub.Storage.Audit;
using FormsHub.Storage.Tables;
using FormsHub.Storage;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace FormsHub.Server.People.Departments;

/// <summary>POST /api/v1/departments makes a department, below <c>parent</c> (id or key) or at the top.</summary>
public static class CreateDepartment
{
    public sealed record Request(string Key, Localized Title, Naming? Parent = null, Naming? Head = null);

    public static void Map(IEndpointRouteBuilder routes) => routes.MapPost("/api/v1/departments", HandleAsync)
        .RequireAdministrator().WithTags("Departments").WithSummary("Make a department");

    internal static async Task<Results<Created<DepartmentAnswer>, ProblemResult>> HandleAsync(
        Request request, FormsDb db, PeopleDirectory directory, CancellationToken ct)
    {
        var snapshot = await directory.CurrentAsync(ct);
        var parent = request.Parent is { } named ? snapshot.Department(named) : null;
        var head = request.Head is { } person ? snapshot.User(person) : null;
        List<FieldError?> checks =
        [
            PersonRules.Key(request.Key),
            PersonRules.Title(request.Title),
            request.Parent is not null && parent is null ? PersonRules.UnknownDepartment("/parent", request.Parent.Text) : null,
            request.Head is not null && head is null ? PersonRules.UnknownUser("/head", request.Head.Text) : null,
        ];
        var errors = checks.OfType<FieldError>().ToList();
        if (errors.Count > 0) return PeopleProblems.Invalid(errors).ToHttp();

        var department = new Department { Key = request.Key, Title = request.Title, Parent = parent?.Id, Head = head?.Id };
        db.Departments.Add(department);
        db.Audit.Add(WaitingEntry.Of(AuditEntry.Of(AuditAction.DepartmentCreated).With(("key", department.Key), ("id", department.Id))));
        try
        {
            await db.SaveChangesAsync(ct);
        }
        catch (DbUpdateException exception) when (exception.InnerException is PostgresException { SqlState: PostgresErrorCodes.UniqueViolation })
        {
            return PeopleProblems.DepartmentKeyTaken(request.Key).ToHttp();
        }

        directory.Forget();
        snapshot = await directory.CurrentAsync(ct);
        return TypedResults.Created("/api/v1/departments/" + department.Key, DepartmentAnswer.From(snapshot, snapshot.Departments[department.Id]));
    }
}
