using FormsHub.Core.Audit;
using FormsHub.Core.Forms;
using FormsHub.Core.Results;
using FormsHub.Server.Hosting.Problems;
using FormsHub.Server.Hosting.SignIn;
using FormsHub.Server.Hosting;
using FormsHub.Storage.Audit;
using FormsHub.Storage;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace FormsHub.Server.People.Departments;

/// <summary>PATCH /api/v1/departments/{department} changes what the body names; the department is named by id or key.</summary>
public static class UpdateDepartment
{
    private const long TreeLock = 0x44657054726565;

    private const string IsBelow = """
        with recursive above as (
          select id, parent from departments where id = {0}
          union select departments.id, departments.parent from departments join above on departments.id = above.parent)
        select exists (select from above where id = {1}) as "Value"
        """;

    public sealed record Request
    {
        public Given<string> Key { get; init; }
        public Given<Localized> Title { get; init; }
        public Given<Naming?> Parent { get; init; }
        public Given<Naming?> Head { get; init; }
    }

    public static void Map(IEndpointRouteBuilder routes) => routes.MapPatch("/api/v1/departments/{department}", HandleAsync)
        .RequireAdministrator().WithTags("Departments").WithSummary("Change a department");

    internal static async Task<Results<Ok<DepartmentAnswer>, ProblemResult>> HandleAsync(
        string department, Request request, FormsDb db, PeopleDirectory directory, CancellationToken ct)
    {
        var snapshot = await directory.CurrentAsync(ct);
        if (snapshot.Department(new Naming(department)) is not { } known) return PeopleProblems.NoSuchDepartment(department).ToHttp();
        var parent = request.Parent.Value is { } named ? snapshot.Department(named) : null;
        var head = request.Head.Value is { } person ? snapshot.User(person) : null;
        List<FieldError?> checks =
        [
            request.Key.IsGiven ? PersonRules.Key(request.Key.Value) : null,
            request.Title.IsGiven ? PersonRules.Title(request.Title.Value) : null,
            request.Parent.Value is not null && parent is null ? PersonRules.UnknownDepartment("/parent", request.Parent.Value.Text) : null,
            request.Head.Value is not null && head is null ? PersonRules.UnknownUser("/head", request.Head.Value.Text) : null,
        ];
        var errors = checks.OfType<FieldError>().ToList();
        if (errors.Count > 0) return PeopleProblems.Invalid(errors).ToHttp();

        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        await db.Database.ExecuteSqlAsync($"select pg_advisory_xact_lock({TreeLock})", ct);
        if (parent is not null && await db.Database.SqlQueryRaw<bool>(IsBelow, parent.Id, known.Id).SingleAsync(ct))
            return PeopleProblems.DepartmentCycle.ToHttp();
        if (await db.Departments.SingleOrDefaultAsync(each => each.Id == known.Id, ct) is not { } stored)
            return PeopleProblems.NoSuchDepartment(department).ToHttp();

        stored.Key = request.Key.Or(stored.Key)!;
        stored.Title = request.Title.Or(stored.Title)!;
        stored.Parent = request.Parent.IsGiven ? parent?.Id : stored.Parent;
        stored.Head = request.Head.IsGiven ? head?.Id : stored.Head;
        db.Audit.Add(WaitingEntry.Of(AuditEntry.Of(AuditAction.DepartmentChanged).With(("key", stored.Key), ("id", stored.Id), ("fields", IGiven.NamesOf(request)))));
        try
        {
            await db.SaveChangesAsync(ct);
            await transaction.CommitAsync(ct);
        }
        catch (DbUpdateException exception) when (exception.InnerException is PostgresException { SqlState: PostgresErrorCodes.UniqueViolation })
        {
            return PeopleProblems.DepartmentKeyTaken(stored.Key).ToHttp();
        }

        directory.Forget();
        snapshot = await directory.CurrentAsync(ct);
        return TypedResults.Ok(DepartmentAnswer.From(snapshot, snapshot.Departments[known.Id]));
    }
}
