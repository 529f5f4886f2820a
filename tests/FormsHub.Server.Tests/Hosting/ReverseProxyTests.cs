using System.Net;
using FormsHub.Testing;

namespace FormsHub.Server.Tests.Hosting;

/// <summary>What a reverse proxy says of a request is believed if the settings name the proxy, and of nobody else.</summary>
public class ReverseProxyTests
{
    private const int Limit = 10;

    [Theory]
    [InlineData("127.0.0.1", true)]
    [InlineData("10.0.0.0/8, 127.0.0.0/8", true)]
    [InlineData("10.0.0.0/8", false)]
    [InlineData(null, false)]
    public async Task A_cookie_is_secure_where_a_trusted_proxy_speaks_TLS(string? proxies, bool secure)
    {
        await using var server = await TestServer.StartAsync(settings => settings with { Proxies = proxies });
        using var visitor = Visitor(server, "203.0.113.7", "https");

        var login = (await visitor.PostAsync("/auth/login", new { userName = "admin", password = TestServer.AdministratorPassword })).Succeeded();

        Assert.All(login.Response.Headers.GetValues("Set-Cookie"), cookie => Assert.Equal(secure, cookie.Contains("; secure", StringComparison.OrdinalIgnoreCase)));
    }

    [Theory]
    [InlineData("127.0.0.1", "203.0.113.7", "203.0.113.8", true)]
    [InlineData("127.0.0.1", "203.0.113.7", "198.51.100.1, 203.0.113.7", false)]
    [InlineData("127.0.0.1, 192.0.2.0/24", "203.0.113.7", "203.0.113.8, 192.0.2.9", true)]
    [InlineData("10.0.0.0/8", "203.0.113.7", "203.0.113.8", false)]
    [InlineData(null, "203.0.113.7", "203.0.113.8", false)]
    public async Task Callers_are_told_apart_by_the_address_that_a_trusted_proxy_saw(string? proxies, string first, string second, bool apart)
    {
        await using var server = await TestServer.StartAsync(settings => settings with { Proxies = proxies, RateLimit = Limit });
        using var one = Visitor(server, first, "http");
        using var another = Visitor(server, second, "http");
        while ((await one.GetAsync("/openapi.json")).Status is HttpStatusCode.OK)
        {
        }

        Assert.Equal(apart ? HttpStatusCode.OK : HttpStatusCode.TooManyRequests, (await another.GetAsync("/openapi.json")).Status);
    }

    private static ApiClient Visitor(TestServer server, string forwardedFor, string scheme)
    {
        var visitor = server.Anonymous();
        visitor.Http.DefaultRequestHeaders.Add("X-Forwarded-For", forwardedFor);
        visitor.Http.DefaultRequestHeaders.Add("X-Forwarded-Proto", scheme);
        return visitor;
    }
}
