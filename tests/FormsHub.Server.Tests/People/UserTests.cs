using System.Net;
using FormsHub.Testing;

namespace FormsHub.Server.Tests.People;

public sealed class UserTests(TestServer server) : IClassFixture<TestServer>
{
    private const string Password = "Another-horse-8-battery";

    private ApiClient Admin => server.Administrator;

    [Fact]
    public async Task A_user_has_a_department_and_roles_by_key()
    {
        (await Admin.PostAsync("/departments", new { key = "service", title = "客服部" })).Succeeded();

        var made = (await Admin.PostAsync("/users", new
        {
            userName = "li",
            displayName = "李梅",
            password = Password,
            email = "li@example.cn",
            department = "service",
            roles = new[] { "member" },
        })).Succeeded();

        Assert.Equal(HttpStatusCode.Created, made.Status);
        Assert.Equal("客服部", made["department"].GetProperty("title").GetString());
        Assert.Equal("member", made["roles"][0].GetString());
        Assert.False(made["disabled"].GetBoolean());
    }

    [Fact]
    public async Task Users_are_listed_by_a_role_that_they_were_given()
    {
        (await Admin.PostAsync("/roles", new { key = "watch", title = "值班" })).Succeeded();
        (await Admin.PostAsync("/users", new { userName = "watcher", displayName = "W", password = Password, roles = new[] { "member", "watch" } })).Succeeded();
        (await Admin.PostAsync("/users", new { userName = "sleeper", displayName = "S", password = Password })).Succeeded();

        var holders = (await Admin.GetAsync("/users?role=watch")).Succeeded();

        Assert.Equal(["watcher"], holders["items"].EnumerateArray().Select(user => user.GetProperty("userName").GetString()));
        Assert.Empty((await Admin.GetAsync("/users?role=nothing")).Succeeded()["items"].EnumerateArray());
    }

    [Fact]
    public async Task Everything_wrong_with_a_user_is_told_at_once_in_both_languages()
    {
        var wrong = new { userName = "x y", displayName = "", password = "short", email = "no", department = "nowhere", roles = new[] { "nothing" } };

        var english = (await Admin.PostAsync("/users", wrong)).Refused(HttpStatusCode.BadRequest, "invalid");
        using var person = await server.Anonymous().SignInAsync("admin", TestServer.AdministratorPassword);
        person.Http.DefaultRequestHeaders.AcceptLanguage.Clear();
        person.Http.DefaultRequestHeaders.AcceptLanguage.ParseAdd("zh-CN,zh;q=0.9,en;q=0.8");
        var chinese = (await person.PostAsync("/users", wrong)).Refused(HttpStatusCode.BadRequest, "invalid");

        Assert.Equal(
            ["/userName", "/displayName", "/password", "/email", "/department", "/roles/0"],
            english["errors"].EnumerateArray().Select(error => error.GetProperty("path").GetString()));
        Assert.All(chinese["errors"].EnumerateArray(), error => Assert.Contains(error.GetProperty("message").GetString()!, c => c > '\u4e00'));
        Assert.All(english["errors"].EnumerateArray(), error => Assert.DoesNotContain(error.GetProperty("message").GetString()!, c => c > '\u4e00'));
    }

    [Fact]
    public async Task A_user_name_is_taken_whatever_its_case()
    {
        (await Admin.PostAsync("/users", new { userName = "wang", displayName = "王", password = Password })).Succeeded();

        (await Admin.PostAsync("/users", new { userName = "WANG", displayName = "王", password = Password })).Refused(HttpStatusCode.Conflict, "user_name_taken");
    }

