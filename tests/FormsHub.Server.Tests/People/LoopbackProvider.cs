using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace FormsHub.Server.Tests.People;

/// <summary>A small provider on loopback that speaks each of the four ways, and refuses what the real one would refuse.</summary>
public sealed class LoopbackProvider : IAsyncDisposable
{
    public const string ClientId = "formshub-client";
    public const string Secret = "a-client-secret-9";

    private readonly WebApplication _app;
    private readonly ConcurrentDictionary<string, (string Person, string? Challenge, string RedirectUri)> _codes = new();

    private LoopbackProvider(WebApplication app) => _app = app;

    /// <summary>Who signs in there next; empty: somebody the provider does not know as a member.</summary>
    public string Person { get; set; } = "zhang";

    public string Address { get; private set; } = "";

    public static async Task<LoopbackProvider> StartAsync(CancellationToken ct)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.Services.AddRoutingCore();
        var app = builder.Build();
        app.Urls.Add("http://127.0.0.1:0");
        var provider = new LoopbackProvider(app);
        provider.Map();
        await app.StartAsync(ct);
        provider.Address = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();
        return provider;
    }

    /// <summary>How FormsHub is told of it.</summary>
    public object Settings(string kind, bool createsUsers = false) => new
    {
        kind,
        title = new { en = kind },
        clientId = ClientId,
        clientSecret = Secret,
        createsUsers,
        details = new
        {
            agentId = "1000002",
            scope = kind is "generic" ? "openid profile" : null,
            addresses = new { authorize = $"{Address}/{kind}/authorize", token = $"{Address}/{kind}/token", user = $"{Address}/{kind}/user", member = $"{Address}/{kind}/member" },
        },
    };

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private void Map()
    {
        foreach (var kind in (string[])["generic", "feishu", "dingtalk"]) _app.MapGet($"/{kind}/authorize", (HttpRequest request) => Authorize(request, kind));
        _app.MapGet("/wecom/authorize", (HttpRequest request) =>
            request.Query["appid"] == ClientId && request.Query["agentid"] == "1000002" && request.Query["login_type"] == "CorpApp" && request.Query["state"].ToString() is { Length: <= 128 } state && state.All(char.IsAsciiLetterOrDigit)
                ? Back(request, "code")
                : Results.BadRequest());

        _app.MapPost("/generic/token", async (HttpRequest request) =>
        {
            var form = await request.ReadFormAsync(request.HttpContext.RequestAborted);
            return form["client_id"] == ClientId && form["client_secret"] == Secret && form["grant_type"] == "authorization_code" && Redeem(form["code"], form["code_verifier"], form["redirect_uri"]) is { } person
                ? Results.Json(new { access_token = "token-of-" + person, token_type = "Bearer" })
                : Results.Json(new { error = "invalid_grant" }, statusCode: 400);
        });
        _app.MapGet("/generic/user", (HttpRequest request) => Bearer(request) is { } person ? Results.Json(new { sub = person, name = "Name of " + person }) : Results.Unauthorized());

        _app.MapPost("/feishu/token", async (HttpRequest request) =>
        {
            var body = await request.ReadFromJsonAsync<JsonElement>(request.HttpContext.RequestAborted);
            return Text(body, "client_id") == ClientId && Text(body, "client_secret") == Secret && Text(body, "grant_type") is "authorization_code"
                && Redeem(Text(body, "code"), Text(body, "code_verifier"), Text(body, "redirect_uri")) is { } person
                ? Results.Json(new { code = 0, access_token = "token-of-" + person, token_type = "Bearer" })
                : Results.Json(new { code = 20003, error = "invalid_grant" });
        });
        _app.MapGet("/feishu/user", (HttpRequest request) => Bearer(request) is { } person
            ? Results.Json(new { code = 0, msg = "success", data = new { union_id = "on_" + person, open_id = "ou_" + person, name = "Name of " + person } })
            : Results.Json(new { code = 20005 }));

        _app.MapPost("/dingtalk/token", async (HttpRequest request) =>
        {
            var body = await request.ReadFromJsonAsync<JsonElement>(request.HttpContext.RequestAborted);
            return Text(body, "clientId") == ClientId && Text(body, "clientSecret") == Secret && Text(body, "grantType") is "authorization_code" && Redeem(Text(body, "code"), null, null) is { } person
                ? Results.Json(new { accessToken = "token-of-" + person, expireIn = 7200, corpId = "ding1" })
                : Results.Json(new { code = "invalidClientIdOrSecret" }, statusCode: 400);
        });
        _app.MapGet("/dingtalk/user", (HttpRequest request) => request.Headers["x-acs-dingtalk-access-token"].ToString() is ['t', ..] token
            ? Results.Json(new { nick = "Name of " + token[9..], unionId = "union-" + token[9..], openId = "open-" + token[9..] })
            : Results.Unauthorized());

        _app.MapGet("/wecom/token", (string corpid, string corpsecret) =>
            Results.Json(corpid is ClientId && corpsecret is Secret ? new { errcode = 0, errmsg = "ok", access_token = "corp-token" } : new { errcode = 40001, errmsg = "invalid credential", access_token = "" }));
        _app.MapGet("/wecom/user", (string access_token, string code) => access_token is not "corp-token" || Redeem(code, null, null) is not { } person
            ? Results.Json(new { errcode = 40029, errmsg = "invalid code" })
            : person.Length > 0 ? Results.Json(new { errcode = 0, userid = person }) : Results.Json(new { errcode = 0, openid = "stranger" }));
        _app.MapGet("/wecom/member", (string userid) => Results.Json(new { errcode = 0, name = "Name of " + userid }));
    }

    private IResult Authorize(HttpRequest request, string kind)
    {
        var wantsProof = kind is "generic" or "feishu";
        if (request.Query["client_id"] != ClientId || request.Query["response_type"] != "code" || (wantsProof && request.Query["code_challenge_method"] != "S256")) return Results.BadRequest();
        if (kind is "dingtalk" && (request.Query["scope"] != "openid" || request.Query["prompt"] != "consent")) return Results.BadRequest();
        return Back(request, kind is "dingtalk" ? "authCode" : "code");
    }

    private IResult Back(HttpRequest request, string name)
    {
        var code = Guid.CreateVersion7().ToString("N");
        _codes[code] = (Person, request.Query["code_challenge"], request.Query["redirect_uri"]!);
        return Results.Redirect(QueryHelpers.AddQueryString(request.Query["redirect_uri"]!, new Dictionary<string, string?> { [name] = code, ["state"] = request.Query["state"] }));
    }

    /// <summary>Each code once, with the proof that its challenge asks for.</summary>
    private string? Redeem(string? code, string? verifier, string? redirectUri)
    {
        if (code is null || !_codes.TryRemove(code, out var given) || (redirectUri is not null && redirectUri != given.RedirectUri)) return null;
        if (given.Challenge is { Length: > 0 } challenge && (verifier is null || WebEncoders.Base64UrlEncode(SHA256.HashData(Encoding.ASCII.GetBytes(verifier))) != challenge)) return null;
        return given.Person;
    }

    private static string? Bearer(HttpRequest request) =>
        request.Headers.Authorization.ToString() is { } header && header.StartsWith("Bearer token-of-", StringComparison.Ordinal) ? header["Bearer token-of-".Length..] : null;

    private static string? Text(JsonElement json, string member) => json.TryGetProperty(member, out var value) ? value.GetString() : null;
}
