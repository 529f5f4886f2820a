using FormsHub.Core.Audit;
using FormsHub.Server.Hosting.Problems;
using FormsHub.Server.Hosting.SignIn;
using FormsHub.Server.Hosting.Web;
using FormsHub.Server.Hosting;
using FormsHub.Storage.Audit;
using FormsHub.Storage.Tables;
using FormsHub.Storage;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Identity;

namespace FormsHub.Server.People.Sessions;

/// <summary>POST /api/v1/auth/password changes the caller's own password and ends all their other sessions.</summary>
public static class ChangePassword
{
    /// <summary>Who has no password yet, because they sign in by a provider, leaves the current one out.</summary>
    public sealed record Request(string NewPassword, string? CurrentPassword = null);

    public static void Map(IEndpointRouteBuilder routes) => routes.MapPost("/api/v1/auth/password", HandleAsync).Repeatable()
        .RequireWholePerson().BeforePasswordChange().WithTags("Sign-in").WithSummary("Change my password");

    internal static async Task<Results<NoContent, ProblemResult>> HandleAsync(
        Request request, HttpContext context, Passwords passwords, UserManager<AppUser> users, FormsDb db, SessionStore sessions, PeopleDirectory directory, CancellationToken ct)
    {
        var caller = context.Caller();
        if (PersonRules.Password(request.NewPassword, caller.UserName, "/newPassword") is { } weak) return PeopleProblems.Invalid([weak]).ToHttp();
        if (await passwords.RefuseUnlessSureAsync(context, request.CurrentPassword, "/currentPassword", ct) is { } refused) return refused;

        var user = (await users.FindByIdAsync(caller.Id.ToString()))!;
        if (user.MustChangePassword && request.NewPassword == request.CurrentPassword)
            return PeopleProblems.Invalid([PersonRules.Error("/newPassword", "same_password", $"Choose another password than the one you were given.", $"请选择与给您的密码不同的新密码。")]).ToHttp();
        user.MustChangePassword = false;
        db.Audit.Add(WaitingEntry.Of(AuditEntry.Of(AuditAction.PasswordChanged)));
        user.PasswordHash = users.PasswordHasher.HashPassword(user, request.NewPassword);
        var changed = await users.UpdateSecurityStampAsync(user);
        if (!changed.Succeeded) return PeopleProblems.ChangedMeanwhile.ToHttp();
        directory.Forget();
        if (caller.Token is null) await sessions.ContinueAsync(context, user.Id, user.SecurityStamp!, ct);
        return TypedResults.NoContent();
    }
}
