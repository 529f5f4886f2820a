using System.Net;
using System.Text.Json;
using FormsHub.Testing;

namespace FormsHub.Server.Tests.Access;

/// <summary>Roles that people hold for a time.</summary>
public sealed class HeldRoleTests(TestServer server) : IClassFixture<TestServer>
{
    private readonly string _suffix = Guid.CreateVersion7().ToString("N")[20..];

    private ApiClient Admin => server.Administrator;

    private static DateTimeOffset Now => TimeProvider.System.GetUtcNow();

    private string Form => "held" + _suffix;

    private string Role => "guard" + _suffix;

    [Fact]
    public async Task A_role_counts_from_its_beginning_to_its_end()
    {
        await MakeAsync();
        var id = await UserAsync("night" + _suffix);
        using var person = await server.Anonymous().SignInAsync("night" + _suffix, TestServer.AdministratorPassword);

        (await Admin.PatchAsync($"/users/{id}", new { roles = new object[] { new { role = Role, from = Now.AddDays(1) } } })).Succeeded();
        (await person.GetAsync($"/forms/{Form}")).Refused(HttpStatusCode.NotFound);

        var until = Now.AddSeconds(2);
        var held = (await Admin.PatchAsync($"/users/{id}", new { roles = new object[] { new { role = Role, until } } })).Succeeded()["heldRoles"][0];
        Assert.Equal("now", held.GetProperty("state").GetString());
        Assert.Equal(until.ToUnixTimeMilliseconds(), held.GetProperty("until").GetDateTimeOffset().ToUnixTimeMilliseconds());
        (await person.GetAsync($"/forms/{Form}")).Succeeded();

        while (Now < until) await Task.Delay(100, TestContext.Current.CancellationToken);
        (await person.GetAsync($"/forms/{Form}")).Refused(HttpStatusCode.NotFound);
        var after = (await Admin.GetAsync($"/users/{id}")).Succeeded();
        Assert.Empty(after["roles"].EnumerateArray());
        Assert.Equal("ended", after["heldRoles"][0].GetProperty("state").GetString());
        Assert.Equal([id], (await Admin.GetAsync($"/users?role={Role}")).Succeeded()["items"].EnumerateArray().Select(each => each.GetProperty("id").GetString()));
        (await Admin.DeleteAsync($"/roles/{Role}")).Succeeded();
    }

    [Fact]
    public async Task A_key_alone_leaves_the_time_of_a_role_as_it_is()
    {
        await MakeAsync();
        var id = await UserAsync("plain" + _suffix);
        var until = Now.AddDays(1);
        (await Admin.PatchAsync($"/users/{id}", new { roles = new object[] { "member", new { role = Role, until } } })).Succeeded();

        var kept = (await Admin.PatchAsync($"/users/{id}", new { roles = new[] { "member", Role } })).Succeeded();
        Assert.Equal(until.ToUnixTimeMilliseconds(), Held(kept, Role).GetProperty("until").GetDateTimeOffset().ToUnixTimeMilliseconds());

        var forGood = (await Admin.PatchAsync($"/users/{id}", new { roles = new object[] { "member", new { role = Role } } })).Succeeded();
        Assert.Equal(JsonValueKind.Null, Held(forGood, Role).GetProperty("until").ValueKind);
        Assert.Equal(["guard" + _suffix, "member"], forGood["roles"].EnumerateArray().Select(each => each.GetString()));
    }

    [Fact]
    public async Task A_time_that_makes_no_sense_is_refused()
    {
        await MakeAsync();
        var id = await UserAsync("wrong" + _suffix);
        var now = Now;

        await RefusedAsync(new { role = Role, from = now.AddDays(2), until = now.AddDays(1) }, "ends_before_it_begins");
        await RefusedAsync(new { role = Role, until = now.AddDays(-1) }, "time_passed");
        (await Admin.PatchAsync($"/users/{id}", new { roles = new object[] { new { role = Role, till = now } } })).Refused(HttpStatusCode.BadRequest);

        async Task RefusedAsync(object role, string code)
        {
            var refused = (await Admin.PatchAsync($"/users/{id}", new { roles = new[] { role } })).Refused(HttpStatusCode.BadRequest, "invalid");
            Assert.Equal(("/roles/0/until", code), (refused["errors"][0].GetProperty("path").GetString(), refused["errors"][0].GetProperty("code").GetString()));
        }
    }

