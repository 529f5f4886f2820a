using System.Globalization;
using System.Security.Cryptography;
using FormsHub.Server.Hosting.SignIn;
using Microsoft.AspNetCore.DataProtection;

namespace FormsHub.Server.People.Sessions;

/// <summary>Somebody whose first factor was right and whose second is still to come: an encrypted cookie, good for five minutes.</summary>
public sealed class PendingSignIn(IDataProtectionProvider protection)
{
    private const string CookieName = "formshub-step";
    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(5);
    private readonly ITimeLimitedDataProtector _protector = protection.CreateProtector("sign-ins that wait for the second factor").ToTimeLimitedDataProtector();

    /// <summary>Who it is, under which stamp, and how they signed in so far.</summary>
    public sealed record Half(Guid User, string Stamp, string Method);

    public void Keep(HttpContext context, Half half) => context.Response.Cookies.Append(
        Cookies.NameOn(context, CookieName),
        _protector.Protect(string.Create(CultureInfo.InvariantCulture, $"{half.User} {half.Stamp} {half.Method}"), Lifetime),
        Cookies.Options(context, Lifetime));

    public static void Drop(HttpContext context) => context.Response.Cookies.Delete(Cookies.NameOn(context, CookieName), Cookies.Options(context, null));

    /// <summary>What the request's cookie says; null without a valid one.</summary>
    public Half? Read(HttpContext context)
    {
        if (context.Request.Cookies[Cookies.NameOn(context, CookieName)] is not { Length: > 0 and < 2000 } text) return null;
        try
        {
            var parts = _protector.Unprotect(text).Split(' ', 3);
            return new Half(Guid.Parse(parts[0], CultureInfo.InvariantCulture), parts[1], parts[2]);
        }
        catch (CryptographicException)
        {
            // Made up or too old: there is no such sign-in.
            return null;
        }
    }
}
