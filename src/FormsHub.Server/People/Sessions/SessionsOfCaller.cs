using FormsHub.Server.Hosting;
using FormsHub.Server.Hosting.Problems;
using FormsHub.Server.Hosting.SignIn;
using FormsHub.Server.Hosting.Web;
using Microsoft.AspNetCore.Http.HttpResults;

namespace FormsHub.Server.People.Sessions;

/// <summary>/api/v1/auth/sessions: where the caller is signed in. One session is ended, or all but that of this browser.</summary>
public static class SessionsOfCaller
{
    private const string Path = "/api/v1/auth/sessions";

    /// <summary><c>Current</c>: the session of this request. <c>Method</c> is "password" or the key of a provider.</summary>
    public sealed record Item(Guid Id, bool Current, string Method, string? Address, string? Agent, DateTimeOffset StartedAt, DateTimeOffset LastSeenAt);

    public sealed record Response(IReadOnlyList<Item> Items);

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet(Path, ListAsync).RequireWholePerson().NotWhileViewing().WithTags("Sign-in").WithSummary("List my sessions");
        routes.MapDelete(Path + "/{id:guid}", EndAsync).Repeatable().RequireWholePerson().WithTags("Sign-in").WithSummary("End a session of mine");
        routes.MapDelete(Path, EndOthersAsync).Repeatable().RequireWholePerson().WithTags("Sign-in").WithSummary("End all my other sessions");
    }

    internal static async Task<Ok<Response>> ListAsync(HttpContext context, SessionStore sessions, CancellationToken ct)
    {
        var current = (await Session.ReadAsync(context))?.Id;
        return TypedResults.Ok(new Response(Shown(await sessions.ListAsync(context.Caller().Id, ct), current)));
    }

    internal static List<Item> Shown(IEnumerable<SessionStore.Item> sessions, Guid? current) =>
        [.. sessions.Select(each => new Item(each.Id, each.Id == current, each.Method, each.Address, each.Agent, each.StartedAt, each.LastSeenAt))];

    internal static async Task<Results<NoContent, ProblemResult>> EndAsync(Guid id, HttpContext context, SessionStore sessions, PeopleDirectory directory, CancellationToken ct)
    {
        var caller = context.Caller();
        if (await sessions.EndAsync(caller.Id, caller.UserName, id, null, ct) is 0) return PeopleProblems.NoSuchSession(id).ToHttp();
        directory.Forget();
        return TypedResults.NoContent();
    }

    internal static async Task<NoContent> EndOthersAsync(HttpContext context, SessionStore sessions, PeopleDirectory directory, CancellationToken ct)
    {
        var (caller, current) = (context.Caller(), (await Session.ReadAsync(context))?.Id);
        if (await sessions.EndAsync(caller.Id, caller.UserName, null, current, ct) > 0) directory.Forget();
        return TypedResults.NoContent();
    }
}
