namespace FormsHub.Server.Hosting.SignIn;

/// <summary>What an endpoint asks of its caller. Without any rule it asks for somebody signed in.</summary>
public sealed record AccessRule(bool Administrator)
{
    /// <summary>Only administrators, and no token whose scopes narrow it to forms.</summary>
    public static readonly AccessRule ForAdministrators = new(Administrator: true);

    /// <summary>Any person, but no token whose scopes narrow it to forms.</summary>
    public static readonly AccessRule ForWholePersons = new(Administrator: false);
}

/// <summary>Marks an endpoint that also serves whoever has a shared link, as far as the gate lets them; all others are closed to links.</summary>
/// <param name="Writes">Whether an address may do so only so often.</param>
public sealed record OpenToLinks(bool Writes);

/// <summary>Marks the few endpoints of a token that is held to trusted documents; all others are closed to it.</summary>
public sealed class OpenToTrustedDocuments
{
    public static readonly OpenToTrustedDocuments Instance = new();

    private OpenToTrustedDocuments()
    {
    }
}

/// <summary>Marks an endpoint whose WebSockets may be opened by nobody: the first message says who it is.</summary>
public sealed class SignInByMessage
{
    public static readonly SignInByMessage Instance = new();

    private SignInByMessage()
    {
    }
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

    /// <summary>It answers also who must change their password first.</summary>
    public static TBuilder BeforePasswordChange<TBuilder>(this TBuilder endpoint)
        where TBuilder : IEndpointConventionBuilder => endpoint.WithMetadata(BeforePasswordChangeMark.Instance);

    /// <summary>It runs trusted documents, or fetches the files that their answers name.</summary>
    public static TBuilder OpenToTrustedDocuments<TBuilder>(this TBuilder endpoint)
        where TBuilder : IEndpointConventionBuilder => endpoint.WithMetadata(SignIn.OpenToTrustedDocuments.Instance);

    public static TBuilder OpenToLinks<TBuilder>(this TBuilder endpoint, bool writes = false)
        where TBuilder : IEndpointConventionBuilder => endpoint.WithMetadata(new OpenToLinks(writes));
}

/// <summary>Marks the few endpoints that serve to change a password that was set by somebody else.</summary>
internal sealed class BeforePasswordChangeMark
{
    public static readonly BeforePasswordChangeMark Instance = new();
}

/// <summary>Marks the few endpoints that serve to set up a second factor.</summary>
internal sealed class BeforeSecondFactorMark
{
    public static readonly BeforeSecondFactorMark Instance = new();
}