    [Fact]
    public async Task Of_two_racing_requests_for_a_name_one_wins()
    {
        var answers = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ =>
            Admin.PostAsync("/users", new { userName = "racer", displayName = "R", password = Password })));

        Assert.Single(answers, answer => answer.Status is HttpStatusCode.Created);
        Assert.All(answers.Where(answer => answer.Status is not HttpStatusCode.Created), answer => answer.Refused(HttpStatusCode.Conflict, "user_name_taken"));
    }

    [Fact]
    public async Task A_disabled_user_is_out_at_once_and_on_another_server_within_a_second()
    {
        await using var sibling = await server.StartSiblingAsync();
        using var person = await server.AsAsync("suspended");
        using var elsewhere = await sibling.Anonymous().SignInAsync("suspended", Password);

        (await Admin.PatchAsync("/users/" + await IdOfAsync("suspended"), new { disabled = true })).Succeeded();

        (await person.GetAsync("/auth/me")).Refused(HttpStatusCode.Unauthorized, "session_ended");
        await Task.Delay(1000, TestContext.Current.CancellationToken);
        (await elsewhere.GetAsync("/auth/me")).Refused(HttpStatusCode.Unauthorized, "session_ended");
        (await server.Anonymous().PostAsync("/auth/login", new { userName = "suspended", password = Password })).Refused(HttpStatusCode.Unauthorized, "account_disabled");
    }

    [Fact]
    public async Task A_patch_changes_only_what_it_names()
    {
        using var person = await server.AsAsync("patched");
        var id = await IdOfAsync("patched");

        (await Admin.PatchAsync("/users/" + id, new { displayName = "新名字", email = "p@example.cn" })).Succeeded();
        var after = (await Admin.PatchAsync("/users/" + id, """{"email": null}""")).Succeeded();

        Assert.Equal("新名字", after["displayName"].GetString());
        Assert.Equal("patched", after["userName"].GetString());
        Assert.Equal(System.Text.Json.JsonValueKind.Null, after["email"].ValueKind);
        (await person.GetAsync("/auth/me")).Succeeded();
    }

    [Fact]
    public async Task A_password_that_was_handed_over_is_changed_before_anything_else()
    {
        var name = "given" + Guid.CreateVersion7().ToString("N")[20..];
        var made = (await Admin.PostAsync("/users", new { userName = name, password = "Another-horse-8-battery", mustChangePassword = true })).Succeeded();
        Assert.True(made["mustChangePassword"].GetBoolean());
        using var person = await server.Anonymous().SignInAsync(name, "Another-horse-8-battery");

        foreach (var path in new[] { "/forms", "/auth/sessions", "/auth/second-factor", "/tokens" }) (await person.GetAsync(path)).Refused(HttpStatusCode.Forbidden, "password_change_needed");
        Assert.True((await person.GetAsync("/auth/me"))["passwordChangeNeeded"].GetBoolean());
        (await person.PostAsync("/auth/password", new { currentPassword = "Another-horse-8-battery", newPassword = "Another-horse-8-battery" })).Refused(HttpStatusCode.BadRequest, "invalid");
        (await person.PostAsync("/auth/password", new { currentPassword = "Another-horse-8-battery", newPassword = "My-very-own-horse-7" })).Succeeded();

        (await person.GetAsync("/forms")).Succeeded();
        Assert.False((await person.GetAsync("/auth/me"))["passwordChangeNeeded"].GetBoolean());
        (await Admin.PatchAsync($"/users/{made["id"].GetString()}", new { mustChangePassword = true })).Succeeded();
        (await person.GetAsync("/forms")).Refused(HttpStatusCode.Forbidden, "password_change_needed");
        Assert.True((await Admin.GetAsync($"/users/{made["id"].GetString()}"))["mustChangePassword"].GetBoolean());
    }

    [Fact]
    public async Task A_role_given_acts_at_once()
    {
        using var person = await server.AsAsync("promoted", "member");
        (await person.GetAsync("/users")).Refused(HttpStatusCode.Forbidden, "administrators_only");

        (await Admin.PatchAsync("/users/" + await IdOfAsync("promoted"), new { roles = new[] { "administrator" } })).Succeeded();

        (await person.GetAsync("/users")).Succeeded();
        (await Admin.PatchAsync("/users/" + await IdOfAsync("promoted"), new { roles = new[] { "member" } })).Succeeded();
        (await person.GetAsync("/users")).Refused(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task The_last_administrator_stays()
    {
        var admin = await IdOfAsync("admin");

        (await Admin.PatchAsync("/users/" + admin, new { disabled = true })).Refused(HttpStatusCode.Conflict, "last_administrator");
        (await Admin.PatchAsync("/users/" + admin, new { roles = new[] { "member" } })).Refused(HttpStatusCode.Conflict, "last_administrator");
        (await Admin.GetAsync("/users")).Succeeded();
    }

    [Fact]
    public async Task A_list_comes_in_pages()
    {
        for (var i = 0; i < 5; i++) (await Admin.PostAsync("/users", new { userName = $"page{i}", displayName = "翻页", password = Password })).Succeeded();

        var first = (await Admin.GetAsync("/users?q=翻页&first=3")).Succeeded();
        var second = (await Admin.GetAsync($"/users?q=翻页&first=3&after={first["pageInfo"].GetProperty("endCursor").GetString()}")).Succeeded();

        Assert.True(first["pageInfo"].GetProperty("hasNextPage").GetBoolean());
        Assert.False(second["pageInfo"].GetProperty("hasNextPage").GetBoolean());
        Assert.Equal(
            ["page0", "page1", "page2", "page3", "page4"],
            first["items"].EnumerateArray().Concat(second["items"].EnumerateArray()).Select(user => user.GetProperty("userName").GetString()));
        (await Admin.GetAsync("/users?first=0")).Refused(HttpStatusCode.BadRequest, "bad_first");
        (await Admin.GetAsync("/users?first=many")).Refused(HttpStatusCode.BadRequest, "bad_parameter");
        (await Admin.GetAsync("/users?after=???")).Refused(HttpStatusCode.BadRequest, "bad_cursor");
    }

    [Fact]
    public async Task Anybody_signed_in_finds_people_to_pick()
    {
        using var person = await server.AsAsync("picker");

        var found = (await person.GetAsync("/directory?q=PICK")).Succeeded();

        Assert.Equal("picker", found["users"].EnumerateArray().Single().GetProperty("userName").GetString());
    }

    private async Task<string> IdOfAsync(string userName) =>
        (await Admin.GetAsync("/users?q=" + userName)).Succeeded()["items"].EnumerateArray()
            .Single(user => user.GetProperty("userName").GetString() == userName).GetProperty("id").GetString()!;
}
