using System.Net;
using FormsHub.Server.People.Providers;
using FormsHub.Testing;
using Npgsql;

namespace FormsHub.Server.Tests.People;

/// <summary>Signing in by a provider, in the way of each of them, against a real one on loopback.</summary>
public sealed class OAuthTests(TestServer server) : IClassFixture<TestServer>, IAsyncLifetime
{
    private const string Password = "Another-horse-8-battery";
    private LoopbackProvider _provider = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _provider = await LoopbackProvider.StartAsync(Ct);

    public ValueTask DisposeAsync() => _provider.DisposeAsync();

    [Theory]
    [InlineData("generic")]
    [InlineData("wecom")]
    [InlineData("dingtalk")]
    [InlineData("feishu")]
    public async Task An_identity_that_somebody_linked_signs_them_in(string kind)
    {
        var key = await SetUpAsync(kind);
        _provider.Person = "linked" + kind;
        using var person = await server.AsAsync("owner-" + kind);
        Assert.Equal("/security", await GoAsync(person, key, "?link=1&to=/security"));
        Assert.Equal("Name of linked" + kind, (await person.GetAsync("/auth/logins"))["items"][0].GetProperty("name").GetString());

        using var browser = server.Anonymous();
        Assert.Equal("/forms?x=1", await GoAsync(browser, key, "?to=%2Fforms%3Fx%3D1"));

        Assert.Equal("owner-" + kind, (await browser.GetAsync("/auth/me")).Succeeded()["user"].GetProperty("userName").GetString());
        Assert.Contains((await browser.GetAsync("/auth/sessions"))["items"].EnumerateArray(), session => session.GetProperty("method").GetString() == key);
        var audit = await server.Administrator.GetAsync("/audit?action=signedIn&by=owner-" + kind);
        Assert.Equal(key, audit["items"][0].GetProperty("details").GetProperty("method").GetString());
        Assert.Equal("127.0.0.1", audit["items"][0].GetProperty("address").GetString());
    }

    [Fact]
    public async Task An_unknown_identity_becomes_a_user_without_roles_where_the_provider_may_and_else_nobody()
    {
        var strict = await SetUpAsync("generic", "strict");
        var open = await SetUpAsync("feishu", "open", createsUsers: true);
        _provider.Person = "newcomer";
        using var browser = server.Anonymous();

        Assert.StartsWith("/sign-in?problem=unknown_identity", await GoAsync(browser, strict), StringComparison.Ordinal);
        (await browser.GetAsync("/auth/me")).Refused(HttpStatusCode.Unauthorized);
        Assert.Equal("/", await GoAsync(browser, open));

        var me = (await browser.GetAsync("/auth/me")).Succeeded()["user"];
        Assert.Equal(("on_newcomer", "Name of newcomer"), (me.GetProperty("userName").GetString(), me.GetProperty("displayName").GetString()));
        Assert.Empty(me.GetProperty("roles").EnumerateArray());
        (await browser.PostAsync("/auth/login", new { userName = "on_newcomer", password = Password })).Refused(HttpStatusCode.Unauthorized, "wrong_credentials");
        (await browser.DeleteAsync("/auth/logins/open")).Refused(HttpStatusCode.Conflict, "last_login");

        // Signed in just now, who has no password may set one.
        (await browser.PostAsync("/auth/password", new { newPassword = "A-third-horse-9" })).Succeeded();
        (await browser.DeleteAsync("/auth/logins/open")).Succeeded();
    }

