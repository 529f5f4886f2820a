namespace FormsHub.Server.Hosting.SignIn;

/// <summary>What an endpoint asks of its caller. Without any rule it asks for somebody signed in.</summary>
public sealed record AccessRule(bool Administrator)
{
    /// <summary>Only administrators, and no token whose scopes narrow it to forms.</summary>
    public static readonly AccessRule ForAdministrators = new(Administrator: true);

    /// <summary>Any person, but no token whose scopes narrow it to forms.</summary>
    public static readonly AccessRule ForWholePersons = new(Administrator: false);
}

/// <summary>The words by which endpoints state their rule.</summary>
public static class AccessRules
{
    public static TBuilder RequireAdministrator<TBuilder>(this TBuilder endpoint)
        where TBuilder : IEndpointConventionBuilder => endpoint.WithMetadata(AccessRule.ForAdministrators);

    public static TBuilder RequireWholePerson<TBuilder>(this TBuilder endpoint)
        where TBuilder : IEndpointConventionBuilder => endpoint.WithMetadata(AccessRule.ForWholePersons);

    /// <summary>It answers also who needs a second factor and has none yet.</summary>
    public static TBuilder BeforeSecondFactor<TBuilder>(this TBuilder endpoint)
        where TBuilder : IEndpointConventionBuilder => endpoint.WithMetadata(BeforeSecondFactorMark.Instance);
}

/// <summary>Marks the few endpoints that serve to set up a second factor.</summary>
internal sealed class BeforeSecondFactorMark
{
    public static readonly BeforeSecondFactorMark Instance = new();
}
