using FormsHub.Core.Access;
using FormsHub.Core.Audit;
using FormsHub.Core.Results;
using FormsHub.Server.Hosting.Problems;
using FormsHub.Server.Hosting.SignIn;
using FormsHub.Server.Hosting;
using FormsHub.Storage.Audit;
using FormsHub.Storage.Tables;
using FormsHub.Storage;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace FormsHub.Server.People.Users;

/// <summary>POST /api/v1/users makes an account. Without roles it is a member.</summary>
public static class CreateUser
{
    public sealed record Request(
        string UserName,
        string Password,
        string? DisplayName = null,
        string? Email = null,
        Naming? Department = null,
        IReadOnlyList<GivenRole>? Roles = null,
        string? Language = null,
        bool Disabled = false,
        bool MustChangePassword = false);

    public static void Map(IEndpointRouteBuilder routes) => routes.MapPost("/api/v1/users", HandleAsync)
        .RequireAdministrator().WithTags("Users").WithSummary("Make a user");

    internal static async Task<Results<Created<UserAnswer>, ProblemResult>> HandleAsync(
        Request request, HttpContext context, UserManager<AppUser> users, FormsDb db, PeopleDirectory directory, NpgsqlDataSource source, TimeProvider clock,
        CancellationToken ct)
    {
        var snapshot = await directory.CurrentAsync(ct);
        var department = request.Department is { } named ? snapshot.Department(named) : null;
        var wanted = request.Roles ?? [new GivenRole(Caller.MemberRole)];
        var keys = wanted.Select(given => given.Role).ToList();
        var roles = await db.Roles.Where(role => keys.Contains(role.Name!)).Select(role => new { role.Id, role.Name }).ToListAsync(ct);

        List<FieldError?> checks =
        [
            PersonRules.UserName(request.UserName),
            PersonRules.DisplayName(request.DisplayName ?? request.UserName),
            PersonRules.Password(request.Password, request.UserName),
            PersonRules.Email(request.Email),
            PersonRules.Language(request.Language),
            request.Department is not null && department is null ? PersonRules.UnknownDepartment("/department", request.Department.Text) : null,
            .. keys.Select((role, index) => roles.Any(known => known.Name == role) ? null : PersonRules.UnknownRole(index, role)),
            .. wanted.Select((given, index) => GivenRole.Check($"/roles/{index}", given.From, given.Until, had: null, clock.GetUtcNow())),
        ];
        var errors = checks.OfType<FieldError>().ToList();
        if (errors.Count > 0) return PeopleProblems.Invalid(errors).ToHttp();

        var user = new AppUser
        {
            UserName = request.UserName,
            DisplayName = (request.DisplayName ?? request.UserName).Trim(),
            Email = request.Email,
            Department = department?.Id,
            Language = request.Language,
            Disabled = request.Disabled,
            MustChangePassword = request.MustChangePassword,
        };
        foreach (var given in wanted.DistinctBy(given => given.Role))
        {
            var held = new IdentityUserRole<Guid> { UserId = user.Id, RoleId = roles.Single(role => role.Name == given.Role).Id };
            db.UserRoles.Add(held);
            GivenRole.SetTime(db, held, given.From, given.Until);
        }
        db.Audit.Add(WaitingEntry.Of(AuditEntry.Of(AuditAction.UserCreated).With(("user", user.Id), ("userName", request.UserName), ("roles", wanted.Select(given => given.ToString())))));
        try
        {
            var created = await users.CreateAsync(user, request.Password);
            if (!created.Succeeded) return PeopleProblems.UserNameTaken(request.UserName).ToHttp();
        }
        catch (DbUpdateException exception) when (exception.InnerException is PostgresException { SqlState: PostgresErrorCodes.UniqueViolation })
        {
            return PeopleProblems.UserNameTaken(request.UserName).ToHttp();
        }

        directory.Forget();
        var answer = await UserAnswer.FindAsync(source, await directory.CurrentAsync(ct), user.Id, context.Language(), ct);
        return TypedResults.Created("/api/v1/users/" + user.Id, answer!);
    }
}
