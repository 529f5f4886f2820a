using FormsHub.Server.Hosting.Problems;
using FormsHub.Server.Hosting.SignIn;
using FormsHub.Server.Hosting.Web;
using Microsoft.AspNetCore.Http.HttpResults;

namespace FormsHub.Server.People.Sessions;

/// <summary>/api/v1/users/{id}/sessions: where somebody is signed in, and ending that, for administrators.</summary>
public static class SessionsOfUser
{
    private const string Path = "/api/v1/users/{id:guid}/sessions";

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet(Path, ListAsync).RequireAdministrator().WithTags("Users").WithSummary("List a user's sessions");
        routes.MapDelete(Path + "/{session:guid}", EndAsync).Repeatable().RequireAdministrator().WithTags("Users").WithSummary("End a user's session");
        routes.MapDelete(Path, EndAllAsync).Repeatable().RequireAdministrator().WithTags("Users").WithSummary("End all sessions of a user");
    }

    internal static async Task<Results<Ok<SessionsOfCaller.Response>, ProblemResult>> ListAsync(
        Guid id, HttpContext context, SessionStore sessions, PeopleDirectory directory, CancellationToken ct)
    {
        if (!(await directory.CurrentAsync(ct)).Users.ContainsKey(id)) return PeopleProblems.NoSuchUser(id.ToString()).ToHttp();
        return TypedResults.Ok(new SessionsOfCaller.Response(SessionsOfCaller.Shown(await sessions.ListAsync(id, ct), (await Session.ReadAsync(context))?.Id)));
    }

    internal static async Task<Results<NoContent, ProblemResult>> EndAsync(
        Guid id, Guid session, SessionStore sessions, PeopleDirectory directory, CancellationToken ct)
    {
        if ((await directory.CurrentAsync(ct)).Users.GetValueOrDefault(id) is not { } user) return PeopleProblems.NoSuchUser(id.ToString()).ToHttp();
        if (await sessions.EndAsync(id, user.UserName, session, null, ct) is 0) return PeopleProblems.NoSuchSession(session).ToHttp();
        directory.Forget();
        return TypedResults.NoContent();
    }

    internal static async Task<Results<NoContent, ProblemResult>> EndAllAsync(Guid id, SessionStore sessions, PeopleDirectory directory, CancellationToken ct)
    {
        if ((await directory.CurrentAsync(ct)).Users.GetValueOrDefault(id) is not { } user) return PeopleProblems.NoSuchUser(id.ToString()).ToHttp();
        if (await sessions.EndAsync(id, user.UserName, null, null, ct) > 0) directory.Forget();
        return TypedResults.NoContent();
    }
}
