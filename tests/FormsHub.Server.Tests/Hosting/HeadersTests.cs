using System.Net;
using System.Text;
using FormsHub.Testing;

namespace FormsHub.Server.Tests.Hosting;

/// <summary>What every answer tells the browser to refuse, and what no request gets past.</summary>
public sealed class HeadersTests : IAsyncLifetime
{
    private readonly string _ui = Directory.CreateTempSubdirectory("formshub-test-ui-").FullName;
    private TestServer _server = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        await File.WriteAllTextAsync(Path.Combine(_ui, "index.html"), "<html><meta property=\"csp-nonce\" nonce=\"formshub-nonce\"><script nonce=\"formshub-nonce\" src=\"/assets/main.js\"></script></html>", Ct);
        Directory.CreateDirectory(Path.Combine(_ui, "assets"));
        await File.WriteAllTextAsync(Path.Combine(_ui, "assets", "main.js"), "0", Ct);
        _server = await TestServer.StartAsync(settings => settings with { Ui = _ui, Proxies = "127.0.0.1" });
    }

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        Directory.Delete(_ui, recursive: true);
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/forms/contact")]
    [InlineData("/assets/main.js")]
    [InlineData("/api/v1/auth/me")]
    [InlineData("/api/v1/nothing-here")]
    [InlineData("/health/ready")]
    public async Task Every_answer_keeps_the_browser_from_guessing_framing_and_running_what_we_did_not_ship(string path)
    {
        var headers = (await _server.Anonymous().Http.GetAsync(path, Ct)).Headers;

        var policy = headers.GetValues("Content-Security-Policy").Single();
        Assert.DoesNotContain("unsafe", policy, StringComparison.Ordinal);
        foreach (var part in (string[])["script-src 'self';", "script-src-attr 'none'", "style-src-attr 'none'", "object-src 'none'", "base-uri 'none'", "frame-ancestors 'none'"])
            Assert.Contains(part, policy, StringComparison.Ordinal);
        Assert.Equal("nosniff", headers.GetValues("X-Content-Type-Options").Single());
        Assert.Equal("same-origin", headers.GetValues("Referrer-Policy").Single());
        Assert.Equal("same-origin", headers.GetValues("Cross-Origin-Resource-Policy").Single());
        Assert.False(headers.Contains("Strict-Transport-Security"));
        Assert.Equal(path.StartsWith("/api", StringComparison.Ordinal) || path is "/" or "/forms/contact", headers.CacheControl is { NoStore: true });
        Assert.False(headers.Contains("Server"));
        Assert.False(headers.Contains("Access-Control-Allow-Origin"));
    }

    [Fact]
    public async Task Each_page_has_a_nonce_of_its_own_and_is_not_kept()
    {
        using var visitor = _server.Anonymous();
        var (first, second) = (await PageAsync(), await PageAsync());

        Assert.NotEqual(first.Nonce, second.Nonce);
        Assert.Equal(24, (await PageAsync("/index.html")).Nonce.Length);
        Assert.Contains($"style-src 'self' 'nonce-{first.Nonce}';", first.Policy, StringComparison.Ordinal);

        async Task<(string Nonce, string Policy)> PageAsync(string path = "/")
        {
            var answer = await visitor.Http.GetAsync(path, Ct);
            Assert.True(answer.Headers.CacheControl!.NoStore);
            var html = await answer.Content.ReadAsStringAsync(Ct);
            Assert.DoesNotContain("formshub-nonce", html, StringComparison.Ordinal);
            return (html.Split("nonce=\"")[1].Split('"')[0], answer.Headers.GetValues("Content-Security-Policy").Single());
        }
    }

    [Theory]
    [InlineData("text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8", true)]
    [InlineData("application/graphql-response+json", false)]
    [InlineData("*/*", false)]
    [InlineData(null, false)]
    public async Task Who_goes_to_GraphQL_in_a_browser_gets_the_page_and_a_program_the_API(string? accept, bool isPage)
    {
        using var visitor = _server.Anonymous();
        using var request = new HttpRequestMessage(HttpMethod.Get, "/graphql?query=%7B__typename%7D");
        if (accept is not null) request.Headers.Add("Accept", accept);

        var answer = await visitor.Http.SendAsync(request, Ct);

        Assert.Equal(isPage, answer.Content.Headers.ContentType?.MediaType is "text/html");
        Assert.Equal(isPage, answer.StatusCode is HttpStatusCode.OK);
    }

    [Fact]
    public async Task Over_TLS_the_browser_stays_with_it_and_takes_the_cookies_from_this_host_only()
    {
        using var visitor = _server.Anonymous();
        visitor.Http.DefaultRequestHeaders.Add("X-Forwarded-Proto", "https");

        var login = (await visitor.PostAsync("/auth/login", new { userName = "admin", password = TestServer.AdministratorPassword })).Succeeded();

        Assert.Equal("max-age=31536000; includeSubDomains", login.Response.Headers.GetValues("Strict-Transport-Security").Single());
        foreach (var cookie in login.Response.Headers.GetValues("Set-Cookie"))
        {
            Assert.StartsWith("__Host-formshub", cookie, StringComparison.Ordinal);
            foreach (var part in (string[])["; secure", "; httponly", "; path=/", "; samesite=lax"]) Assert.Contains(part, cookie, StringComparison.OrdinalIgnoreCase);
            Assert.DoesNotContain("domain=", cookie, StringComparison.OrdinalIgnoreCase);
        }
    }

    [Fact]
    public async Task A_session_of_TLS_is_worth_nothing_under_the_plain_name()
    {
        using var visitor = _server.Anonymous();
        visitor.Http.DefaultRequestHeaders.Add("X-Forwarded-Proto", "https");
        var login = (await visitor.PostAsync("/auth/login", new { userName = "admin", password = TestServer.AdministratorPassword })).Succeeded();
        var cookie = login.Response.Headers.GetValues("Set-Cookie").Single(each => each.StartsWith("__Host-formshub=", StringComparison.Ordinal)).Split(';')[0];

        Assert.Equal(HttpStatusCode.OK, await AskAsync(cookie));
        Assert.Equal(HttpStatusCode.Unauthorized, await AskAsync(cookie["__Host-".Length..]));

        async Task<HttpStatusCode> AskAsync(string sent)
        {
            using var http = new HttpClient(new SocketsHttpHandler { UseCookies = false }) { BaseAddress = _server.Address };
            using var request = new HttpRequestMessage(HttpMethod.Get, "/api/v1/auth/me") { Headers = { { "Cookie", sent }, { "X-Forwarded-Proto", "https" } } };
            return (await http.SendAsync(request, Ct)).StatusCode;
        }
    }

    [Theory]
    [InlineData("/auth/login")]
    [InlineData("/auth/login/second-factor")]
    public async Task Who_is_not_signed_in_cannot_send_much(string path)
    {
        using var body = new StringContent($$"""{"userName": "{{new string('x', 70_000)}}", "password": "x"}""", Encoding.UTF8, "application/json");

        (await _server.Anonymous().PostAsync(path, body)).Refused(HttpStatusCode.RequestEntityTooLarge, "too_large");
    }

    [Theory]
    [InlineData("TRACE")]
    [InlineData("CONNECT-ish")]
    public async Task Methods_that_nothing_takes_are_refused(string method)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), "/api/v1/auth/me");

        Assert.Equal(HttpStatusCode.MethodNotAllowed, (await _server.Administrator.Http.SendAsync(request, Ct)).StatusCode);
    }

    [Fact]
    public async Task Failures_from_elsewhere_do_not_lock_out_who_has_signed_in_with_this_browser_before()
    {
        using var owner = await _server.AsAsync("targeted");
        for (var i = 0; i < 6; i++) await _server.Anonymous().PostAsync("/auth/login", new { userName = "targeted", password = "wrong password" });
        (await _server.Anonymous().PostAsync("/auth/login", new { userName = "targeted", password = "Another-horse-8-battery" })).Refused(HttpStatusCode.TooManyRequests);

        (await owner.PostAsync("/auth/login", new { userName = "targeted", password = "Another-horse-8-battery" })).Succeeded();

        for (var i = 0; i < 5; i++) (await owner.PostAsync("/auth/login", new { userName = "targeted", password = "wrong password" })).Refused(HttpStatusCode.Unauthorized);
        (await owner.PostAsync("/auth/login", new { userName = "targeted", password = "Another-horse-8-battery" })).Refused(HttpStatusCode.TooManyRequests);
    }
}
