using System.Security.Cryptography;
using FormsHub.Server.Hosting.SignIn;
using Microsoft.AspNetCore.DataProtection;

namespace FormsHub.Server.People.Sessions;

/// <summary>
/// A browser in which somebody has signed in before keeps an encrypted cookie that says so. Failures there are counted apart, so that nobody locks
/// an account from elsewhere for the person whose it is.
/// </summary>
public sealed class KnownBrowser(IDataProtectionProvider protection)
{
    private const string CookieName = "formshub-known";
    private static readonly TimeSpan Lifetime = TimeSpan.FromDays(180);
    private readonly IDataProtector _protector = protection.CreateProtector("browsers that somebody has signed in with");

    public void Remember(HttpContext context, string userName)
    {
        if (Of(context, userName) is not null) return;
        context.Response.Cookies.Append(
            Cookies.NameOn(context, CookieName), _protector.Protect($"{Guid.CreateVersion7()} {userName.ToUpperInvariant()}"), Cookies.Options(context, Lifetime));
    }

    /// <summary>What to count by in a browser that this user has signed in with; null: it is not known.</summary>
    public string? Of(HttpContext context, string userName)
    {
        if (context.Request.Cookies[Cookies.NameOn(context, CookieName)] is not { Length: > 0 and < 2000 } text) return null;
        try
        {
            var known = _protector.Unprotect(text);
            return string.Equals(known.Split(' ', 2)[^1], userName.Trim(), StringComparison.OrdinalIgnoreCase) ? known : null;
        }
        catch (CryptographicException)
        {
            // Made up, or of another installation: an unknown browser like any other.
            return null;
        }
    }
}
