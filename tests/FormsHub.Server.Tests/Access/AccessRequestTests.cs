using System.Net;
using System.Text.Json;
using FormsHub.Testing;

namespace FormsHub.Server.Tests.Access;

/// <summary>Asking for access, and what the form's managers make of it.</summary>
public sealed class AccessRequestTests(TestServer server) : IClassFixture<TestServer>, IAsyncLifetime
{
    private readonly string _suffix = Guid.CreateVersion7().ToString("N")[20..];
    private ApiClient _asker = null!;
    private string _east = "", _west = "";

    private ApiClient Admin => server.Administrator;

    private static DateTimeOffset Now => TimeProvider.System.GetUtcNow();

    private string Form => "file" + _suffix;

    public async ValueTask InitializeAsync()
    {
        await Admin.PublishFormAsync($$"""
            {"key": "{{Form}}", "title": {"en": "File"}, "titleField": "name", "fields": [
              {"key": "name", "type": "text", "label": {"en": "Name"} }, {"key": "region", "type": "text", "label": {"en": "Region"} }, {"key": "pay", "type": "number", "label": {"en": "Pay"} },
              {"key": "phone", "type": "phone", "label": {"en": "Phone"}, "sensitive": "mask"}]}
            """);
        _asker = await server.AsAsync("asker" + _suffix, "member");
        _east = Id(await Admin.CreateAsync(Form, new { name = "East", region = "east", pay = 5, phone = "13800138000" }));
        _west = Id(await Admin.CreateAsync(Form, new { name = "West", region = "west", pay = 6 }));
    }

