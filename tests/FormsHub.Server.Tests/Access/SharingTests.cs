using System.Net;
using System.Text.Json;
using FormsHub.Core.Access;
using FormsHub.Server.People;
using FormsHub.Server.Sharing;
using FormsHub.Storage.Forms;
using FormsHub.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace FormsHub.Server.Tests.Access;

/// <summary>What is shared is seen through the same gate as everything else: no more, no longer, and it says by whom.</summary>
public sealed class SharingTests(TestServer server) : IClassFixture<TestServer>, IAsyncLifetime
{
    private readonly string _suffix = Guid.CreateVersion7().ToString("N")[20..];
    private string _form = "", _first = "", _second = "";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private ApiClient Admin => server.Administrator;

    public async ValueTask InitializeAsync()
    {
        _form = "contact" + _suffix;
        await Admin.PublishFormAsync($$"""
            {"key": "{{_form}}", "title": {"en": "Contact"}, "titleField": "name", "fields": [
              {"key": "name", "type": "text", "label": {"en": "Name"} }, {"key": "phone", "type": "phone", "label": {"en": "Phone"} },
              {"key": "salary", "type": "number", "label": {"en": "Salary"} }]}
            """);
        _first = Id(await Admin.CreateAsync(_form, new { name = "First", phone = "13800138000", salary = 4711 }));
        _second = Id(await Admin.CreateAsync(_form, new { name = "Second", phone = "13800138001", salary = 42 }));
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task A_share_gives_its_fields_of_its_record_and_names_who_shared_it()
    {
        using var reader = await server.AsAsync("reader" + _suffix);
        var until = TimeProvider.System.GetUtcNow().AddDays(1);
        (await reader.GetAsync($"/forms/{_form}/records/{_first}")).Refused(HttpStatusCode.NotFound);

        await GiveAsync("reader", _first, until, ("name", FieldRight.Read), ("phone", FieldRight.Masked));

        var seen = (await reader.ReadAsync(_form, _first)).GetProperty("data");
        Assert.Equal("First", seen.GetProperty("name").GetString());
        Assert.Equal("138****8000", seen.GetProperty("phone").GetString());
        Assert.False(seen.TryGetProperty("salary", out _));
        (await reader.GetAsync($"/forms/{_form}/records/{_second}")).Refused(HttpStatusCode.NotFound);
        Assert.Equal(1, (await reader.QueryAsync(_form))["items"].GetArrayLength());

        var explained = (await Admin.PostAsync("/permissions/explain", new { user = "reader" + _suffix, form = _form, record = _first, action = "read" })).Succeeded();
        Assert.True(explained["allowed"].GetBoolean());
        var grant = Assert.Single(explained["grants"].EnumerateArray());
        Assert.Equal("share:user", grant.GetProperty("role").GetString());
        Assert.Equal("管理员", Assert.Single(grant.GetProperty("shares").EnumerateArray()).GetProperty("by").GetProperty("title").GetString());
        Assert.Equal(until.UtcDateTime, grant.GetProperty("shares")[0].GetProperty("until").GetDateTimeOffset().UtcDateTime, TimeSpan.FromMilliseconds(1));
        var people = (await Admin.GetAsync($"/forms/{_form}/access/people")).Succeeded();
        var person = Assert.Single(people["people"].EnumerateArray(), each => each.GetProperty("userName").GetString() == "reader" + _suffix);
        Assert.Equal(_first, Assert.Single(person.GetProperty("shares").EnumerateArray()).GetProperty("record").GetString());
        Assert.Contains(people["sources"].EnumerateArray(), source => source.GetProperty("kind").GetString() is "share" && source.GetProperty("key").GetString() is "user");
        var notice = (await reader.GetAsync("/notices")).Succeeded()["items"][0];
        Assert.Equal("shared", notice.GetProperty("kind").GetString());
        Assert.Equal("First", notice.GetProperty("record").GetProperty("title").GetString());
    }

    [Fact]
    public async Task A_share_names_no_hidden_field_to_whom_it_is_with()
    {
        using var reader = await server.AsAsync("unnamed" + _suffix);
        (await Admin.PostAsync($"/forms/{_form}/shares", $$$"""{"record": "{{{_first}}}", "users": ["unnamed{{{_suffix}}}"], "fields": {"*": "hidden", "name": "read"}}""")).Succeeded();

        var mine = Assert.Single((await reader.GetAsync("/shares")).Succeeded()["items"].EnumerateArray()).GetProperty("fields");

        Assert.Equal("read", mine.GetProperty("name").GetString());
        Assert.False(mine.TryGetProperty("salary", out _));
        Assert.True((await Admin.GetAsync($"/forms/{_form}/shares")).Succeeded()["items"][0].GetProperty("fields").TryGetProperty("salary", out _));
    }

    [Fact]
    public async Task A_share_ends_at_its_time_without_a_write()
    {
        using var reader = await server.AsAsync("brief" + _suffix);
        await GiveAsync("brief", _first, TimeProvider.System.GetUtcNow().AddSeconds(2));
        await reader.ReadAsync(_form, _first);

        var answer = await reader.GetAsync($"/forms/{_form}/records/{_first}");
        for (var begun = TimeProvider.System.GetTimestamp(); answer.Status is HttpStatusCode.OK && TimeProvider.System.GetElapsedTime(begun) < TimeSpan.FromSeconds(10);)
            answer = await reader.GetAsync($"/forms/{_form}/records/{_first}");

        answer.Refused(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Hundreds_of_shared_records_are_all_seen()
    {
        using var reader = await server.AsAsync("many" + _suffix);
        var made = (await Admin.BatchAsync(_form, new { create = Enumerable.Range(0, 100).Select(i => new { data = new { name = $"N{i}" } }) }))["results"].EnumerateArray().Select(Id).ToList();
        foreach (var id in made) await GiveAsync("many", id, null, ("name", FieldRight.Read));

        Assert.Equal(made.Count, (await reader.AllAsync(_form)).Count);
        var explained = (await Admin.PostAsync("/permissions/explain", new { user = "many" + _suffix, form = _form, record = made[70], action = "read" })).Succeeded();
        Assert.Equal(made[70], Assert.Single(Assert.Single(explained["grants"].EnumerateArray()).GetProperty("shares").EnumerateArray()).GetProperty("record").GetString());
    }

    [Fact]
    public async Task Nobody_shares_more_than_they_have()
    {
        var sharer = await SharerAsync("sharer", "\"fields\": {\"*\": \"write\", \"phone\": \"masked\", \"salary\": \"hidden\"}");
        using var friend = await server.AsAsync("friend" + _suffix);
        using var plain = await server.AsAsync("plain" + _suffix);

        (await sharer.PostAsync($"/forms/{_form}/shares", new { record = _first, users = new[] { "friend" + _suffix }, actions = new[] { "read", "update" }, fields = new { phone = "read", salary = "write", name = "write" } })).Succeeded();

        var seen = (await friend.ReadAsync(_form, _first)).GetProperty("data");
        Assert.Equal("138****8000", seen.GetProperty("phone").GetString());
        Assert.False(seen.TryGetProperty("salary", out _));
        (await friend.PatchAsync($"/forms/{_form}/records/{_first}", new { data = new { salary = 1 } })).Refused(HttpStatusCode.BadRequest, "invalid_record");
        (await friend.PatchAsync($"/forms/{_form}/records/{_first}", new { data = new { }, owner = "friend" + _suffix })).Refused(HttpStatusCode.Forbidden);
        (await friend.PatchAsync($"/forms/{_form}/records/{_first}", new { data = new { name = "Renamed" } })).Succeeded();
        (await friend.PostAsync($"/forms/{_form}/shares", new { record = _first, users = new[] { "plain" + _suffix } })).Refused(HttpStatusCode.Forbidden);
        (await sharer.PostAsync($"/forms/{_form}/shares", new { record = _second, users = new[] { "plain" + _suffix } })).Refused(HttpStatusCode.NotFound);
        (await sharer.PostAsync($"/forms/{_form}/shares", new { record = _first, users = new[] { "plain" + _suffix }, actions = new[] { "delete" } })).Refused(HttpStatusCode.BadRequest);
        (await plain.PostAsync($"/forms/{_form}/shares", new { record = _first, users = new[] { "friend" + _suffix } })).Refused(HttpStatusCode.NotFound);
        sharer.Dispose();
    }

    [Fact]
    public async Task A_view_is_shared_as_its_sharer_sees_it_and_restrictions_stay()
    {
        using var sharer = await SharerAsync("boss", "\"fields\": {\"*\": \"write\"}", """{"or": [{"name": {"eq": "First"} }, {"owner": {"eq": "$me"} }]}""");
        using var friend = await server.AsAsync("viewer" + _suffix, await RoleAsync("vip", "\"actions\": [\"create\"]"));
        await sharer.CreateAsync(_form, new { name = "Own", salary = 7 });
        await sharer.CreateAsync(_form, new { name = "Own kept", salary = 9999 });
        (await Admin.PutAsync($"/forms/{_form}/access", $$"""{"groups": {}, "restrictions": [{"rows": {"salary": {"eq": 9999} }, "roles": ["vip{{_suffix}}"]}]}""")).Succeeded();

        (await sharer.PostAsync($"/forms/{_form}/shares", new { filter = new { salary = new { lt = 100000 } }, users = new[] { "viewer" + _suffix } })).Succeeded();

        Assert.Equal(["First", "Own"], (await friend.AllAsync(_form)).Select(record => record.GetProperty("title").GetString()).Order());
        var own = (await friend.GetAsync("/shares")).Succeeded();
        Assert.Equal("boss" + _suffix, own["items"][0].GetProperty("by").GetProperty("title").GetString());
    }

    [Fact]
    public async Task Sharing_again_changes_no_other_share_and_each_is_revoked_by_itself()
    {
        using var reader = await server.AsAsync("twice" + _suffix);
        using var other = await SharerAsync("second", "\"fields\": {\"*\": \"write\"}");
        var first = (await Admin.PostAsync($"/forms/{_form}/shares", new { record = _first, users = new[] { "twice" + _suffix }, fields = new { name = "read" } })).Succeeded();
        var again = (await other.PostAsync($"/forms/{_form}/shares", new { record = _first, users = new[] { "twice" + _suffix } })).Succeeded();
        Assert.Equal(2, (await Admin.GetAsync($"/forms/{_form}/shares?record={_first}")).Succeeded()["items"].GetArrayLength());

        var id = first["items"][0].GetProperty("id").GetString();
        (await other.DeleteAsync("/shares/" + id)).Refused(HttpStatusCode.NotFound);
        (await reader.DeleteAsync("/shares/" + id)).Refused(HttpStatusCode.Forbidden, "may_not_change_share");
        (await Admin.DeleteAsync("/shares/" + again["items"][0].GetProperty("id").GetString())).Succeeded();
        Assert.False((await reader.ReadAsync(_form, _first)).GetProperty("data").TryGetProperty("salary", out _));
        (await Admin.DeleteAsync("/shares/" + id)).Succeeded();
        (await reader.GetAsync($"/forms/{_form}/records/{_first}")).Refused(HttpStatusCode.NotFound);
        Assert.Equal(0, (await reader.GetAsync("/shares")).Succeeded()["items"].GetArrayLength());
        Assert.Equal(2, (await Admin.GetAsync($"/forms/{_form}/shares?record={_first}&ended=true")).Succeeded()["items"].GetArrayLength());
    }

    [Fact]
    public async Task Nobody_keeps_by_sharing_with_themselves_what_they_lose()
    {
        using var sharer = await SharerAsync("keeper", "\"fields\": {\"*\": \"write\"}");
        var user = (await sharer.GetAsync("/auth/me"))["user"].GetProperty("id").GetString();
        (await Admin.PostAsync("/departments", new { key = "own" + _suffix, title = "Own" })).Succeeded();
        (await Admin.PatchAsync("/users/" + user, new { department = "own" + _suffix })).Succeeded();
        (await sharer.PostAsync($"/forms/{_form}/shares", new { record = _first, users = new[] { "keeper" + _suffix } })).Refused(HttpStatusCode.BadRequest);
        (await sharer.PostAsync($"/forms/{_form}/shares", new { record = _first, departments = new[] { "own" + _suffix }, actions = new[] { "read", "update" } })).Succeeded();

        (await Admin.PatchAsync("/users/" + user, new { roles = Array.Empty<string>() })).Succeeded();

        (await sharer.GetAsync($"/forms/{_form}/records/{_first}")).Refused(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Who_may_change_what_is_shared_takes_it_no_further_than_the_sharer_may()
    {
        using var sharer = await SharerAsync("bounded", "\"fields\": {\"*\": \"write\"}");
        using var writer = await server.AsAsync("writer" + _suffix);
        (await sharer.PostAsync($"/forms/{_form}/shares", new { record = _first, users = new[] { "writer" + _suffix }, actions = new[] { "read", "update" } })).Succeeded();

        (await writer.PatchAsync($"/forms/{_form}/records/{_first}", new { data = new { name = "Away" } })).Refused(HttpStatusCode.Forbidden, "leaves_row_scope");
        (await writer.PatchAsync($"/forms/{_form}/records/{_first}", new { data = new { name = "Renamed", salary = 1 } })).Succeeded();
        (await writer.PatchAsync($"/forms/{_form}/records/{_second}", new { data = new { salary = 1 } })).Refused(HttpStatusCode.NotFound);
        (await Admin.PatchAsync($"/forms/{_form}/records/{_first}", new { data = new { name = "Away" } })).Succeeded();
        Assert.Equal("Away", (await writer.ReadAsync(_form, _first)).GetProperty("title").GetString());
        (await writer.PatchAsync($"/forms/{_form}/records/{_first}", new { data = new { salary = 2 } })).Refused(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task Who_may_share_no_longer_makes_no_share_last_longer()
    {
        using var sharer = await SharerAsync("former", "\"fields\": {\"*\": \"write\"}");
        using var reader = await server.AsAsync("lasting" + _suffix);
        var until = TimeProvider.System.GetUtcNow().AddHours(1);
        var id = (await sharer.PostAsync($"/forms/{_form}/shares", new { record = _first, users = new[] { "lasting" + _suffix }, until })).Succeeded()["items"][0].GetProperty("id").GetString();
        (await sharer.PatchAsync("/shares/" + id, new { until = until.AddHours(1) })).Succeeded();
        var user = (await sharer.GetAsync("/auth/me"))["user"].GetProperty("id").GetString();

        (await Admin.PatchAsync("/users/" + user, new { roles = Array.Empty<string>() })).Succeeded();

        (await sharer.PatchAsync("/shares/" + id, """{"until": null}""")).Refused(HttpStatusCode.Forbidden, "may_not_change_share");
        (await sharer.PatchAsync("/shares/" + id, new { until = until.AddHours(2) })).Refused(HttpStatusCode.Forbidden, "may_not_change_share");
        (await sharer.PatchAsync("/shares/" + id, new { until, note = "sooner" })).Succeeded();
        (await Admin.PatchAsync("/shares/" + id, """{"until": null}""")).Succeeded();
        (await sharer.DeleteAsync("/shares/" + id)).Succeeded();
        (await sharer.PostAsync($"/shares/{id}/restore")).Refused(HttpStatusCode.Forbidden, "may_not_change_share");
    }

    [Fact]
    public async Task A_department_shares_with_all_below_it()
    {
        (await Admin.PostAsync("/departments", new { key = "up" + _suffix, title = "Up" })).Succeeded();
        (await Admin.PostAsync("/departments", new { key = "down" + _suffix, title = "Down", parent = "up" + _suffix })).Succeeded();
        using var below = await server.AsAsync("below" + _suffix);
        var user = (await below.GetAsync("/auth/me"))["user"].GetProperty("id").GetString();
        (await Admin.PatchAsync("/users/" + user, new { department = "down" + _suffix })).Succeeded();

        (await Admin.PostAsync($"/forms/{_form}/shares", new { record = _first, departments = new[] { "up" + _suffix } })).Succeeded();

        Assert.Equal("First", (await below.ReadAsync(_form, _first)).GetProperty("title").GetString());
        Assert.Equal(_first, (await below.GetAsync("/shares")).Succeeded()["items"][0].GetProperty("record").GetProperty("id").GetString());
    }

    /// <summary>Sees the first record, or the rows given, and may share.</summary>
    private async Task<ApiClient> SharerAsync(string name, string fields, string rows = """{"name": {"in": ["First", "Renamed"]} }""") =>
        await server.AsAsync(name + _suffix, await RoleAsync(name, $"\"actions\": [\"read\", \"create\", \"update\", \"share\"], \"rows\": {rows}, {fields}"));

    private async Task<string> RoleAsync(string name, string grant)
    {
        (await Admin.PostAsync("/roles", $$"""{"key": "{{name + _suffix}}", "title": "R", "grants": [{"form": "{{_form}}", {{grant}} }]}""")).Succeeded();
        return name + _suffix;
    }

    private async Task GiveAsync(string user, string record, DateTimeOffset? until, params (string Key, FieldRight Right)[] fields)
    {
        var people = await server.Services.GetRequiredService<PeopleDirectory>().CurrentAsync(Ct);
        var form = (await server.Services.GetRequiredService<Catalog>().FindAsync(_form, Ct))!;
        var share = NewShare.OfRecord(form, Guid.Parse(record), people.UserNamed(user + _suffix)!.Id, new HashSet<FormAction> { FormAction.Read }, fields.ToDictionary(each => each.Key, each => each.Right)) with { Until = until };
        await server.Services.GetRequiredService<ShareWriter>().CreateAsync(share, people.Caller(people.UserNamed("admin")!.Id)!, Ct);
    }

    private static string Id(JsonElement record) => record.GetProperty("id").GetString()!;
}
