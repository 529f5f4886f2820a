using System.Globalization;
using FormsHub.Server.Hosting.Problems;

namespace FormsHub.Server.Hosting.Web;

/// <summary>Keeps one caller from taking the server from all others, by <see cref="CallerRates"/>.</summary>
public sealed class CallerLimits(RequestDelegate next, CallerRates rates)
{
    internal static readonly TimeSpan Window = CallerRates.Window;

    public async Task InvokeAsync(HttpContext context)
    {
        if (rates.CountByToken(context) is { } pause)
        {
            await RefuseAsync(context, pause);
            return;
        }
        var path = context.Request.Path;
        var takesPlaces = path.StartsWithSegments("/graphql", StringComparison.Ordinal);
        if (!takesPlaces && !path.StartsWithSegments("/api", StringComparison.Ordinal))
        {
            await next(context);
            return;
        }
        if (rates.Count(context) is { } wait)
        {
            await RefuseAsync(context, wait);
            return;
        }
        // There a connection may stay open for hours: each operation takes a place.
        if (takesPlaces)
        {
            await next(context);
            return;
        }
        using var place = await rates.EnterAsync(context, context.RequestAborted);
        if (place.IsAcquired) await next(context);
        else await RefuseAsync(context, TimeSpan.FromSeconds(1));
    }

    internal static Task RefuseAsync(HttpContext context, TimeSpan wait)
    {
        context.Response.Headers.RetryAfter = Seconds(wait).ToString(CultureInfo.InvariantCulture);
        return HttpProblems.TooMany.ToHttp(StatusCodes.Status429TooManyRequests).ExecuteAsync(context);
    }

    internal static double Seconds(TimeSpan wait) => Math.Max(1, Math.Ceiling(wait.TotalSeconds));
}
