using FormsHub.Core.Access;
using FormsHub.Storage.Records;

namespace FormsHub.Server.Hosting;

/// <summary>Who makes a request. Sign-in puts the caller there before the endpoint runs.</summary>
public static class CallerOfRequest
{
    private static readonly object Key = new();

    /// <summary>The caller; asking in an endpoint that allows anonymous callers is a programmer's mistake.</summary>
    public static Caller Caller(this HttpContext context) =>
        context.CallerOrNull() ?? throw new InvalidOperationException("Nobody is signed in: this endpoint allows anonymous callers.");

    public static Caller? CallerOrNull(this HttpContext context) => context.Items.TryGetValue(Key, out var caller) ? (Caller?)caller : null;

    internal static void SetCaller(this HttpContext context, Caller caller) => context.Items[Key] = caller;

    /// <summary>How the caller came here, as change sets keep it.</summary>
    public static Via Via(this HttpContext context) => context.Caller().Token is null ? Storage.Records.Via.Ui : Storage.Records.Via.Api;
}
