using System.Globalization;
using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;

namespace FormsHub.Server.Hosting.SignIn;

/// <summary>
/// A person's session: a cookie that names the session, the user and the security stamp it was given under.
/// </summary>
public static class Session
{
    public const string Scheme = "session";
    public const string CookieName = "formshub";
    private const string StampClaim = "stamp";
    private const string SessionClaim = "session";
    private const string SinceClaim = "since";

    /// <summary>Without a request for so long a session is over.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromDays(7);

    /// <summary>And after so long in any case.</summary>
    public static readonly TimeSpan LongestLifetime = TimeSpan.FromDays(30);

    public static IServiceCollection AddSessionCookie(this IServiceCollection services)
    {
        services.AddAuthentication(Scheme).AddCookie(Scheme, options =>
        {
            options.Cookie.Name = CookieName;
            options.Cookie.HttpOnly = true;
            options.Cookie.SameSite = SameSiteMode.Lax;
            options.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
            options.Cookie.IsEssential = true;
            options.ExpireTimeSpan = Lifetime;
            options.SlidingExpiration = true;
            options.CookieManager = new Cookies();
            options.Cookie.Path = "/";
        });
        return services;
    }

    internal static Task BeginAsync(HttpContext context, Ticket ticket)
    {
        var identity = new ClaimsIdentity(
            [
                new(ClaimTypes.NameIdentifier, ticket.User.ToString()), new(StampClaim, ticket.Stamp), new(SessionClaim, ticket.Id.ToString()),
                new(SinceClaim, ticket.Since.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture)),
            ],
            Scheme);
        return context.SignInAsync(Scheme, new ClaimsPrincipal(identity), new AuthenticationProperties { IsPersistent = true });
    }

    public static Task EndAsync(HttpContext context) => context.SignOutAsync(Scheme);

    /// <summary>What a cookie says.</summary>
    internal readonly record struct Ticket(Guid Id, Guid User, string Stamp, DateTimeOffset Since);

    /// <summary>What the request's cookie says; null without a valid one.</summary>
    internal static async Task<Ticket?> ReadAsync(HttpContext context)
    {
        if (!context.Request.Cookies.ContainsKey(Cookies.NameOn(context, CookieName))) return null;
        var principal = (await context.AuthenticateAsync(Scheme)).Principal;
        return Guid.TryParse(principal?.FindFirstValue(ClaimTypes.NameIdentifier), out var user)
            && principal.FindFirstValue(StampClaim) is { } stamp
            && Guid.TryParse(principal.FindFirstValue(SessionClaim), out var id)
            && long.TryParse(principal.FindFirstValue(SinceClaim), CultureInfo.InvariantCulture, out var since)
            ? new Ticket(id, user, stamp, DateTimeOffset.FromUnixTimeSeconds(since))
            : null;
    }
}