    [Fact]
    public async Task The_same_name_at_another_provider_is_somebody_else()
    {
        var (first, second) = (await SetUpAsync("generic", "first"), await SetUpAsync("generic", "second"));
        _provider.Person = "same";
        using var person = await server.AsAsync("sameperson");
        await GoAsync(person, first, "?link=1");
        using var browser = server.Anonymous();

        Assert.StartsWith("/sign-in?problem=unknown_identity", await GoAsync(browser, second), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_identity_is_of_one_person()
    {
        var key = await SetUpAsync("generic", "exclusive");
        _provider.Person = "wanted";
        using var first = await server.AsAsync("firstowner");
        using var second = await server.AsAsync("secondowner");
        await GoAsync(first, key, "?link=1&to=/security");

        Assert.Equal("/security?problem=identity_taken", await GoAsync(second, key, "?link=1&to=/security"));

        Assert.Empty((await second.GetAsync("/auth/logins"))["items"].EnumerateArray());
    }

    [Fact]
    public async Task Who_has_a_second_factor_shows_it_here_too_and_who_is_disabled_stays_out()
    {
        var key = await SetUpAsync("generic", "careful");
        _provider.Person = "careful";
        using var person = await server.AsAsync("carefulperson");
        await GoAsync(person, key, "?link=1");
        var id = (await person.GetAsync("/auth/me"))["user"].GetProperty("id").GetString();
        await using (var source = NpgsqlDataSource.Create(server.Database.ConnectionString))
        await using (var command = source.CreateCommand($"insert into second_factors (user_id, secret, since) values ('{id}', 'x', now())"))
            await command.ExecuteNonQueryAsync(Ct);
        using var browser = server.Anonymous();

        Assert.Equal("/sign-in?step=code&to=%2Fforms", await GoAsync(browser, key, "?to=/forms"));
        (await browser.GetAsync("/auth/me")).Refused(HttpStatusCode.Unauthorized);
        (await browser.PostAsync("/auth/login/second-factor", new { recoveryCode = "nonsense" })).Refused(HttpStatusCode.Unauthorized, "wrong_code");

        (await server.Administrator.PatchAsync("/users/" + id, new { disabled = true })).Succeeded();
        Assert.StartsWith("/sign-in?problem=account_disabled", await GoAsync(browser, key), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_answer_that_this_browser_did_not_ask_for_is_refused()
    {
        var key = await SetUpAsync("generic", "forged");
        _provider.Person = "attacker";
        using var attacker = server.Anonymous();
        var callback = await AuthorizeAsync(await StartAsync(attacker, key, ""));
        using var victim = server.Anonymous();

        Assert.StartsWith("/sign-in?problem=provider_failed", await LocationAsync(victim, callback.PathAndQuery), StringComparison.Ordinal);
        await StartAsync(victim, key, "");
        Assert.StartsWith("/sign-in?problem=provider_failed", await LocationAsync(victim, callback.PathAndQuery), StringComparison.Ordinal);
        Assert.StartsWith("/sign-in?problem=provider_failed", await LocationAsync(attacker, $"/api/v1/auth/providers/{key}/callback?error=access_denied&state=x"), StringComparison.Ordinal);
        (await victim.GetAsync("/auth/me")).Refused(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task A_stranger_whom_WeCom_does_not_know_as_a_member_stays_out()
    {
        var key = await SetUpAsync("wecom", "company", createsUsers: true);
        _provider.Person = "";

        Assert.StartsWith("/sign-in?problem=provider_failed", await GoAsync(server.Anonymous(), key), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Secrets_go_in_and_never_come_out_and_only_administrators_set_up()
    {
        var key = await SetUpAsync("generic", "guarded");
        using var person = await server.AsAsync("curious");

        (await person.GetAsync("/settings/sign-in/providers")).Refused(HttpStatusCode.Forbidden, "administrators_only");
        Assert.DoesNotContain(LoopbackProvider.Secret, (await server.Administrator.GetAsync("/settings/sign-in/providers")).Succeeded().Text, StringComparison.Ordinal);
        Assert.DoesNotContain(LoopbackProvider.ClientId, (await server.Anonymous().GetAsync("/auth/providers")).Succeeded().Text, StringComparison.Ordinal);
        await using var source = NpgsqlDataSource.Create(server.Database.ConnectionString);
        await using var command = source.CreateCommand($"select encode(client_secret, 'escape') from sign_in_providers where key = '{key}'");
        Assert.DoesNotContain(LoopbackProvider.Secret, (string)(await command.ExecuteScalarAsync(Ct))!, StringComparison.Ordinal);

        // Without a secret the one that is there stays.
        (await server.Administrator.PutAsync("/settings/sign-in/providers/guarded", new { kind = "feishu", title = new { en = "X" }, clientId = "y", enabled = false })).Succeeded();
        Assert.DoesNotContain("guarded", (await server.Anonymous().GetAsync("/auth/providers")).Text, StringComparison.Ordinal);
        (await server.Administrator.DeleteAsync("/settings/sign-in/providers/guarded")).Succeeded();
        (await server.Anonymous().GetAsync("/auth/providers/guarded/start")).Refused(HttpStatusCode.NotFound, "provider_not_found");
    }

    [Fact]
    public async Task Addresses_without_TLS_and_missing_parts_are_refused()
    {
        var settings = new { kind = "wecom", title = new { en = "W" }, clientId = "c", details = new { addresses = new { token = "http://example.com/token" } } };

        var answer = (await server.Administrator.PutAsync("/settings/sign-in/providers/bad", settings)).Refused(HttpStatusCode.BadRequest, "invalid");

        Assert.Equal(["/details/agentId", "/details/addresses/token"], answer["errors"].EnumerateArray().Select(error => error.GetProperty("path").GetString()));
    }

    [Theory]
    [InlineData("/forms", true)]
    [InlineData("/", true)]
    [InlineData("//evil.example", false)]
    [InlineData("/\\evil.example", false)]
    [InlineData("https://evil.example", false)]
    [InlineData("/a\nb", false)]
    [InlineData(null, false)]
    public void Afterwards_one_stays_in_the_application(string? to, bool local) => Assert.Equal(local, ProviderSignIn.IsLocal(to));

    private async Task<string> SetUpAsync(string kind, string? key = null, bool createsUsers = false)
    {
        (await server.Administrator.PutAsync("/settings/sign-in/providers/" + (key ?? kind), _provider.Settings(kind, createsUsers))).Succeeded();
        return key ?? kind;
    }

    /// <summary>All the way as a browser goes it; the address in the application where it ends.</summary>
    private static async Task<string> GoAsync(ApiClient browser, string key, string query = "") =>
        await LocationAsync(browser, (await AuthorizeAsync(await StartAsync(browser, key, query))).PathAndQuery);

    private static async Task<Uri> StartAsync(ApiClient browser, string key, string query) =>
        new(await LocationAsync(browser, $"/api/v1/auth/providers/{key}/start{query}"));

    private static async Task<Uri> AuthorizeAsync(Uri at)
    {
        using var http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false });
        var answer = await http.GetAsync(at, Ct);
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        return answer.Headers.Location!;
    }

    private static async Task<string> LocationAsync(ApiClient browser, string path)
    {
        var answer = await browser.Http.GetAsync(path, Ct);
        Assert.True(answer.StatusCode is HttpStatusCode.Redirect, $"{path}: {(int)answer.StatusCode} {await answer.Content.ReadAsStringAsync(Ct)}");
        return answer.Headers.Location!.ToString();
    }
}
