using System.Net;
using System.Net.Http.Headers;
using FormsHub.Testing;

namespace FormsHub.Server.Tests.People;

public sealed class TokenTests(TestServer server) : IClassFixture<TestServer>
{
    [Fact]
    public async Task A_token_acts_as_its_person_without_cookie_and_header()
    {
        using var person = await server.AsAsync("owner");
        var made = (await person.PostAsync("/tokens", new { name = "nightly job" })).Succeeded();

        var me = (await With(made["token"].GetString()!).GetAsync("/auth/me")).Succeeded();

        Assert.StartsWith("fh_", made["token"].GetString(), StringComparison.Ordinal);
        Assert.Equal("owner", me["user"].GetProperty("userName").GetString());
        Assert.Equal("nightly job", me["token"].GetProperty("name").GetString());
    }

    [Fact]
    public async Task A_list_of_tokens_never_shows_a_token()
    {
        using var person = await server.AsAsync("lister");
        var token = (await person.PostAsync("/tokens", new { name = "secret" }))["token"].GetString()!;
        (await With(token).GetAsync("/auth/me")).Succeeded();

        var list = (await person.GetAsync("/tokens")).Succeeded();

        Assert.DoesNotContain(token, list.Text, StringComparison.Ordinal);
        var item = list["items"].EnumerateArray().Single();
        Assert.StartsWith(item.GetProperty("hint").GetString()!, token, StringComparison.Ordinal);
        Assert.NotEqual(default, item.GetProperty("lastUsedAt").GetDateTimeOffset());
    }

    [Fact]
    public async Task A_revoked_token_is_refused_at_once_and_on_another_server_within_a_second()
    {
        await using var sibling = await server.StartSiblingAsync();
        using var person = await server.AsAsync("revoker");
        var made = await person.PostAsync("/tokens", new { name = "short-lived" });
        var token = made["token"].GetString()!;
        (await With(token).GetAsync("/auth/me")).Succeeded();
        (await With(token, sibling).GetAsync("/auth/me")).Succeeded();

        (await person.DeleteAsync("/tokens/" + made["id"].GetString())).Succeeded();

        (await With(token).GetAsync("/auth/me")).Refused(HttpStatusCode.Unauthorized, "invalid_token");
        await Task.Delay(1000, TestContext.Current.CancellationToken);
        var answer = (await With(token, sibling).GetAsync("/auth/me")).Refused(HttpStatusCode.Unauthorized, "invalid_token");
        Assert.Contains("invalid_token", answer.Response.Headers.WwwAuthenticate.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("nonsense")]
    [InlineData("fh_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    public async Task A_made_up_token_is_refused(string token) =>
        (await With(token).GetAsync("/auth/me")).Refused(HttpStatusCode.Unauthorized, "invalid_token");

    [Fact]
    public async Task A_token_for_some_forms_cannot_manage_anything()
    {
        var scopes = new[] { new { form = "contact", actions = new[] { "read", "viewHistory" } } };
        var made = (await server.Administrator.PostAsync("/tokens", new { name = "reader", scopes })).Succeeded();
        var narrow = With(made["token"].GetString()!);

        (await narrow.GetAsync("/users")).Refused(HttpStatusCode.Forbidden, "token_too_narrow");
        (await narrow.PostAsync("/tokens", new { name = "wider" })).Refused(HttpStatusCode.Forbidden, "token_too_narrow");
        (await narrow.GetAsync("/notices")).Refused(HttpStatusCode.Forbidden, "token_too_narrow");
        (await narrow.PostAsync("/notices/read")).Refused(HttpStatusCode.Forbidden, "token_too_narrow");
        (await narrow.PutAsync("/auth/language", new { language = "en" })).Refused(HttpStatusCode.Forbidden, "token_too_narrow");
    }

    [Fact]
    public async Task A_token_makes_none_that_outlives_it()
    {
        var end = TimeProvider.System.GetUtcNow().AddHours(1);
        var brief = With((await server.Administrator.PostAsync("/tokens", new { name = "brief", expiresAt = end })).Succeeded()["token"].GetString()!);

        (await brief.PostAsync("/tokens", new { name = "for good" })).Refused(HttpStatusCode.BadRequest);
        (await brief.PostAsync("/tokens", new { name = "longer", expiresAt = end.AddHours(1) })).Refused(HttpStatusCode.BadRequest);
        (await brief.PostAsync("/tokens", new { name = "briefer", expiresAt = end.AddMinutes(-1) })).Succeeded();
    }

    [Fact]
    public async Task What_is_wrong_with_a_token_is_told_by_path()
    {
        var scopes = new[] { new { form = "Not A Key", actions = Array.Empty<string>() } };

        var answer = await server.Administrator.PostAsync("/tokens", new { name = "", scopes, expiresAt = "2001-01-01T00:00:00Z" });

        answer.Refused(HttpStatusCode.BadRequest, "invalid");
        Assert.Equal(
            ["/name", "/expiresAt", "/scopes/0/form", "/scopes/0/actions"],
            answer["errors"].EnumerateArray().Select(error => error.GetProperty("path").GetString()));
    }

    private ApiClient With(string token, TestServer? other = null)
    {
        var client = (other ?? server).Anonymous();
        client.Http.DefaultRequestHeaders.Remove("X-FormsHub");
        client.Http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return client;
    }
}
