using System.Diagnostics;
using System.Globalization;
using Microsoft.AspNetCore.Http.Features;

namespace FormsHub.Server.Hosting.Telemetry;

/// <summary>
/// Gives the span of a request its route as a name and its status, as the semantic conventions of OpenTelemetry say. Queries of
/// addresses hold what people search for and are left out, and so is what follows /s/ in the address of a shared link: it opens the link.
/// </summary>
public sealed class NamedSpans(RequestDelegate next)
{
    private const string LinkPath = "/s";

    public async Task InvokeAsync(HttpContext context)
    {
        await next(context);
        if (context.Features.Get<IHttpActivityFeature>()?.Activity is not { IsAllDataRequested: true } span) return;

        if (context.Request.Path.StartsWithSegments(LinkPath, StringComparison.OrdinalIgnoreCase)) span.SetTag("url.path", LinkPath + "/…");
        var (status, route) = (context.Response.StatusCode, (context.GetEndpoint() as RouteEndpoint)?.RoutePattern.RawText);
        span.DisplayName = route is null ? context.Request.Method : $"{context.Request.Method} {route}";
        if (route is not null) span.SetTag("http.route", route);
        span.SetTag("http.response.status_code", status);
        if (status < StatusCodes.Status500InternalServerError) return;
        span.SetTag("error.type", status.ToString(CultureInfo.InvariantCulture));
        span.SetStatus(ActivityStatusCode.Error);
    }
}
