using System.Text.RegularExpressions;
using FormsHub.Core.Forms;
using FormsHub.Core.Results;
using FormsHub.Server.Hosting.Problems;
using FormsHub.Server.Hosting.SignIn;
using Microsoft.AspNetCore.Http.HttpResults;

namespace FormsHub.Server.People.Providers;

/// <summary>/api/v1/settings/sign-in/providers: what administrators set up. A client secret goes in and never comes out.</summary>
public static partial class ProviderSettings
{
    private const string Path = "/api/v1/settings/sign-in/providers";
    private const int Longest = 300;

    public sealed record Response(IReadOnlyList<ProviderStore.Provided> Items);

    /// <summary>Without <c>ClientSecret</c> the one that is there stays.</summary>
    public sealed record Request(
        ProviderKind Kind, Localized Title, string ClientId, string? ClientSecret = null, ProviderStore.Details? Details = null, bool Enabled = true, bool CreatesUsers = false);

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet(Path, ListAsync).RequireAdministrator().WithTags("Sign-in").WithSummary("List the providers as they are set up");
        routes.MapPut(Path + "/{key}", WriteAsync).RequireAdministrator().WithTags("Sign-in").WithSummary("Set up a provider");
        routes.MapDelete(Path + "/{key}", DeleteAsync).RequireAdministrator().WithTags("Sign-in").WithSummary("Remove a provider");
    }

    internal static async Task<Ok<Response>> ListAsync(ProviderStore providers, CancellationToken ct) => TypedResults.Ok(new Response(await providers.ListAsync(ct)));

    internal static async Task<Results<Ok<ProviderStore.Provided>, ProblemResult>> WriteAsync(string key, Request request, ProviderStore providers, CancellationToken ct)
    {
        var errors = Check(key, request).ToList();
        if (errors.Count > 0) return PeopleProblems.Invalid(errors).ToHttp();
        var provider = new ProviderStore.Provided(
            key, request.Kind, request.Title, request.ClientId.Trim(), request.Details ?? new ProviderStore.Details(), request.Enabled, request.CreatesUsers);
        if (await providers.WriteAsync(provider, string.IsNullOrWhiteSpace(request.ClientSecret) ? null : request.ClientSecret.Trim(), ct)) return TypedResults.Ok(provider);
        return PeopleProblems.Invalid([PersonRules.Error("/clientSecret", "required", $"The secret is needed.", $"请填写密钥。")]).ToHttp();
    }

    internal static async Task<Results<NoContent, ProblemResult>> DeleteAsync(string key, ProviderStore providers, CancellationToken ct) =>
        await providers.DeleteAsync(key, ct) ? TypedResults.NoContent() : PeopleProblems.NoSuchProvider(key).ToHttp();

    private static IEnumerable<FieldError> Check(string key, Request request)
    {
        if (!KeyPattern().IsMatch(key))
            yield return PersonRules.Error("/key", "bad_key", $"A key begins with a small letter and has up to 31 small letters, digits and dashes.", $"键须以小写字母开头，由不超过 31 个小写字母、数字和连字符组成。");
        if (PersonRules.Title(request.Title) is { } title) yield return title;
        if (string.IsNullOrWhiteSpace(request.ClientId) || request.ClientId.Length > Longest)
            yield return PersonRules.Error("/clientId", "required", $"The client id is needed.", $"请填写客户端 ID。");
        if (request.ClientSecret is { Length: > Longest })
            yield return PersonRules.Error("/clientSecret", "too_long", $"At most {Longest} characters.", $"最多 {Longest} 个字符。");
        var details = request.Details ?? new ProviderStore.Details();
        if (request.Kind is ProviderKind.WeCom && string.IsNullOrWhiteSpace(details.AgentId))
            yield return PersonRules.Error("/details/agentId", "required", $"WeCom needs the agent id of the application.", $"企业微信需要填写应用的 AgentId。");
        var addresses = (details.Addresses ?? new ProviderAddresses()).Or(request.Kind);
        foreach (var (name, address) in ((string, string?)[])[("authorize", addresses.Authorize), ("token", addresses.Token), ("user", addresses.User)])
        {
            if (!IsSafe(address))
                yield return PersonRules.Error($"/details/addresses/{name}", "bad_address", $"This must be an address that begins with https://.", $"须为以 https:// 开头的地址。");
        }
        if (addresses.Member is { } member && !IsSafe(member))
            yield return PersonRules.Error("/details/addresses/member", "bad_address", $"This must be an address that begins with https://.", $"须为以 https:// 开头的地址。");
    }

    /// <summary>TLS, or the machine itself.</summary>
    private static bool IsSafe(string? address) =>
        Uri.TryCreate(address, UriKind.Absolute, out var uri) && address!.Length <= Longest && (uri.Scheme == Uri.UriSchemeHttps || (uri.Scheme == Uri.UriSchemeHttp && uri.IsLoopback));

    [GeneratedRegex("^[a-z][a-z0-9-]{0,30}$", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex KeyPattern();
}
