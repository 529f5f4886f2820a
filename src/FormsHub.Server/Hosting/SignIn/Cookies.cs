using Microsoft.AspNetCore.Authentication.Cookies;

namespace FormsHub.Server.Hosting.SignIn;

/// <summary>Where TLS is spoken, cookies have the prefix by which a browser takes them from this host only, over TLS only.</summary>
internal sealed class Cookies : ICookieManager
{
    private readonly ChunkingCookieManager _chunks = new();

    public static string NameOn(HttpContext context, string name) => context.Request.IsHttps ? "__Host-" + name : name;

    /// <summary>For a cookie that only the server reads.</summary>
    public static CookieOptions Options(HttpContext context, TimeSpan? lifetime) =>
        new() { HttpOnly = true, SameSite = SameSiteMode.Lax, Secure = context.Request.IsHttps, Path = "/", IsEssential = true, MaxAge = lifetime };

    public string? GetRequestCookie(HttpContext context, string key) => _chunks.GetRequestCookie(context, NameOn(context, key));

    public void AppendResponseCookie(HttpContext context, string key, string? value, CookieOptions options) =>
        _chunks.AppendResponseCookie(context, NameOn(context, key), value, options);

    public void DeleteCookie(HttpContext context, string key, CookieOptions options) => _chunks.DeleteCookie(context, NameOn(context, key), options);
}
