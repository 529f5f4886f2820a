namespace FormsHub.Server.Hosting.Web;

/// <summary>Headers of every answer: browsers may neither guess types, nor frame us, nor run scripts that we did not ship.</summary>
public sealed class SecurityHeaders(RequestDelegate next)
{
    private const string BeforeStyles = "default-src 'self'; script-src 'self'; script-src-attr 'none'; style-src 'self'";

    private const string AfterStyles =
        "; style-src-attr 'none'; img-src 'self' data: blob:; font-src 'self' data:; worker-src 'self' blob:; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

    private const string Policy = BeforeStyles + AfterStyles;
    private const string TransportSecurity = "max-age=31536000; includeSubDomains";

    /// <summary>For a page whose own scripts may write styles into it: they know the nonce, which no other page has.</summary>
    public static string PolicyWith(string nonce) => $"{BeforeStyles} 'nonce-{nonce}'{AfterStyles}";

    public Task InvokeAsync(HttpContext context)
    {
        var headers = context.Response.Headers;
        headers.XContentTypeOptions = "nosniff";
        headers.ContentSecurityPolicy = Policy;
        headers.XFrameOptions = "DENY";
        // The address of a shared link is its secret: it is told to nobody, and found by no search engine.
        var isLink = context.Request.Path.StartsWithSegments("/s", StringComparison.Ordinal);
        headers["Referrer-Policy"] = isLink ? "no-referrer" : "same-origin";
        if (isLink) headers["X-Robots-Tag"] = "noindex, nofollow";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        headers["Permissions-Policy"] = "camera=(self), geolocation=(self), microphone=()";
        if (context.Request.IsHttps) headers.StrictTransportSecurity = TransportSecurity;
        if (context.Request.Path.StartsWithSegments("/api", StringComparison.Ordinal)) headers.CacheControl = "no-store";
        return next(context);
    }
}
