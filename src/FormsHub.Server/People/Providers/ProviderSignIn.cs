using System.Security.Claims;
using System.Text.Encodings.Web;
using FormsHub.Core.Audit;
using FormsHub.Core.Results;
using FormsHub.Server.Audit;
using FormsHub.Server.Hosting;
using FormsHub.Server.Hosting.Problems;
using FormsHub.Server.Hosting.SignIn;
using FormsHub.Server.People.Sessions;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.OAuth;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Options;

namespace FormsHub.Server.People.Providers;

/// <summary>
/// /api/v1/auth/providers: the providers, where the browser begins with one, and where it comes back. Who it is there is looked up among the
/// linked identities; where the provider may, an unknown one becomes a user without roles.
/// </summary>
public sealed class ProviderSignIn(
    ProviderStore providers, NewUsers users, Passwords passwords, PendingSignIn pending, Login.Ending ending, PeopleDirectory directory,
    IAudit audit, IDataProtectionProvider protection, ILoggerFactory logs, TimeProvider clock) : IDisposable
{
    private const string Path = "/api/v1/auth/providers";
    private const string LinkItem = "link";
    private const int LongestTarget = 2000;

    private readonly ITimeLimitedDataProtector _protector = protection.CreateProtector("sign-ins at providers").ToTimeLimitedDataProtector();

    private readonly HttpClient _calls = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, PooledConnectionLifetime = TimeSpan.FromMinutes(5) })
    {
        Timeout = TimeSpan.FromSeconds(10),
        MaxResponseContentBufferSize = 1024 * 1024,
    };

    public sealed record Item(string Key, Core.Forms.Localized Title);

    public sealed record Response(IReadOnlyList<Item> Items);

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet(Path, ListAsync).AllowAnonymous().WithTags("Sign-in").WithSummary("List the providers by which one signs in");
        routes.MapGet(Path + "/{key}/start", StartAsync).AllowAnonymous().NotWhileViewing().WithTags("Sign-in").WithSummary("Go to a provider to sign in").Produces(StatusCodes.Status302Found);
        routes.MapGet(Path + "/{key}/callback", CallbackAsync).AllowAnonymous().NotWhileViewing().WithTags("Sign-in").WithSummary("Come back from a provider").Produces(StatusCodes.Status302Found);
    }

    public void Dispose() => _calls.Dispose();

    internal static async Task<Microsoft.AspNetCore.Http.HttpResults.Ok<Response>> ListAsync(ProviderStore providers, CancellationToken ct) =>
        TypedResults.Ok(new Response([.. (await providers.ListAsync(ct)).Where(each => each.Enabled).Select(each => new Item(each.Key, each.Title))]));

    /// <param name="to">Where in the application one wants to be afterwards.</param>
    /// <param name="link">1: the identity is to become one of who is signed in.</param>
    internal static async Task<IResult> StartAsync(string key, HttpContext context, ProviderSignIn signIn, CancellationToken ct, string? to = null, int link = 0)
    {
        if (await signIn.OAuthAsync(context, key, ct) is not { } oauth) return PeopleProblems.NoSuchProvider(key).ToHttp();
        var caller = context.CallerOrNull();
        if (link is 1 && caller is not { Token: null, Link: null }) return HttpProblems.Unauthenticated.ToHttp(StatusCodes.Status401Unauthorized);
        var properties = new AuthenticationProperties { RedirectUri = IsLocal(to) ? to : "/" };
        if (link is 1) properties.Items[LinkItem] = caller!.Id.ToString();
        await oauth.ChallengeAsync(properties);
        return TypedResults.Empty;
    }

    internal static async Task<IResult> CallbackAsync(string key, HttpContext context, ProviderSignIn signIn, CancellationToken ct)
    {
        // A GET that signs in: the audit is to know from where.
        Origin.Current = context.Origin(context.CallerOrNull());
        if (await signIn.OAuthAsync(context, key, ct) is not { } oauth) return PeopleProblems.NoSuchProvider(key).ToHttp();
        await oauth.HandleRequestAsync();
        return TypedResults.Empty;
    }

    /// <summary>Whether it is an address in this application and surely nowhere else.</summary>
    internal static bool IsLocal(string? to) =>
        to is { Length: > 0 and <= LongestTarget } && to[0] is '/' && (to.Length is 1 || to[1] is not ('/' or '\\')) && !to.Any(char.IsControl);

    private async Task<ProviderOAuth?> OAuthAsync(HttpContext context, string key, CancellationToken ct)
    {
        if (await providers.FindAsync(key, ct) is not var (provider, secret)) return null;
        var addresses = (provider.Details.Addresses ?? new ProviderAddresses()).Or(provider.Kind);
        var options = new OAuthOptions
        {
            ClientId = provider.ClientId,
            ClientSecret = secret,
            AuthorizationEndpoint = addresses.Authorize!,
            TokenEndpoint = addresses.Token!,
            UserInformationEndpoint = addresses.User!,
            CallbackPath = $"{Path}/{key}/callback",
            SignInScheme = Session.Scheme,
            StateDataFormat = new StateInCookie(context, _protector),
            Backchannel = _calls,
            UsePkce = provider.Kind is ProviderKind.Generic or ProviderKind.Feishu,
            TimeProvider = clock,
        };
        options.CorrelationCookie.Name = (context.Request.IsHttps ? "__Secure-" : "") + "formshub-provider.";
        options.CorrelationCookie.SameSite = SameSiteMode.Lax;
        options.CorrelationCookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
        foreach (var scope in (provider.Details.Scope ?? (provider.Kind is ProviderKind.DingTalk ? "openid" : "")).Split(' ', StringSplitOptions.RemoveEmptyEntries)) options.Scope.Add(scope);
        options.Events.OnTicketReceived = received => CompleteAsync(provider, received);
        options.Events.OnRemoteFailure = failed => FailAsync(provider, failed);
        var oauth = new ProviderOAuth(provider, new TheseOptions(options), logs, UrlEncoder.Default);
        await oauth.InitializeAsync(new AuthenticationScheme(key, null, typeof(ProviderOAuth)), context);
        return oauth;
    }

    private async Task CompleteAsync(ProviderStore.Provided provider, TicketReceivedContext received)
    {
        var (context, ct) = (received.HttpContext, received.HttpContext.RequestAborted);
        received.HandleResponse();
        var identity = received.Principal!.FindFirstValue(ClaimTypes.NameIdentifier)!;
        var name = received.Principal!.FindFirstValue(ClaimTypes.Name);
        var to = IsLocal(received.ReturnUri) ? received.ReturnUri! : "/";
        if (received.Properties!.Items.TryGetValue(LinkItem, out var link))
        {
            var caller = context.CallerOrNull();
            var linked = caller is { Token: null } && caller.Id.ToString() == link && await providers.LinkAsync(provider.Key, identity, name, caller.Id, ct);
            context.Response.Redirect(linked ? to : Say(to, PeopleProblems.IdentityTaken));
            return;
        }

        var owner = await providers.OwnerAsync(provider.Key, identity, ct);
        if (owner is null && provider.CreatesUsers) owner = await users.MakeAsync(provider.Key, identity, name, ct);
        if (owner is not { } user)
        {
            await NoteFailureAsync(provider, ct);
            context.Response.Redirect(Refused(PeopleProblems.UnknownIdentity, to));
            return;
        }
        directory.Forget();
        if (await passwords.VerifiedAsync(user, ct) is not { } verified)
        {
            await NoteFailureAsync(provider, ct);
            context.Response.Redirect(Refused(PeopleProblems.AccountDisabled, to));
            return;
        }
        if (verified.HasSecondFactor)
        {
            pending.Keep(context, new PendingSignIn.Half(verified.User, verified.Stamp, provider.Key));
            context.Response.Redirect(QueryHelpers.AddQueryString("/sign-in", new Dictionary<string, string?> { ["step"] = "code", ["to"] = to }));
            return;
        }
        await ending.EndAsync(context, verified, provider.Key, secondFactor: false, ct);
        context.Response.Redirect(to);
    }

    private async Task FailAsync(ProviderStore.Provided provider, RemoteFailureContext failed)
    {
        failed.HandleResponse();
        LogFailure(logs.CreateLogger<ProviderSignIn>(), provider.Key, failed.Failure?.Message ?? "");
        await NoteFailureAsync(provider, failed.HttpContext.RequestAborted);
        failed.HttpContext.Response.Redirect(Refused(PeopleProblems.ProviderFailed, "/"));
    }

    private Task<Problem?> NoteFailureAsync(ProviderStore.Provided provider, CancellationToken ct) =>
        audit.WriteAsync(AuditEntry.Of(AuditAction.SignInFailed, clock.GetUtcNow()).With(("method", provider.Key)), required: false, ct);

    private static string Refused(Problem problem, string to) =>
        QueryHelpers.AddQueryString("/sign-in", new Dictionary<string, string?> { ["problem"] = problem.Code, ["to"] = to });

    private static string Say(string to, Problem problem) => QueryHelpers.AddQueryString(to, "problem", problem.Code);

    private static void LogFailure(ILogger log, string provider, string reason) => Failed(log, provider, AuditEntry.Clean(reason), null);

    private static readonly Action<ILogger, string, string, Exception?> Failed = LoggerMessage.Define<string, string>(
        LogLevel.Warning, default, "Signing in by {Provider} failed: {Reason}");

    /// <summary>The options of this one request.</summary>
    private sealed class TheseOptions(OAuthOptions options) : IOptionsMonitor<OAuthOptions>
    {
        public OAuthOptions CurrentValue => options;

        public OAuthOptions Get(string? name) => options;

        public IDisposable? OnChange(Action<OAuthOptions, string?> listener) => null;
    }
}
