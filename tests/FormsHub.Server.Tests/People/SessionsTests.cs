using System.Net;
using FormsHub.Testing;
using Npgsql;

namespace FormsHub.Server.Tests.People;

/// <summary>Where somebody is signed in: told to them, and ended by them or by an administrator.</summary>
public sealed class SessionsTests(TestServer server) : IClassFixture<TestServer>
{
    private const string Password = "Another-horse-8-battery";

    [Fact]
    public async Task My_sessions_are_listed_with_browser_and_address_and_this_one_is_marked()
    {
        using var here = await server.AsAsync("lister");
        using var elsewhere = server.Anonymous();
        elsewhere.Http.DefaultRequestHeaders.UserAgent.ParseAdd("Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 Chrome/140.0.0.0 Safari/537.36");
        await elsewhere.SignInAsync("lister", Password);

        var items = (await here.GetAsync("/auth/sessions")).Succeeded()["items"].EnumerateArray().ToList();

        Assert.Equal(2, items.Count);
        Assert.Single(items, item => item.GetProperty("current").GetBoolean());
        var other = items.Single(item => !item.GetProperty("current").GetBoolean());
        Assert.Equal("Chrome 140, Windows", other.GetProperty("agent").GetString());
        Assert.Equal("127.0.0.1", other.GetProperty("address").GetString());
        Assert.Equal("password", other.GetProperty("method").GetString());
        Assert.NotEqual(default, other.GetProperty("lastSeenAt").GetDateTimeOffset());
    }

    [Fact]
    public async Task One_session_or_all_others_are_ended()
    {
        using var here = await server.AsAsync("ender");
        using var second = await server.Anonymous().SignInAsync("ender", Password);
        using var third = await server.Anonymous().SignInAsync("ender", Password);
        var secondId = await CurrentAsync(second);

        (await here.DeleteAsync("/auth/sessions/" + secondId)).Succeeded();
        (await second.GetAsync("/auth/me")).Refused(HttpStatusCode.Unauthorized, "session_ended");
        (await third.GetAsync("/auth/me")).Succeeded();

        (await here.DeleteAsync("/auth/sessions")).Succeeded();
        (await third.GetAsync("/auth/me")).Refused(HttpStatusCode.Unauthorized, "session_ended");
        Assert.Single((await here.GetAsync("/auth/sessions"))["items"].EnumerateArray());
        (await here.DeleteAsync("/auth/sessions/" + secondId)).Refused(HttpStatusCode.NotFound, "session_not_found");
    }

    [Fact]
    public async Task Nobody_ends_the_session_of_somebody_else_but_an_administrator()
    {
        using var victim = await server.AsAsync("victim");
        using var other = await server.AsAsync("meddler");
        var (user, session) = ((await victim.GetAsync("/auth/me"))["user"].GetProperty("id").GetString(), await CurrentAsync(victim));

        (await other.DeleteAsync("/auth/sessions/" + session)).Refused(HttpStatusCode.NotFound, "session_not_found");
        (await other.GetAsync($"/users/{user}/sessions")).Refused(HttpStatusCode.Forbidden, "administrators_only");
        (await victim.GetAsync("/auth/me")).Succeeded();
        Assert.Equal(session, (await server.Administrator.GetAsync($"/users/{user}/sessions")).Succeeded()["items"][0].GetProperty("id").GetString());

        (await server.Administrator.DeleteAsync($"/users/{user}/sessions")).Succeeded();

        (await victim.GetAsync("/auth/me")).Refused(HttpStatusCode.Unauthorized, "session_ended");
        var audit = await server.Administrator.GetAsync("/audit?action=sessionEnded&by=admin");
        Assert.Contains(audit["items"].EnumerateArray(), item => item.GetProperty("details").GetProperty("userName").GetString() is "victim");
    }

    [Fact]
    public async Task A_changed_password_leaves_one_session_in_the_list()
    {
        using var here = await server.AsAsync("changer");
        using var elsewhere = await server.Anonymous().SignInAsync("changer", Password);
        Assert.Equal(2, (await here.GetAsync("/auth/sessions"))["items"].GetArrayLength());

        (await here.PostAsync("/auth/password", new { currentPassword = Password, newPassword = "A-third-horse-9" })).Succeeded();

        var left = (await here.GetAsync("/auth/sessions"))["items"].EnumerateArray().ToList();
        Assert.True(Assert.Single(left).GetProperty("current").GetBoolean());
    }

    [Fact]
    public async Task A_session_that_is_over_by_time_is_not_listed()
    {
        using var here = await server.AsAsync("ancient");
        using var elsewhere = await server.Anonymous().SignInAsync("ancient", Password);
        await using (var source = NpgsqlDataSource.Create(server.Database.ConnectionString))
        await using (var age = source.CreateCommand($"update sessions set last_seen_at = now() - interval '8 days' where id = '{await CurrentAsync(elsewhere)}'"))
            await age.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);

        Assert.Single((await here.GetAsync("/auth/sessions"))["items"].EnumerateArray());
    }

    [Theory]
    [InlineData("password1234")]
    [InlineData("1qaz2wsx3edc")]
    [InlineData("woaini1314")]
    [InlineData("aaaaaaaaaaaa")]
    [InlineData("wellknown123")]
    [InlineData("FormsHub2026")]
    [InlineData("WellKnown-FormsHub-1")]
    public async Task A_password_that_is_easy_to_guess_is_refused(string password)
    {
        var answer = await server.Administrator.PostAsync("/users", new { userName = "wellknown", password });

        answer.Refused(HttpStatusCode.BadRequest, "invalid");
        Assert.Equal("password_too_easy", answer["errors"][0].GetProperty("code").GetString());
    }

    [Theory]
    [InlineData("plain small letters with blanks")]
    [InlineData("密码也可以是一句中文的话")]
    [InlineData("0123456789012345678901234567890123456789012345678901234567890123456789-long")]
    public async Task Any_characters_make_a_password_and_all_of_them_count(string password)
    {
        var userName = "typist" + password.Length;
        (await server.Administrator.PostAsync("/users", new { userName, password })).Succeeded();

        using var person = await server.Anonymous().SignInAsync(userName, password);
        (await server.Anonymous().PostAsync("/auth/login", new { userName, password = password[..^1] })).Refused(HttpStatusCode.Unauthorized, "wrong_credentials");
        (await server.Anonymous().PostAsync("/auth/login", new { userName, password = password + " " })).Refused(HttpStatusCode.Unauthorized, "wrong_credentials");
    }

    private static async Task<string?> CurrentAsync(ApiClient person) => (await person.GetAsync("/auth/sessions")).Succeeded()["items"].EnumerateArray()
        .Single(item => item.GetProperty("current").GetBoolean()).GetProperty("id").GetString();
}
