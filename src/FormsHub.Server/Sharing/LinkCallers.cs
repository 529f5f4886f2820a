using System.Security.Cryptography;
using System.Text;
using System.Threading.RateLimiting;
using FormsHub.Core.Access;
using FormsHub.Core.Audit;
using FormsHub.Core.Results;
using FormsHub.Server.Audit;
using FormsHub.Server.Hosting.Web;
using FormsHub.Server.People;
using FormsHub.Server.People.Sessions;
using FormsHub.Storage.Tables;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Identity;

namespace FormsHub.Server.Sharing;

/// <summary>
/// Who comes by a shared link: <c>Authorization: Link token</c>, or <c>Link token.pass</c> where it asks for a password. A pass is given
/// for the right password, good for half a day and for this link with this password. Pictures and files, which a page asks for without
/// headers, go by a cookie that is sent to them alone.
/// </summary>
public sealed class LinkCallers(
    PeopleDirectory directory, IDataProtectionProvider protection, IPasswordHasher<AppUser> hasher, SignInLimits limits, IAudit audit, Hosting.Settings settings, TimeProvider clock) : IDisposable
{
    public const string Scheme = "Link ";
    private const string CookieName = "formshub_link";
    private const string CookiePath = "/api/v1/files";
    private const int WritesInWindow = 60;
    private static readonly TimeSpan Window = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan PassLifetime = TimeSpan.FromHours(12);
    private static readonly AppUser Nobody = new() { DisplayName = "" };

    private readonly ITimeLimitedDataProtector _passes = protection.CreateProtector("FormsHub.LinkPass").ToTimeLimitedDataProtector();
    private readonly PartitionedRateLimiter<string> _writes = PartitionedRateLimiter.Create<string, string>(address =>
        RateLimitPartition.GetFixedWindowLimiter(address, _ => new FixedWindowRateLimiterOptions { PermitLimit = WritesInWindow, Window = Window }));

    /// <summary>The caller; a problem for a link that does not work, or where the password is still to be given.</summary>
    internal async ValueTask<Result<Caller>> FindAsync(string credentials, bool onlyKnown, CancellationToken ct)
    {
        var (token, pass) = credentials.IndexOf('.', StringComparison.Ordinal) is >= 0 and var at ? (credentials[..at], credentials[(at + 1)..]) : (credentials, "");
        if (!LinkToken.IsWellFormed(token) || await directory.LinkAsync(LinkToken.Hash(token), onlyKnown, ct) is not { } link) return SharingProblems.LinkInvalid;
        return link.PasswordHash is null || IsPass(pass, link) ? link.Caller : SharingProblems.LinkPasswordRequired;
    }

    /// <summary>The link of a request that has come through by it.</summary>
    internal async ValueTask<DirectoryLink?> OfRequestAsync(HttpContext context, CancellationToken ct)
    {
        var header = context.Request.Headers.Authorization.ToString();
        if (!header.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase)) return null;
        var token = header[Scheme.Length..].Trim().Split('.')[0];
        return LinkToken.IsWellFormed(token) ? await directory.LinkAsync(LinkToken.Hash(token), onlyKnown: false, ct) : null;
    }

    /// <summary>A pass for the right password; else why not, and how long to wait.</summary>
    internal async Task<(string? Pass, Problem? Problem, TimeSpan? Wait)> OpenAsync(HttpContext context, DirectoryLink link, string password, CancellationToken ct)
    {
        var (address, name) = (AddressLimits.Of(context), "link:" + link.Caller.Id);
        if (limits.Wait(address, name) is { } wait) return (null, PeopleProblems.TooManyAttempts(wait), wait);
        using var leave = await limits.HashAsync(ct);
        if (!leave.IsAcquired) return (null, PeopleProblems.TooManyAttempts(TimeSpan.FromSeconds(5)), TimeSpan.FromSeconds(5));
        if (link.PasswordHash is null || hasher.VerifyHashedPassword(Nobody, link.PasswordHash, password) is not PasswordVerificationResult.Failed) return (_passes.Protect(PassOf(link), PassLifetime), null, null);
        limits.CountFailure(address, name);
        await audit.WriteAsync(Entry(AuditAction.LinkRefused, link), required: false, ct);
        return (null, SharingProblems.LinkPasswordWrong, null);
    }

    /// <summary>Lets the browser that opened the link have its pictures and files.</summary>
    internal void SetCookie(HttpContext context, DirectoryLink link) => context.Response.Cookies.Append(
        CookieName,
        _passes.Protect($"{Convert.ToHexString(link.Hash)} {PassOf(link)}", PassLifetime),
        new CookieOptions { Path = CookiePath, HttpOnly = true, SameSite = SameSiteMode.Strict, Secure = context.Request.IsHttps, IsEssential = true, MaxAge = PassLifetime });

    /// <summary>Who asks for a file by the cookie of a link; null if there is none that is good.</summary>
    internal async ValueTask<Caller?> ByCookieAsync(HttpContext context, CancellationToken ct)
    {
        if (!context.Request.Path.StartsWithSegments(CookiePath, StringComparison.Ordinal) || !HttpMethods.IsGet(context.Request.Method) && !HttpMethods.IsHead(context.Request.Method)) return null;
        if (context.Request.Cookies[CookieName] is not { Length: > 0 } cookie || Read(cookie)?.Split(' ', 2) is not [var hash, var pass]) return null;
        return await directory.LinkAsync(Convert.FromHexString(hash), onlyKnown: false, ct) is { } link && IsSame(pass, PassOf(link)) ? link.Caller : null;
    }

    /// <summary>How long an address is to wait before it may write by links again; null: it may now.</summary>
    internal TimeSpan? Wait(HttpContext context)
    {
        if (settings.RateLimit is 0) return null;
        using var lease = _writes.AttemptAcquire(AddressLimits.Of(context));
        return lease.IsAcquired ? null : lease.TryGetMetadata(MetadataName.RetryAfter, out var wait) ? wait : Window;
    }

    internal AuditEntry Entry(string action, DirectoryLink link) => (AuditEntry.Of(action, clock.GetUtcNow(), link.Caller) with { Records = link.Record is { } record ? [record] : [] }).With(("share", link.Caller.Id), ("key", link.Form));

    internal string HashOf(string password) => hasher.HashPassword(Nobody, password);

    public void Dispose() => _writes.Dispose();

    private bool IsPass(string pass, DirectoryLink link) => pass.Length > 0 && Read(pass) is { } read && IsSame(read, PassOf(link));

    private static bool IsSame(string one, string other) => CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(one), Encoding.UTF8.GetBytes(other));

    /// <summary>What this server wrote into a pass or a cookie; null if it is too old or none of ours, so that the password is asked for again.</summary>
    private string? Read(string text)
    {
        try
        {
            return _passes.Unprotect(text);
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    private static string PassOf(DirectoryLink link) => $"{link.Caller.Id} {Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(link.PasswordHash ?? "")))}";
}
