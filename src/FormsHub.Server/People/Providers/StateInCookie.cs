using System.Security.Cryptography;
using System.Text;
using FormsHub.Server.Hosting.SignIn;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.DataProtection;

namespace FormsHub.Server.People.Providers;

/// <summary>
/// Keeps what a sign-in by a provider has to remember in an encrypted cookie of the browser, and sends only a short random word as "state":
/// WeCom takes no more than 128 letters and digits.
/// </summary>
internal sealed class StateInCookie(HttpContext context, ITimeLimitedDataProtector protector) : ISecureDataFormat<AuthenticationProperties>
{
    private const string CookieName = "formshub-provider";
    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(10);

    public string Protect(AuthenticationProperties data)
    {
        var word = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));
        var content = Convert.ToBase64String(PropertiesSerializer.Default.Serialize(data));
        context.Response.Cookies.Append(Cookies.NameOn(context, CookieName), protector.Protect(word + content, Lifetime), Cookies.Options(context, Lifetime));
        return word;
    }

    public string Protect(AuthenticationProperties data, string? purpose) => Protect(data);

    public AuthenticationProperties? Unprotect(string? protectedText)
    {
        if (protectedText is null || context.Request.Cookies[Cookies.NameOn(context, CookieName)] is not { Length: > 0 and < 4096 } cookie) return null;
        context.Response.Cookies.Delete(Cookies.NameOn(context, CookieName), Cookies.Options(context, null));
        try
        {
            var text = protector.Unprotect(cookie);
            var word = text[..32];
            return CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(word), Encoding.UTF8.GetBytes(protectedText))
                ? PropertiesSerializer.Default.Deserialize(Convert.FromBase64String(text[32..]))
                : null;
        }
        catch (CryptographicException)
        {
            // Made up or too old: there is no such sign-in.
            return null;
        }
    }

    public AuthenticationProperties? Unprotect(string? protectedText, string? purpose) => Unprotect(protectedText);
}