    [Fact]
    public async Task An_administrator_for_a_time_is_not_the_one_who_is_left()
    {
        var me = (await Admin.GetAsync("/auth/me")).Succeeded()["user"].GetProperty("id").GetString();
        (await Admin.PostAsync("/users", new
        {
            userName = "brief" + _suffix,
            password = TestServer.AdministratorPassword,
            roles = new[] { new { role = "administrator", until = Now.AddDays(1) } },
        })).Succeeded();

        (await Admin.PatchAsync($"/users/{me}", new { roles = new[] { "member" } })).Refused(HttpStatusCode.Conflict, "last_administrator");
        (await Admin.PatchAsync($"/users/{me}", new { roles = new[] { new { role = "administrator", until = Now.AddDays(1) } } }))
            .Refused(HttpStatusCode.Conflict, "last_administrator");
    }

    [Fact]
    public async Task A_role_is_saved_with_its_holders_or_not_at_all()
    {
        await MakeAsync();
        var (one, other) = (await UserAsync("one" + _suffix), await UserAsync("other" + _suffix));
        var until = Now.AddDays(1);
        object With(object holders) => new { key = Role, title = "Guard", grants = Array.Empty<object>(), holders };

        (await Admin.PutAsync($"/roles/{Role}", With(new { give = new object[] { new { user = one, until }, new { user = "nobody" + _suffix } } }))).Refused(HttpStatusCode.BadRequest, "invalid");
        Assert.Empty(await HoldersAsync());

        (await Admin.PutAsync($"/roles/{Role}", With(new { give = new object[] { new { user = one, until }, new { user = other } } }))).Succeeded();
        Assert.Equal([one, other], await HoldersAsync());
        (await Admin.PutAsync($"/roles/{Role}", With(new { take = new[] { other } }))).Succeeded();
        Assert.Equal([one], await HoldersAsync());

        var noted = new List<JsonElement>();
        for (var left = 50; left > 0 && noted.Count < 3; left--)
        {
            await Task.Delay(100, TestContext.Current.CancellationToken);
            var entries = (await Admin.GetAsync("/audit?action=userChanged&first=20")).Succeeded()["items"].EnumerateArray();
            noted = [.. entries.Select(entry => entry.GetProperty("details")).Where(details => details.TryGetProperty("taken", out _) || details.TryGetProperty("given", out _))];
        }
        Assert.Equal(Role, noted[0].GetProperty("taken").GetString());
        Assert.Equal([other, one], noted[1..].Select(details => details.GetProperty("user").GetString()));
        Assert.StartsWith(Role + " ../", noted[2].GetProperty("given").GetString(), StringComparison.Ordinal);
    }

    private async Task<List<string>> HoldersAsync() =>
        [.. (await Admin.GetAsync($"/users?role={Role}")).Succeeded()["items"].EnumerateArray().Select(each => each.GetProperty("id").GetString()!)];

    private static JsonElement Held(ApiAnswer user, string role) => user["heldRoles"].EnumerateArray().Single(each => each.GetProperty("role").GetString() == role);

    private async Task MakeAsync()
    {
        await Admin.PublishFormAsync($$"""{"key": "{{Form}}", "title": {"en": "Held"}, "fields": [{"key": "name", "type": "text", "label": {"en": "Name"} }]}""");
        (await Admin.PostAsync("/roles", new { key = Role, title = "Guard", grants = new[] { new { form = Form, actions = new[] { "read" } } } })).Succeeded();
    }

    private async Task<string> UserAsync(string userName) =>
        (await Admin.PostAsync("/users", new { userName, password = TestServer.AdministratorPassword })).Succeeded()["id"].GetString()!;
}