    public ValueTask DisposeAsync()
    {
        _asker.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task What_is_granted_is_seen_until_it_ends()
    {
        (await _asker.GetAsync(At(_east))).Refused(HttpStatusCode.NotFound);
        var asked = (await AskAsync(new { form = Form, record = _east, actions = new[] { "read" }, reason = "Case 17" })).Succeeded();
        Assert.Equal(("open", JsonValueKind.Null), (asked["state"].GetString(), asked["formTitle"].ValueKind));

        var notice = (await Admin.GetAsync("/notices?first=1")).Succeeded()["items"][0];
        Assert.Equal(("accessRequested", _east), (notice.GetProperty("kind").GetString(), notice.GetProperty("record").GetProperty("id").GetString()));
        var seen = (await Admin.GetAsync("/access-requests")).Succeeded()["items"].EnumerateArray().Single(each => Id(each) == Id(asked.Json));
        Assert.Equal(("East", "Case 17"), (seen.GetProperty("record").GetProperty("title").GetString(), seen.GetProperty("reason").GetString()));

        var until = Now.AddSeconds(3);
        (await Admin.PostAsync($"/access-requests/{Id(asked.Json)}/grant", new { until, note = "for the case" })).Succeeded();
        var record = (await _asker.ReadAsync(Form, _east)).GetProperty("data");
        Assert.Equal(("East", "138****8000"), (record.GetProperty("name").GetString(), record.GetProperty("phone").GetString()));
        (await _asker.GetAsync(At(_west))).Refused(HttpStatusCode.NotFound);
        (await _asker.PatchAsync(At(_east), new { data = new { name = "x" } })).Refused(HttpStatusCode.Forbidden);
        var told = (await _asker.GetAsync("/notices?first=1")).Succeeded()["items"][0];
        Assert.Equal(("requestGranted", "for the case"), (told.GetProperty("kind").GetString(), told.GetProperty("details").GetProperty("note").GetString()));

        while (Now < until) await Task.Delay(100, TestContext.Current.CancellationToken);
        (await _asker.GetAsync(At(_east))).Refused(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Asking_tells_nothing_of_what_is_there()
    {
        var there = await AskAsync(new { form = Form, record = _east, field = "pay", actions = new[] { "read" }, reason = "x" });
        var absent = await AskAsync(new { form = Form, record = Guid.CreateVersion7(), field = "pay", actions = new[] { "read" }, reason = "x" });
        var noField = await AskAsync(new { form = Form, record = _east, field = "nothing", actions = new[] { "read" }, reason = "x" });
        var noForm = await AskAsync(new { form = "none" + _suffix, record = _east, field = "pay", actions = new[] { "read" }, reason = "x" });

        Assert.All(new[] { there, absent, noField, noForm }, answer => Assert.Equal(HttpStatusCode.Created, answer.Status));
        Assert.Single(new[] { there, absent, noField, noForm }.Select(Shape).Distinct());
        var mine = (await _asker.GetAsync("/access-requests?box=mine")).Succeeded().Json.GetRawText();
        Assert.DoesNotContain("East", mine, StringComparison.Ordinal);

        string Shape(ApiAnswer answer) => string.Join(' ', answer.Json.EnumerateObject().Where(member => member.Name is not ("id" or "at" or "lapsesAt" or "form" or "field" or "record"))
            .Select(member => $"{member.Name}={member.Value.GetRawText()}").Append(answer["record"].GetProperty("title").GetRawText()));
    }

    [Fact]
    public async Task The_same_twice_is_one_and_there_is_a_limit()
    {
        var first = await AskAsync(new { form = Form, actions = new[] { "update", "read" }, reason = "x" });
        var again = await AskAsync(new { form = Form, actions = new[] { "read", "update" }, reason = "please" });
        Assert.Equal((HttpStatusCode.OK, Id(first.Json)), (again.Status, Id(again.Json)));

        for (var i = 1; i < 20; i++) (await AskAsync(new { form = Form, record = Guid.CreateVersion7(), actions = new[] { "read" }, reason = "x" })).Succeeded();
        (await AskAsync(new { form = Form, record = _east, actions = new[] { "read" }, reason = "x" })).Refused(HttpStatusCode.Conflict, "request_limit");
        (await _asker.PostAsync($"/access-requests/{Id(first.Json)}/withdraw")).Succeeded();
        (await AskAsync(new { form = Form, record = _east, actions = new[] { "read" }, reason = "x" })).Succeeded();
        (await Admin.PostAsync($"/access-requests/{Id(first.Json)}/grant", new { until = Now.AddDays(1) })).Refused(HttpStatusCode.Conflict, "request_decided");
    }

    [Fact]
    public async Task A_manager_grants_no_more_than_they_have()
    {
        var role = "chief" + _suffix;
        (await Admin.PostAsync("/roles", $$"""
            {"key": "{{role}}", "title": "Chief", "grants": [
              {"form": "{{Form}}", "actions": ["manage", "read", "update"], "rows": {"region": {"eq": "east"} }, "fields": {"*": "write", "pay": "hidden", "phone": "read"} }]}
            """)).Succeeded();
        using var chief = await server.AsAsync("chief" + _suffix, role);
        var (whole, west, east) = (await IdOfAsync(null, "read"), await IdOfAsync(_west, "read"), await IdOfAsync(_east, "read", "delete"));
        object Until(params string[] actions) => new { until = Now.AddDays(1), actions };

        (await chief.PostAsync($"/access-requests/{whole}/grant", Until("read"))).Refused(HttpStatusCode.Forbidden, "may_not_grant");
        (await chief.PostAsync($"/access-requests/{west}/grant", Until("read"))).Refused(HttpStatusCode.Forbidden, "may_not_grant");
        (await chief.PostAsync($"/access-requests/{east}/grant", Until("read", "delete"))).Refused(HttpStatusCode.Forbidden, "may_not_grant");
        var wide = (await chief.PostAsync($"/access-requests/{east}/grant", Until("read", "update"))).Refused(HttpStatusCode.BadRequest, "invalid");
        Assert.Equal("not_asked_for", wide["errors"][0].GetProperty("code").GetString());
        Assert.Equal(JsonValueKind.Null, (await chief.GetAsync("/access-requests")).Succeeded()["items"].EnumerateArray().Single(each => Id(each) == west).GetProperty("record").GetProperty("title").ValueKind);
        (await chief.PostAsync($"/access-requests/{east}/grant", Until("read"))).Succeeded();

        var data = (await _asker.ReadAsync(Form, _east)).GetProperty("data");
        Assert.False(data.TryGetProperty("pay", out _));
        Assert.Equal(("East", "138****8000"), (data.GetProperty("name").GetString(), data.GetProperty("phone").GetString()));
    }

    [Fact]
    public async Task What_is_granted_for_changing_stays_in_its_givers_rows()
    {
        var role = "keeper" + _suffix;
        (await Admin.PostAsync("/roles", $$"""
            {"key": "{{role}}", "title": "Keeper", "grants": [{"form": "{{Form}}", "actions": ["manage", "read", "update"], "rows": {"region": {"eq": "east"} } }]}
            """)).Succeeded();
        using var keeper = await server.AsAsync("keeper" + _suffix, role);
        (await keeper.PostAsync($"/access-requests/{await IdOfAsync(_east, "read", "update")}/grant", new { until = Now.AddDays(1), actions = new[] { "read", "update" } })).Succeeded();

        (await _asker.PatchAsync(At(_east), new { data = new { name = "Renamed" } })).Succeeded();
        (await _asker.PatchAsync(At(_east), new { data = new { region = "west" } })).Refused(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task A_sensitive_field_is_shown_to_who_asked_for_it()
    {
        var asked = (await AskAsync(new { form = Form, record = _east, field = "phone", actions = new[] { "read" }, reason = "call" })).Succeeded();
        (await Admin.PostAsync($"/access-requests/{Id(asked.Json)}/grant", new { until = Now.AddDays(1) })).Succeeded();

        Assert.Equal("+8613800138000", (await _asker.ReadAsync(Form, _east)).GetProperty("data").GetProperty("phone").GetString());
    }

    [Fact]
    public async Task Only_managers_decide_and_what_makes_no_sense_is_refused()
    {
        var id = await IdOfAsync(_east, "read");
        using var other = await server.AsAsync("other" + _suffix, "member");

        (await other.PostAsync($"/access-requests/{id}/grant", new { until = Now.AddDays(1) })).Refused(HttpStatusCode.NotFound, "request_not_found");
        (await other.PostAsync($"/access-requests/{id}/withdraw")).Refused(HttpStatusCode.NotFound, "request_not_found");
        (await Admin.PostAsync($"/access-requests/{id}/grant", new { })).Refused(HttpStatusCode.BadRequest, "invalid");
        (await Admin.PostAsync($"/access-requests/{id}/grant", new { until = Now.AddDays(-1) })).Refused(HttpStatusCode.BadRequest, "invalid");
        (await Admin.PostAsync($"/access-requests/{id}/grant", new { until = Now.AddDays(999) })).Refused(HttpStatusCode.BadRequest, "invalid");
        (await AskAsync(new { form = Form, actions = new[] { "manage" }, reason = "x" })).Refused(HttpStatusCode.BadRequest, "invalid");
        (await AskAsync(new { form = Form, actions = new[] { "read" }, reason = " " })).Refused(HttpStatusCode.BadRequest, "invalid");
        (await Admin.PostAsync($"/access-requests/{id}/reject", new { note = "ask your chief" })).Succeeded();
        Assert.Equal("ask your chief", (await _asker.GetAsync("/access-requests?box=mine")).Succeeded()["items"][0].GetProperty("note").GetString());
        (await _asker.GetAsync(At(_east))).Refused(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task A_restriction_stays_what_it_is()
    {
        var id = await IdOfAsync(_east, "read");
        (await Admin.PutAsync($"/forms/{Form}/access", """{"restrictions": [{"rows": {"region": {"eq": "east"} }, "roles": ["administrator"]}]}""")).Succeeded();

        (await Admin.PostAsync($"/access-requests/{id}/grant", new { until = Now.AddDays(1) })).Refused(HttpStatusCode.Conflict, "would_not_help");
        (await _asker.GetAsync(At(_east))).Refused(HttpStatusCode.NotFound);
    }

    private async Task<string> IdOfAsync(string? record, params string[] actions) => Id((await AskAsync(new { form = Form, record, actions, reason = "x" })).Succeeded().Json);

    private Task<ApiAnswer> AskAsync(object request) => _asker.PostAsync("/access-requests", request);

    private string At(string id) => $"/forms/{Form}/records/{id}";

    private static string Id(JsonElement of) => of.GetProperty("id").GetString()!;
}
