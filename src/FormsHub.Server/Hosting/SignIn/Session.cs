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
    public static readonly TimeSpan Lifetime = TimeSpan.FromDays(7);

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
        });
        return services;
    }

    public static Task BeginAsync(HttpContext context, Guid user, string stamp)
    {
        var identity = new ClaimsIdentity([new(ClaimTypes.NameIdentifier, user.ToString()), new(StampClaim, stamp), new(SessionClaim, Guid.CreateVersion7().ToString())], Scheme);
        return context.SignInAsync(Scheme, new ClaimsPrincipal(identity), new AuthenticationProperties { IsPersistent = true });
    }

    public static Task EndAsync(HttpContext context) => context.SignOutAsync(Scheme);

    /// <summary>What a cookie says; <see cref="Id"/> is empty in one of before sessions had ids.</summary>
    internal readonly record struct Ticket(Guid Id, Guid User, string Stamp);

    /// <summary>What the request's cookie says; null without a valid one.</summary>
    internal static async Task<Ticket?> ReadAsync(HttpContext context)
    {
        if (!context.Request.Cookies.ContainsKey(CookieName)) return null;
        var principal = (await context.AuthenticateAsync(Scheme)).Principal;
        return Guid.TryParse(principal?.FindFirstValue(ClaimTypes.NameIdentifier), out var user) && principal.FindFirstValue(StampClaim) is { } stamp
            ? new Ticket(Guid.TryParse(principal.FindFirstValue(SessionClaim), out var id) ? id : Guid.Empty, user, stamp)
            : null;
    }
}
