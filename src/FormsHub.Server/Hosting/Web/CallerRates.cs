using System.Threading.RateLimiting;
using FormsHub.Core.Access;

namespace FormsHub.Server.Hosting.Web;

/// <summary>
/// Counts what each caller asks for: a generous number of questions in ten seconds, and so many at once. Who is not signed in counts by
/// address. A token may have a limit of its own beside that.
/// </summary>
public sealed class CallerRates(Settings settings) : IDisposable
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

    /// <summary>Counts a question against the limit of its token; null if it may be asked, else how long to wait.</summary>
    public TimeSpan? CountByToken(HttpContext context)
    {
        if (context.CallerOrNull()?.Token is not { RequestsPerMinute: not null } token) return null;
        using var lease = _tokens.AttemptAcquire(token);
        return lease.IsAcquired ? null : WaitOf(lease, TimeSpan.FromMinutes(1));
    }

    /// <summary>Counts a question against the limit of its caller; null if it may be asked, else how long to wait.</summary>
    public TimeSpan? Count(HttpContext context)
    {
        if (settings.RateLimit is 0) return null;
        using var lease = _rate.AttemptAcquire(context);
        return lease.IsAcquired ? null : WaitOf(lease, TimeSpan.FromSeconds(1));
    }

    /// <summary>A place among what the caller does at once, given back when disposed; not acquired where too many wait already.</summary>
    public ValueTask<RateLimitLease> EnterAsync(HttpContext context, CancellationToken ct) => _concurrency.AcquireAsync(context, settings.RateLimit is 0 ? 0 : 1, ct);

    public void Dispose()
    {
        _rate.Dispose();
        _tokens.Dispose();
        _concurrency.Dispose();
    }

    private static TimeSpan WaitOf(RateLimitLease lease, TimeSpan usual) => lease.TryGetMetadata(MetadataName.RetryAfter, out var wait) ? wait : usual;

    private static string Key(HttpContext context) =>
        context.CallerOrNull() is { Link: null } caller ? (caller.ViewedBy ?? caller).Id.ToString() : AddressLimits.Of(context);
}
