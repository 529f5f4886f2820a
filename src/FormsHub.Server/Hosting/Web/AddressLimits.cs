using System.Net;
using System.Net.Sockets;
using System.Threading.RateLimiting;

namespace FormsHub.Server.Hosting.Web;

/// <summary>
/// Counts, by address, requests that nobody may make: without sign-in, with an unknown token, with an ended session. Who signs in is not
/// held up by others at the same address.
/// </summary>
public sealed class AddressLimits(Settings settings) : IDisposable
{
    /// <summary>Requests that an address may make in vain within the window.</summary>
    public const int InVain = 1_000;

    private readonly PartitionedRateLimiter<string> _refused = PartitionedRateLimiter.Create<string, string>(address => RateLimitPartition.GetFixedWindowLimiter(
        address, _ => new FixedWindowRateLimiterOptions { PermitLimit = Math.Max(1, Math.Min(InVain, settings.RateLimit)), Window = CallerLimits.Window }));

    /// <summary>Counts a request made in vain; null if the caller may be told so, else how long to wait.</summary>
    public TimeSpan? Count(HttpContext context)
    {
        if (settings.RateLimit is 0) return null;
        using var lease = _refused.AttemptAcquire(Of(context));
        return lease.IsAcquired ? null : lease.TryGetMetadata(MetadataName.RetryAfter, out var wait) ? wait : CallerLimits.Window;
    }

    /// <summary>Whether the address has used up what it may try: unknown tokens are not looked for in the database then.</summary>
    public bool IsUsedUp(HttpContext context) => settings.RateLimit is not 0 && _refused.GetStatistics(Of(context)) is { CurrentAvailablePermits: 0 };

    public void Dispose() => _refused.Dispose();

    /// <summary>The address that a request counts for; of IPv6 the network, since a host has as many addresses in it as it likes.</summary>
    public static string Of(HttpContext context)
    {
        var address = context.Connection.RemoteIpAddress;
        if (address is null) return "";
        if (address.IsIPv4MappedToIPv6) address = address.MapToIPv4();
        return address.AddressFamily is AddressFamily.InterNetworkV6 ? new IPAddress([.. address.GetAddressBytes()[..8], .. new byte[8]]) + "/64" : address.ToString();
    }
}
