using System.Threading.RateLimiting;

namespace FormsHub.Server.People.Sessions;

/// <summary>
/// Slows down guessing: per address, and per user name or known browser, so that a name that does not exist is locked
/// like one that does. Only failures count. At most two passwords are hashed at once.
/// </summary>
public sealed class SignInLimits : IDisposable
{
    public const int FailuresBeforeLock = 5;
    public static readonly TimeSpan LockTime = TimeSpan.FromMinutes(5);
    private const int FailuresPerAddress = 100;
    private static readonly TimeSpan Window = TimeSpan.FromMinutes(1);

    private readonly PartitionedRateLimiter<string> _names = Failures(FailuresBeforeLock, LockTime);
    private readonly PartitionedRateLimiter<string> _addresses = Failures(FailuresPerAddress, Window);
    private readonly ConcurrencyLimiter _hashing = new(new ConcurrencyLimiterOptions { PermitLimit = 2, QueueLimit = 50 });

    /// <summary>How long to wait before the next attempt; null: now.</summary>
    public TimeSpan? Wait(string address, string userName) =>
        IsUsedUp(_names, userName) ? LockTime : IsUsedUp(_addresses, address) ? Window : null;

    public void CountFailure(string address, string userName)
    {
        _names.AttemptAcquire(userName).Dispose();
        _addresses.AttemptAcquire(address).Dispose();
    }

    /// <summary>Leave to hash a password; not acquired when too many wait.</summary>
    public ValueTask<RateLimitLease> HashAsync(CancellationToken ct) => _hashing.AcquireAsync(1, ct);

    public void Dispose()
    {
        _names.Dispose();
        _addresses.Dispose();
        _hashing.Dispose();
    }

    private static bool IsUsedUp(PartitionedRateLimiter<string> limiter, string key) => limiter.GetStatistics(key) is { CurrentAvailablePermits: 0 };

    private static PartitionedRateLimiter<string> Failures(int limit, TimeSpan window) =>
        PartitionedRateLimiter.Create<string, string>(key => RateLimitPartition.GetFixedWindowLimiter(
            key, _ => new FixedWindowRateLimiterOptions { PermitLimit = limit, Window = window, QueueLimit = 0 }));
}
