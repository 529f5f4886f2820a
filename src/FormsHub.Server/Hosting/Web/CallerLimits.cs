using System.Globalization;
using System.Threading.RateLimiting;
using FormsHub.Core.Access;
using FormsHub.Server.Hosting.Problems;

namespace FormsHub.Server.Hosting.Web;

/// <summary>
/// Keeps one caller from taking the server from all others: a generous number of requests in ten seconds, and so many at once.
/// Who is not signed in counts by address. A token may have a limit of its own beside that.
/// </summary>
public sealed class CallerLimits(RequestDelegate next, Settings settings) : IDisposable
{
    private const int AtOnce = 100;
    private const int Waiting = 400;
    internal static readonly TimeSpan Window = TimeSpan.FromSeconds(10);

    private readonly PartitionedRateLimiter<HttpContext> _rate = PartitionedRateLimiter.Create<HttpContext, string>(context =>
        RateLimitPartition.GetFixedWindowLimiter(
            Key(context), _ => new FixedWindowRateLimiterOptions { PermitLimit = Math.Max(1, settings.RateLimit), Window = Window }));

    private readonly PartitionedRateLimiter<Token> _tokens = PartitionedRateLimiter.Create<Token, Guid>(token =>
        RateLimitPartition.GetFixedWindowLimiter(
            token.Id, _ => new FixedWindowRateLimiterOptions { PermitLimit = token.RequestsPerMinute ?? int.MaxValue, Window = TimeSpan.FromMinutes(1) }));

    private readonly PartitionedRateLimiter<HttpContext> _concurrency = PartitionedRateLimiter.Create<HttpContext, string>(context =>
        RateLimitPartition.GetConcurrencyLimiter(Key(context), _ => new ConcurrencyLimiterOptions { PermitLimit = AtOnce, QueueLimit = Waiting }));

    public async Task InvokeAsync(HttpContext context)
    {
        if (context.CallerOrNull()?.Token is { RequestsPerMinute: not null } token)
        {
            using var own = _tokens.AttemptAcquire(token);
            if (!own.IsAcquired)
            {
                await RefuseAsync(context, own.TryGetMetadata(MetadataName.RetryAfter, out var wait) ? wait : TimeSpan.FromMinutes(1));
                return;
            }
        }
        if (settings.RateLimit is 0 || !context.Request.Path.StartsWithSegments("/api", StringComparison.Ordinal))
        {
            await next(context);
            return;
        }

        using var rate = _rate.AttemptAcquire(context);
        using var place = rate.IsAcquired ? await _concurrency.AcquireAsync(context, 1, context.RequestAborted) : null;
        if (place is { IsAcquired: true })
        {
            await next(context);
            return;
        }
        await RefuseAsync(context, rate.TryGetMetadata(MetadataName.RetryAfter, out var after) ? after : TimeSpan.FromSeconds(1));
    }

    internal static Task RefuseAsync(HttpContext context, TimeSpan wait)
    {
        context.Response.Headers.RetryAfter = Math.Max(1, Math.Ceiling(wait.TotalSeconds)).ToString(CultureInfo.InvariantCulture);
        return HttpProblems.TooMany.ToHttp(StatusCodes.Status429TooManyRequests).ExecuteAsync(context);
    }

    public void Dispose()
    {
        _rate.Dispose();
        _tokens.Dispose();
        _concurrency.Dispose();
    }

    private static string Key(HttpContext context) =>
        context.CallerOrNull() is { Link: null } caller ? (caller.ViewedBy ?? caller).Id.ToString() : AddressLimits.Of(context);
}
