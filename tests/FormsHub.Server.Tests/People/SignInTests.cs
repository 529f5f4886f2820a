using System.Diagnostics;
using System.Net;
using FormsHub.Testing;

namespace FormsHub.Server.Tests.People;

public sealed class SignInTests(TestServer server) : IClassFixture<TestServer>
{
    [Fact]
    public async Task The_first_administrator_signs_in_and_is_told_who_they_are()
    {
        var me = (await server.Administrator.GetAsync("/auth/me")).Succeeded();

        Assert.Equal("admin", me["user"].GetProperty("userName").GetString());
        Assert.Equal(["administrator"], me["user"].GetProperty("roles").EnumerateArray().Select(role => role.GetString()));
        Assert.True(TimeZoneInfo.TryFindSystemTimeZoneById(me["timeZone"].GetString()!, out _));
    }

    [Fact]
    public async Task The_cookie_is_out_of_reach_of_scripts_and_other_sites()
    {
        var answer = await server.Anonymous().PostAsync("/auth/login", new { userName = "admin", password = TestServer.AdministratorPassword });

        foreach (var cookie in answer.Response.Headers.GetValues("Set-Cookie"))
        {
            Assert.Contains("httponly", cookie, StringComparison.OrdinalIgnoreCase);
            Assert.Contains("samesite=lax", cookie, StringComparison.OrdinalIgnoreCase);
        }
    }

    [Theory]
    [InlineData("admin")]
    [InlineData("nobody-of-that-name")]
    public async Task A_wrong_password_and_an_unknown_user_get_the_same_answer(string userName)
    {
        var answer = await server.Anonymous().PostAsync("/auth/login", new { userName, password = "wrong password" });

        answer.Refused(HttpStatusCode.Unauthorized, "wrong_credentials");
        Assert.Equal("The user name or the password is wrong.", answer["detail"].GetString());
    }

