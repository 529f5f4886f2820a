using FormsHub.Core.Access;
using FormsHub.Server.Hosting;
using FormsHub.Server.Hosting.SignIn;
using Microsoft.AspNetCore.Http.HttpResults;
using Npgsql;

namespace FormsHub.Server.People.Sessions;

/// <summary>GET /api/v1/auth/me tells the caller who they are, and by whose clock the server counts days.</summary>
public static class Me
{
    /// <summary><c>TimeZone</c> is the IANA name of the zone in which "today" begins, so that the browser's formulas agree with the server's.
    /// <c>SecondFactorMissing</c>: the caller's roles need one, and nothing else is answered until it is set up.
    /// <c>PasswordChangeNeeded</c>: the same, until the caller has a password of their own.</summary>
    public sealed record Response(UserAnswer User, TokenUsed? Token, string TimeZone, bool SecondFactorMissing, bool PasswordChangeNeeded, Viewer? ViewedBy);

    /// <summary>The administrator who sees the application as this person.</summary>
    public sealed record Viewer(Guid Id, string UserName, string DisplayName);

    /// <summary>The token that the request came with.</summary>
    public sealed record TokenUsed(Guid Id, string Name, IReadOnlyList<TokenScope>? Scopes);

    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/api/v1/auth/me", HandleAsync).BeforeSecondFactor().BeforePasswordChange().WithTags("Sign-in").WithSummary("Who am I?");

    internal static async Task<Ok<Response>> HandleAsync(
        HttpContext context, PeopleDirectory directory, NpgsqlDataSource source, TimeZoneInfo zone, CancellationToken ct)
    {
        var caller = context.Caller();
        var snapshot = await directory.CurrentAsync(ct);
        var user = await UserAnswer.FindAsync(source, snapshot, caller.Id, context.Language(), ct);
        context.Response.Headers.CacheControl = "no-store";
        var token = caller.Token is { } used ? new TokenUsed(used.Id, used.Name, used.Scopes) : null;
        var isPerson = caller is { Token: null, ViewedBy: null };
        var (missing, change) = (isPerson && snapshot.LacksSecondFactor(caller), isPerson && snapshot.MustChangePassword(caller));
        return TypedResults.Ok(new Response(
            user!, token, NameOf(zone), missing, change, caller.ViewedBy is { } viewer ? new Viewer(viewer.Id, viewer.UserName, viewer.DisplayName) : null));
    }

    internal static string NameOf(TimeZoneInfo zone) =>
        TimeZoneInfo.TryConvertWindowsIdToIanaId(zone.Id, out var name) ? name : zone.Id;
}
