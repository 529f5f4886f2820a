using System.Net.Http.Headers;
using System.Security.Claims;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.OAuth;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Options;

namespace FormsHub.Server.People.Providers;

/// <summary>ASP.NET Core's OAuth, where a provider does as the RFC says; and what WeCom, DingTalk and Feishu do otherwise.</summary>
internal sealed class ProviderOAuth(ProviderStore.Provided provider, IOptionsMonitor<OAuthOptions> options, ILoggerFactory logger, UrlEncoder encoder)
    : OAuthHandler<OAuthOptions>(options, logger, encoder)
{
    private const int LongestIdentity = 200;
    private static readonly JsonSerializerOptions WithoutNulls = new() { DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull };
    private readonly ProviderAddresses _addresses = (provider.Details.Addresses ?? new ProviderAddresses()).Or(provider.Kind);
    private string _code = "";

    /// <summary>DingTalk calls the code authCode.</summary>
    protected override Task<HandleRequestResult> HandleRemoteAuthenticateAsync()
    {
        if (provider.Kind is ProviderKind.DingTalk && !Request.Query.ContainsKey("code") && Request.Query["authCode"] is [{ } code])
            Request.QueryString = Request.QueryString.Add("code", code);
        return base.HandleRemoteAuthenticateAsync();
    }

    protected override string BuildChallengeUrl(AuthenticationProperties properties, string redirectUri)
    {
        switch (provider.Kind)
        {
            case ProviderKind.DingTalk:
                return QueryHelpers.AddQueryString(base.BuildChallengeUrl(properties, redirectUri), "prompt", "consent");
            case ProviderKind.WeCom:
                // Inside its own app WeCom signs in without a picture to scan.
                var inside = provider.Details.Addresses?.Authorize is null && Request.Headers.UserAgent.ToString().Contains("wxwork/", StringComparison.Ordinal);
                var query = new Dictionary<string, string?>
                {
                    ["appid"] = provider.ClientId,
                    ["agentid"] = provider.Details.AgentId,
                    ["redirect_uri"] = redirectUri,
                    ["state"] = Options.StateDataFormat.Protect(properties),
                };
                if (!inside) return QueryHelpers.AddQueryString(_addresses.Authorize!, new Dictionary<string, string?>(query) { ["login_type"] = "CorpApp" });
                return QueryHelpers.AddQueryString(ProviderAddresses.WeComInside, new Dictionary<string, string?>(query) { ["response_type"] = "code", ["scope"] = "snsapi_base" })
                    + "#wechat_redirect";
            default:
                return base.BuildChallengeUrl(properties, redirectUri);
        }
    }

    protected override async Task<OAuthTokenResponse> ExchangeCodeAsync(OAuthCodeExchangeContext context)
    {
        _code = context.Code;
        switch (provider.Kind)
        {
            case ProviderKind.WeCom:
                var corporate = QueryHelpers.AddQueryString(
                    _addresses.Token!, new Dictionary<string, string?> { ["corpid"] = provider.ClientId, ["corpsecret"] = Options.ClientSecret });
                return Token(await SendAsync(new HttpRequestMessage(HttpMethod.Get, corporate)), "access_token");
            case ProviderKind.DingTalk:
                var user = new { clientId = provider.ClientId, clientSecret = Options.ClientSecret, code = context.Code, grantType = "authorization_code" };
                return Token(await PostAsync(user), "accessToken");
            case ProviderKind.Feishu:
                context.Properties.Items.Remove(OAuthConstants.CodeVerifierKey, out var verifier);
                return Token(
                    await PostAsync(new
                    {
                        grant_type = "authorization_code",
                        client_id = provider.ClientId,
                        client_secret = Options.ClientSecret,
                        code = context.Code,
                        redirect_uri = context.RedirectUri,
                        code_verifier = verifier,
                    }),
                    "access_token");
            default:
                return await base.ExchangeCodeAsync(context);
        }
    }

    protected override async Task<AuthenticationTicket> CreateTicketAsync(ClaimsIdentity identity, AuthenticationProperties properties, OAuthTokenResponse tokens)
    {
        var (id, name) = await WhoAsync(tokens.AccessToken!);
        if (id is not { Length: > 0 and <= LongestIdentity }) throw new AuthenticationFailureException("The provider does not say who it is.");
        identity.AddClaim(new Claim(ClaimTypes.NameIdentifier, id));
        if (!string.IsNullOrWhiteSpace(name)) identity.AddClaim(new Claim(ClaimTypes.Name, name));
        return new AuthenticationTicket(new ClaimsPrincipal(identity), properties, Scheme.Name);
    }

    private async Task<(string? Id, string? Name)> WhoAsync(string token)
    {
        switch (provider.Kind)
        {
            case ProviderKind.WeCom:
                var who = await SendAsync(new HttpRequestMessage(HttpMethod.Get, QueryHelpers.AddQueryString(
                    _addresses.User!, new Dictionary<string, string?> { ["access_token"] = token, ["code"] = _code })));
                // Only members have one; a stranger who scans the picture has an openid.
                if (Text(who, "userid") is not { } userId) return (null, null);
                var member = await SendAsync(
                    new HttpRequestMessage(HttpMethod.Get, QueryHelpers.AddQueryString(_addresses.Member!, new Dictionary<string, string?> { ["access_token"] = token, ["userid"] = userId })),
                    mayFail: true);
                return (userId, Text(member, "name") ?? userId);
            case ProviderKind.DingTalk:
                using (var request = new HttpRequestMessage(HttpMethod.Get, _addresses.User) { Headers = { { "x-acs-dingtalk-access-token", token } } })
                {
                    var person = await SendAsync(request);
                    return (Text(person, "unionId"), Text(person, "nick"));
                }
            case ProviderKind.Feishu:
                var answer = await SendAsync(WithToken(token));
                return answer.TryGetProperty("data", out var data) && data.ValueKind is JsonValueKind.Object ? (Text(data, "union_id") ?? Text(data, "open_id"), Text(data, "name")) : (null, null);
            default:
                var generic = await SendAsync(WithToken(token));
                return (Text(generic, provider.Details.IdField ?? "sub"), Text(generic, provider.Details.NameField ?? "name"));
        }
    }

    private HttpRequestMessage WithToken(string token) => new(HttpMethod.Get, _addresses.User) { Headers = { Authorization = new AuthenticationHeaderValue("Bearer", token) } };

    private Task<JsonElement> PostAsync(object body) => SendAsync(new HttpRequestMessage(HttpMethod.Post, _addresses.Token) { Content = JsonContent.Create(body, options: WithoutNulls) });

    /// <summary>WeCom and Feishu say in the body whether it worked, by errcode or code.</summary>
    private async Task<JsonElement> SendAsync(HttpRequestMessage request, bool mayFail = false)
    {
        using (request)
        {
            request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json"));
            using var answer = await Backchannel.SendAsync(request, Context.RequestAborted);
            using var json = await JsonDocument.ParseAsync(await answer.Content.ReadAsStreamAsync(Context.RequestAborted), default, Context.RequestAborted);
            var root = json.RootElement.Clone();
            var failed = !answer.IsSuccessStatusCode || Number(root, "errcode") is not (null or 0) || (provider.Kind is ProviderKind.Feishu && Number(root, "code") is not (null or 0));
            return failed && !mayFail ? throw new AuthenticationFailureException($"The provider refused: {(int)answer.StatusCode}, {Number(root, "errcode") ?? Number(root, "code")}.") : root;
        }
    }

    private static OAuthTokenResponse Token(JsonElement answer, string member) =>
        Text(answer, member) is { Length: > 0 } token
            ? OAuthTokenResponse.Success(JsonSerializer.SerializeToDocument(new Dictionary<string, string> { ["access_token"] = token }))
            : OAuthTokenResponse.Failed(new AuthenticationFailureException("The provider gave no token."));

    private static string? Text(JsonElement json, string member) =>
        json.ValueKind is JsonValueKind.Object && json.TryGetProperty(member, out var value)
            ? value.ValueKind switch { JsonValueKind.String => value.GetString(), JsonValueKind.Number => value.GetRawText(), _ => null }
            : null;

    private static long? Number(JsonElement json, string member) =>
        json.ValueKind is JsonValueKind.Object && json.TryGetProperty(member, out var value) && value.ValueKind is JsonValueKind.Number && value.TryGetInt64(out var number) ? number : null;
}