    [Fact]
    public async Task Neither_the_answer_nor_its_time_tells_whether_a_user_exists()
    {
        const int Users = 12;
        for (var i = 0; i < Users; i++) using (await server.AsAsync($"timed{i}")) { }
        using var guesser = server.Anonymous();
        List<double> known = [], unknown = [];
        HashSet<string> answers = [];
        for (var i = -1; i < Users; i++)
        {
            var here = await GuessAsync($"timed{Math.Max(i, 0)}");
            var nowhere = await GuessAsync($"ghost{i}");
            if (i < 0) continue;
            known.Add(here);
            unknown.Add(nowhere);
        }

        Assert.Single(answers);
        var (with, without) = (known.Order().ElementAt(Users / 2), unknown.Order().ElementAt(Users / 2));
        Assert.True(without > with / 2 && without < with * 2, $"a known name takes {with:0.0} ms, an unknown one {without:0.0} ms");

        async Task<double> GuessAsync(string userName)
        {
            var watch = Stopwatch.StartNew();
            var answer = await guesser.PostAsync("/auth/login", new { userName, password = "wrong password" });
            var took = watch.Elapsed.TotalMilliseconds;
            var headers = string.Join(',', answer.Response.Headers.Select(header => header.Key).Order());
            answers.Add($"{answer.Status} {headers} {answer.Text.Replace(answer["traceId"].GetString()!, "", StringComparison.Ordinal)}");
            return took;
        }
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Five_failures_lock_a_name_whether_it_exists_or_not(bool exists)
    {
        var userName = exists ? "locked" : "ghost";
        if (exists) using (await server.AsAsync(userName)) { }
        for (var i = 0; i < 5; i++)
            (await server.Anonymous().PostAsync("/auth/login", new { userName, password = "wrong password" })).Refused(HttpStatusCode.Unauthorized);

        var answer = await server.Anonymous().PostAsync("/auth/login", new { userName, password = "Another-horse-8-battery" });

        answer.Refused(HttpStatusCode.TooManyRequests, "too_many_attempts");
        Assert.NotNull(answer.Response.Headers.RetryAfter);
    }

    [Fact]
    public async Task Logging_out_ends_the_session()
    {
        using var person = await server.AsAsync("leaver");

        (await person.PostAsync("/auth/logout")).Succeeded();

        (await person.GetAsync("/auth/me")).Refused(HttpStatusCode.Unauthorized, "unauthenticated");
    }

    [Fact]
    public async Task A_copy_of_the_cookie_ends_with_its_session_on_every_server_and_another_session_goes_on()
    {
        await using var sibling = await server.StartSiblingAsync();
        using var here = await server.AsAsync("copied");
        using var elsewhere = await server.Anonymous().SignInAsync("copied", "Another-horse-8-battery");
        using var login = new HttpRequestMessage(HttpMethod.Post, "/api/v1/auth/login")
        {
            Content = new StringContent("""{"userName": "copied", "password": "Another-horse-8-battery"}""", System.Text.Encoding.UTF8, "application/json"),
        };
        var cookie = (await here.Http.SendAsync(login, TestContext.Current.CancellationToken)).Headers.GetValues("Set-Cookie")
            .Single(each => each.StartsWith("formshub=", StringComparison.Ordinal)).Split(';')[0];

        (await here.PostAsync("/auth/logout")).Succeeded();

        Assert.Equal(HttpStatusCode.Unauthorized, await AskAsync(server.Address));
        for (var i = 0; i < 50 && await AskAsync(sibling.Address) is not HttpStatusCode.Unauthorized; i++) await Task.Delay(40, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.Unauthorized, await AskAsync(sibling.Address));
        (await elsewhere.GetAsync("/auth/me")).Succeeded();

        async Task<HttpStatusCode> AskAsync(Uri address)
        {
            using var http = new HttpClient(new SocketsHttpHandler { UseCookies = false }) { BaseAddress = address };
            using var request = new HttpRequestMessage(HttpMethod.Get, "/api/v1/auth/me") { Headers = { { "Cookie", cookie } } };
            return (await http.SendAsync(request, TestContext.Current.CancellationToken)).StatusCode;
        }
    }

    [Fact]
    public async Task A_write_by_cookie_needs_the_header_that_other_sites_cannot_send()
    {
        using var person = await server.AsAsync("headerless");
        person.Http.DefaultRequestHeaders.Remove("X-FormsHub");

        (await person.GetAsync("/auth/me")).Succeeded();
        (await person.PutAsync("/auth/language", new { language = "en" })).Refused(HttpStatusCode.Forbidden, "missing_header");
    }

    [Fact]
    public async Task A_changed_password_ends_the_other_sessions_and_keeps_this_one()
    {
        using var here = await server.AsAsync("changer");
        using var elsewhere = await server.Anonymous().SignInAsync("changer", "Another-horse-8-battery");

        (await here.PostAsync("/auth/password", new { currentPassword = "Another-horse-8-battery", newPassword = "A-third-horse-9" })).Succeeded();

        (await here.GetAsync("/auth/me")).Succeeded();
        (await elsewhere.GetAsync("/auth/me")).Refused(HttpStatusCode.Unauthorized, "session_ended");
        using var again = await server.Anonymous().SignInAsync("changer", "A-third-horse-9");
    }

    [Fact]
    public async Task A_wrong_current_password_changes_nothing()
    {
        using var person = await server.AsAsync("forgetful");

        var answer = await person.PostAsync("/auth/password", new { currentPassword = "not it at all", newPassword = "A-third-horse-9" });

        answer.Refused(HttpStatusCode.BadRequest);
        Assert.Equal("/currentPassword", answer["errors"][0].GetProperty("path").GetString());
    }

    [Fact]
    public async Task A_language_is_kept()
    {
        using var person = await server.AsAsync("bilingual");

        (await person.PutAsync("/auth/language", new { language = "zh-CN" })).Succeeded();

        Assert.Equal("zh-CN", (await person.GetAsync("/auth/me"))["user"].GetProperty("language").GetString());
        (await person.PutAsync("/auth/language", new { language = "fr" })).Refused(HttpStatusCode.BadRequest);
    }
}
