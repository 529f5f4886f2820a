using System.Globalization;
using FormsHub.Core.Audit;
using FormsHub.Server.Audit;
using FormsHub.Server.Hosting.Problems;
using FormsHub.Server.Hosting.SignIn;
using FormsHub.Server.Hosting.Web;
using FormsHub.Server.Hosting;
using FormsHub.Server.People.SecondFactors;
using Microsoft.AspNetCore.Http.HttpResults;
using Npgsql;

namespace FormsHub.Server.People.Sessions;

/// <summary>
/// POST /api/v1/auth/login begins a session: the answer sets its cookie. Where the user has a second factor the answer says so, and
/// POST /api/v1/auth/login/second-factor begins the session.
/// </summary>
public static class Login
{
    /// <summary>The method of a sign-in by user name and password.</summary>
    public const string ByPassword = "password";

    private const int LongestCode = 100;

    public sealed record Request(string UserName, string Password);

    /// <summary>A code of the authenticator, or one of the recovery codes.</summary>
    public sealed record SecondRequest(string? Code = null, string? RecoveryCode = null);

    /// <summary><c>User</c> is null while <c>SecondFactor</c> says that a code is still needed.</summary>
    public sealed record Response(UserAnswer? User, bool SecondFactor);

    /// <summary>What ends a sign-in that succeeded.</summary>
    public sealed class Ending(Passwords passwords, KnownBrowser browsers, SessionStore sessions, PeopleDirectory directory, NpgsqlDataSource source, IAudit audit, TimeProvider clock)
    {
        public async Task EndAsync(HttpContext context, Passwords.Verified user, string method, bool secondFactor, CancellationToken ct)
        {
            await passwords.SucceedAsync(user.User, ct);
            var entry = AuditEntry.Of(AuditAction.SignedIn, clock.GetUtcNow()).With(("method", method), ("secondFactor", secondFactor));
            await audit.WriteAsync(entry with { Actor = user.User, ActorName = user.UserName }, required: false, ct);
            browsers.Remember(context, user.UserName);
            await sessions.BeginAsync(context, user.User, user.Stamp, method, ct);
        }

        internal async Task<Ok<Response>> AnswerAsync(HttpContext context, Passwords.Verified user, string method, bool secondFactor, CancellationToken ct)
        {
            await EndAsync(context, user, method, secondFactor, ct);
            var answer = await UserAnswer.FindAsync(source, await directory.CurrentAsync(ct), user.User, context.Language(), ct);
            return TypedResults.Ok(new Response(answer!, SecondFactor: false));
        }
    }

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapPost("/api/v1/auth/login", HandleAsync).Repeatable().AllowAnonymous().WithTags("Sign-in").WithSummary("Sign in");
        routes.MapPost("/api/v1/auth/login/second-factor", SecondAsync).Repeatable().AllowAnonymous().WithTags("Sign-in").WithSummary("Sign in, second step");
    }

    internal static async Task<Results<Ok<Response>, ProblemResult>> HandleAsync(
        Request request, HttpContext context, Passwords passwords, KnownBrowser browsers, PendingSignIn pending, Ending ending, CancellationToken ct)
    {
        if (request.UserName.Length > 200 || request.Password.Length > PersonRules.LongestPassword || request.UserName.Contains('\0', StringComparison.Ordinal))
            return PeopleProblems.WrongCredentials.ToHttp(StatusCodes.Status401Unauthorized);

        var outcome = await passwords.CheckAsync(request.UserName, request.Password, AddressLimits.Of(context), browsers.Of(context, request.UserName), ct);
        if (outcome.User is not { } user) return Refusal(context, outcome);
        if (!user.HasSecondFactor) return await ending.AnswerAsync(context, user, ByPassword, secondFactor: false, ct);
        pending.Keep(context, new PendingSignIn.Half(user.User, user.Stamp, ByPassword));
        return TypedResults.Ok(new Response(null, SecondFactor: true));
    }

    internal static async Task<Results<Ok<Response>, ProblemResult>> SecondAsync(
        SecondRequest request, HttpContext context, Passwords passwords, SecondFactorStore factors, KnownBrowser browsers, PendingSignIn pending, Ending ending, CancellationToken ct)
    {
        if (pending.Read(context) is not { } half) return PeopleProblems.SignInExpired.ToHttp(StatusCodes.Status401Unauthorized);
        var outcome = await passwords.CheckSecondAsync(half.User, half.Stamp, AddressLimits.Of(context), name => browsers.Of(context, name), Take, ct);
        if (outcome.User is not { } user) return Refusal(context, outcome);
        PendingSignIn.Drop(context);
        return await ending.AnswerAsync(context, user, half.Method, secondFactor: true, ct);

        async Task<bool> Take(Passwords.Verified user) =>
            request.RecoveryCode is { Length: <= LongestCode } recovery ? await factors.TakeRecoveryCodeAsync(user.User, user.UserName, recovery, ct)
            : request.Code is { Length: <= LongestCode } code && await factors.TakeCodeAsync(user.User, code, ct);
    }

    private static ProblemResult Refusal(HttpContext context, Passwords.Outcome outcome)
    {
        if (outcome.Wait is not { } wait) return outcome.Problem!.ToHttp(StatusCodes.Status401Unauthorized);
        context.Response.Headers.RetryAfter = Math.Ceiling(wait.TotalSeconds).ToString(CultureInfo.InvariantCulture);
        return outcome.Problem!.ToHttp(StatusCodes.Status429TooManyRequests);
    }
}
