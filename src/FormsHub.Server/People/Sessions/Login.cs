using System.Globalization;
using FormsHub.Core.Audit;
using FormsHub.Server.Audit;
using FormsHub.Server.Hosting.Problems;
using FormsHub.Server.Hosting.SignIn;
using FormsHub.Server.Hosting.Web;
using FormsHub.Server.Hosting;
using Microsoft.AspNetCore.Http.HttpResults;
using Npgsql;

namespace FormsHub.Server.People.Sessions;

/// <summary>POST /api/v1/auth/login begins a session: the answer sets its cookie.</summary>
public static class Login
{
    public sealed record Request(string UserName, string Password);

    public sealed record Response(UserAnswer User);

    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPost("/api/v1/auth/login", HandleAsync).Repeatable().AllowAnonymous().WithTags("Sign-in").WithSummary("Sign in");

    internal static async Task<Results<Ok<Response>, ProblemResult>> HandleAsync(
        Request request, HttpContext context, Passwords passwords, PeopleDirectory directory, NpgsqlDataSource source, IAudit audit, TimeProvider clock, CancellationToken ct)
    {
        if (request.UserName.Length > 200 || request.Password.Length > PersonRules.LongestPassword || request.UserName.Contains('\0', StringComparison.Ordinal))
            return PeopleProblems.WrongCredentials.ToHttp(StatusCodes.Status401Unauthorized);

        var address = context.Connection.RemoteIpAddress?.ToString() ?? "";
        var outcome = await passwords.CheckAsync(request.UserName, request.Password, address, ct);
        if (outcome.User is not { } user)
        {
            if (outcome.Wait is not { } wait) return outcome.Problem!.ToHttp(StatusCodes.Status401Unauthorized);
            context.Response.Headers.RetryAfter = Math.Ceiling(wait.TotalSeconds).ToString(CultureInfo.InvariantCulture);
            return outcome.Problem!.ToHttp(StatusCodes.Status429TooManyRequests);
        }

        var entry = AuditEntry.Of(AuditAction.SignedIn, clock.GetUtcNow()) with { Actor = user.User, ActorName = user.UserName };
        await audit.WriteAsync(entry, required: false, ct);
        await Session.BeginAsync(context, user.User, user.Stamp);
        var answer = await UserAnswer.FindAsync(source, await directory.CurrentAsync(ct), user.User, context.Language(), ct);
        return TypedResults.Ok(new Response(answer!));
    }
}
