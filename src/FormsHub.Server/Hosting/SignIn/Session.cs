using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;

namespace FormsHub.Server.Hosting.SignIn;

/// <summary>A person's session: a cookie that names the user and the security stamp it was given under.</summary>
public static class Session
{
    public const string Scheme = "session";
    public const string CookieName = "formshub";
    private const string StampClaim = "stamp";
    private static readonly TimeSpan Lifetime = TimeSpan.FromDays(7);

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
        var identity = new ClaimsIdentity([new(ClaimTypes.NameIdentifier, user.ToString()), new(StampClaim, stamp)], Scheme);
        return context.SignInAsync(Scheme, new ClaimsPrincipal(identity), new AuthenticationProperties { IsPersistent = true });
    }

    public static Task EndAsync(HttpContext context) => context.SignOutAsync(Scheme);

    /// <summary>The user and stamp of the request's cookie; null without a valid one.</summary>
    internal static async Task<(Guid User, string Stamp)?> ReadAsync(HttpContext context)
    {
        if (!context.Request.Cookies.ContainsKey(CookieName)) return null;
        var ticket = await context.AuthenticateAsync(Scheme);
        return Guid.TryParse(ticket.Principal?.FindFirstValue(ClaimTypes.NameIdentifier), out var user)
            && ticket.Principal.FindFirstValue(StampClaim) is { } stamp
                ? (user, stamp)
                : null;
    }
}
