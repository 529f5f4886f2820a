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

/// <summary>
/// PATCH /api/v1/users/{id} changes what the body names. Disabling a user or setting a password ends all sessions of the user.
/// </summary>
public static class UpdateUser
{
    public sealed record Request
    {
        public Given<string> UserName { get; init; }
        public Given<string> DisplayName { get; init; }
        public Given<string?> Email { get; init; }
        public Given<Naming?> Department { get; init; }
        public Given<IReadOnlyList<GivenRole>> Roles { get; init; }
        public Given<string?> Language { get; init; }
        public Given<bool> Disabled { get; init; }
        public Given<string> Password { get; init; }

        /// <summary>Whether the person is to choose a password of their own before anything else.</summary>
        public Given<bool> MustChangePassword { get; init; }
    }

    public static void Map(IEndpointRouteBuilder routes) => routes.MapPatch("/api/v1/users/{id:guid}", HandleAsync)
        .RequireAdministrator().WithTags("Users").WithSummary("Change a user");

    internal static async Task<Results<Ok<UserAnswer>, ProblemResult>> HandleAsync(
        Guid id, Request request, HttpContext context, UserManager<AppUser> users, FormsDb db, PeopleDirectory directory, NpgsqlDataSource source, TimeProvider clock,
        CancellationToken ct)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        await Administrators.LockAsync(db, ct);
        if (await db.Users.SingleOrDefaultAsync(each => each.Id == id, ct) is not { } user) return PeopleProblems.NoSuchUser(id.ToString()).ToHttp();

        var department = request.Department.Value is { } named ? (await directory.CurrentAsync(ct)).Department(named) : null;
        var wanted = request.Roles.Value ?? [];
        var keys = wanted.Select(given => given.Role).ToList();
        var roles = await db.Roles.Where(role => keys.Contains(role.Name!)).ToListAsync(ct);
        var held = await db.UserRoles.Where(link => link.UserId == id).ToListAsync(ct);
        IdentityUserRole<Guid>? Held(string role) => held.Find(link => roles.Exists(known => known.Id == link.RoleId && known.Name == role));
        List<FieldError?> checks =
        [
            request.UserName.IsGiven ? PersonRules.UserName(request.UserName.Value) : null,
            request.DisplayName.IsGiven ? PersonRules.DisplayName(request.DisplayName.Value) : null,
            request.Password.IsGiven ? PersonRules.Password(request.Password.Value, request.UserName.Or(user.UserName)) : null,
            PersonRules.Email(request.Email.Value),
            PersonRules.Language(request.Language.Value),
            request.Department.Value is not null && department is null ? PersonRules.UnknownDepartment("/department", request.Department.Value.Text) : null,
            .. keys.Select((role, index) => roles.Exists(known => known.Name == role) ? null : PersonRules.UnknownRole(index, role)),
            .. wanted.Select((given, index) => GivenRole.Check($"/roles/{index}", given.From, given.Until, GivenRole.UntilOf(db, Held(given.Role)), clock.GetUtcNow())),
        ];
        var errors = checks.OfType<FieldError>().ToList();
        if (errors.Count > 0) return PeopleProblems.Invalid(errors).ToHttp();

        user.UserName = request.UserName.Or(user.UserName);
        user.DisplayName = request.DisplayName.Or(user.DisplayName)!.Trim();
        user.Email = request.Email.IsGiven ? request.Email.Value : user.Email;
        user.Department = request.Department.IsGiven ? department?.Id : user.Department;
        user.Language = request.Language.IsGiven ? request.Language.Value : user.Language;
        if (request.Roles.IsGiven)
        {
            db.UserRoles.RemoveRange(held.Where(link => !roles.Exists(role => role.Id == link.RoleId)));
            foreach (var given in wanted.DistinctBy(given => given.Role))
            {
                var (link, ended) = (Held(given.Role), GivenRole.UntilOf(db, Held(given.Role)) <= clock.GetUtcNow());
                if (link is null) db.UserRoles.Add(link = new IdentityUserRole<Guid> { UserId = id, RoleId = roles.Single(role => role.Name == given.Role).Id });
                // A key alone gives the role again where its time has ended, and else leaves its time alone.
                if (!given.IsKey || ended) GivenRole.SetTime(db, link, given.From, given.Until);
            }
        }

        var ends = (request.Disabled.IsGiven && request.Disabled.Value && !user.Disabled) || request.Password.IsGiven;
        user.Disabled = request.Disabled.IsGiven ? request.Disabled.Value : user.Disabled;
        user.MustChangePassword = request.MustChangePassword.IsGiven ? request.MustChangePassword.Value : user.MustChangePassword;
        if (request.Password.Value is { } password)
        {
            user.PasswordHash = users.PasswordHasher.HashPassword(user, password);
            (user.LockoutEnd, user.AccessFailedCount) = (null, 0);
        }
        db.Audit.Add(WaitingEntry.Of(AuditEntry.Of(AuditAction.UserChanged).With(("user", id), ("userName", user.UserName), ("fields", IGiven.NamesOf(request)), ("roles", request.Roles.IsGiven ? wanted.Select(given => given.ToString()) : null), ("disabled", request.Disabled.IsGiven ? user.Disabled : null))));
        var changed = ends ? await users.UpdateSecurityStampAsync(user) : await users.UpdateAsync(user);
        if (!changed.Succeeded) return Failure(changed, user).ToHttp();
        if (!await Administrators.AnyLeftAsync(db, ct)) return PeopleProblems.LastAdministrator.ToHttp();
        await transaction.CommitAsync(ct);

        directory.Forget();
        return TypedResults.Ok((await UserAnswer.FindAsync(source, await directory.CurrentAsync(ct), id, context.Language(), ct))!);
    }

    private static Problem Failure(IdentityResult changed, AppUser user) => changed.Errors.Any(error => error.Code == nameof(IdentityErrorDescriber.DuplicateUserName))
        ? PeopleProblems.UserNameTaken(user.UserName!)
        : PeopleProblems.ChangedMeanwhile;
}
