namespace FormsHub.Server.Hosting.SignIn;

/// <summary>
/// Marks an endpoint that is neither GET nor a write, and may therefore be called by an administrator who sees the application as another
/// person. Everything else that is not a GET is refused then, so that a new endpoint is refused until somebody says that it only reads.
/// </summary>
public sealed class WhileViewing
{
    public static readonly WhileViewing Allowed = new(isAllowed: true);
    public static readonly WhileViewing Refused = new(isAllowed: false);

    private readonly bool _isAllowed;

    private WhileViewing(bool isAllowed) => _isAllowed = isAllowed;

    internal static bool Refuses(Endpoint endpoint, string method) =>
        !(endpoint.Metadata.GetMetadata<WhileViewing>()?._isAllowed ?? IdentifyCaller.IsRead(method));
}

/// <summary>The words by which endpoints say it.</summary>
public static class ViewingRules
{
    /// <summary>It asks by POST and changes nothing.</summary>
    public static TBuilder WhileViewing<TBuilder>(this TBuilder endpoint)
        where TBuilder : IEndpointConventionBuilder => endpoint.WithMetadata(SignIn.WhileViewing.Allowed);

    /// <summary>A GET of what is the person's own affair and not the application's.</summary>
    public static TBuilder NotWhileViewing<TBuilder>(this TBuilder endpoint)
        where TBuilder : IEndpointConventionBuilder => endpoint.WithMetadata(SignIn.WhileViewing.Refused);
}
