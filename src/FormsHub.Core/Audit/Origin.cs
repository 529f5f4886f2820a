using FormsHub.Core.Access;

namespace FormsHub.Core.Audit;

/// <summary>Who makes the request at hand, and from where. It follows the request through all its calls, as an activity of a trace does.</summary>
/// <param name="Agent">The program at the other end, in short: "Chrome 140, Windows".</param>
public sealed record Origin(Caller? Caller, string? Address, string? Agent)
{
    private static readonly AsyncLocal<Origin?> OfRequest = new();

    /// <summary>Null outside a request that may change something.</summary>
    public static Origin? Current
    {
        get => OfRequest.Value;
        set => OfRequest.Value = value;
    }
}
