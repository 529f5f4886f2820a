using System.Net;
using System.Text.Json;
using FormsHub.Testing;

namespace FormsHub.Server.Tests.Access;

/// <summary>Actions on restricted records that a second person must agree to, by every way in which they are done.</summary>
public sealed class SecondPersonTests(TestServer server) : IClassFixture<TestServer>, IAsyncLifetime
{
    private const string Guarded = """["update", "delete", "restore", "purge", "revert", "reveal"]""";

    private readonly string _suffix = Guid.CreateVersion7().ToString("N")[20..];
    private ApiClient _li = null!, _mei = null!, _out = null!;
    private string _vip = "", _plain = "";

    private ApiClient Admin => server.Administrator;

    private string Form => "client" + _suffix;

    private string Type => "C" + Form[1..];

    private string Desk => "desk" + _suffix;

    public async ValueTask InitializeAsync()
    {
        await Admin.PublishFormAsync($$"""
            {"key": "{{Form}}", "title": {"en": "Client"}, "titleField": "name", "fields": [
              {"key": "name", "type": "text", "label": {"en": "Name"} }, {"key": "level", "type": "text", "label": {"en": "Level"} },
              {"key": "phone", "type": "phone", "label": {"en": "Phone"}, "sensitive": "mask"}]}
            """);
        (await Admin.PostAsync("/roles", $$"""
            {"key": "{{Desk}}", "title": "Desk", "grants": [{"form": "{{Form}}", "actions": ["read", "create", "update", "delete", "restore", "purge", "revert", "viewHistory", "reveal"]}]}
            """)).Succeeded();
        var staff = "staff" + _suffix;
        (await Admin.PostAsync("/roles", $$"""{"key": "{{staff}}", "title": "Staff", "grants": [{"form": "{{Form}}", "actions": ["read", "update", "delete"]}]}""")).Succeeded();
        _li = await server.AsAsync("li" + _suffix, Desk);
        _mei = await server.AsAsync("mei" + _suffix, Desk);
        _out = await server.AsAsync("out" + _suffix, staff);
        _vip = Id(await _li.CreateAsync(Form, new { name = "Wang", level = "vip", phone = "13800138000" }));
        _plain = Id(await _li.CreateAsync(Form, new { name = "Zhao", level = "plain" }));
        await RestrictAsync(Guarded);
    }

    public ValueTask DisposeAsync()
    {
        _li.Dispose();
        _mei.Dispose();
        _out.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task Nothing_of_it_is_done_alone_by_any_way()
    {
        await RestrictAsync("[]");
        var edit = (await _li.PatchAsync(At(_vip), new { data = new { name = "Wang Wu" } })).Succeeded()["changeSet"].GetString();
        var binned = Id(await _li.CreateAsync(Form, new { name = "Binned", level = "vip" }));
        (await _li.DeleteAsync(At(binned))).Succeeded();
        await RestrictAsync(Guarded);

        var refused = (await _li.PatchAsync(At(_vip), new { data = new { name = "x" } })).Refused(HttpStatusCode.Forbidden, "second_person_needed");
        Assert.Equal((_vip, "update", Form), (refused["record"].GetString(), refused["action"].GetString(), refused["form"].GetString()));
        (await _li.DeleteAsync(At(_vip))).Refused(HttpStatusCode.Forbidden, "second_person_needed");
        foreach (var mutation in (string[])[$"update{Type}(id: \"{_vip}\", input: {{name: \"x\"}}) {{ id }}", $"delete{Type}(id: \"{_vip}\") {{ id }}", $"revert{Type}(id: \"{_vip}\", rev: 1) {{ id }}", $"restore{Type}(id: \"{binned}\") {{ id }}"])
        {
            var told = (await _li.PostAsync("//graphql", new { query = $"mutation {{ {mutation} }}" })).Succeeded()["errors"][0].GetProperty("extensions");
            Assert.Equal(("second_person_needed", Form, mutation.Contains(_vip, StringComparison.Ordinal) ? _vip : binned), (told.GetProperty("code").GetString(), told.GetProperty("form").GetString(), told.GetProperty("record").GetString()));
        }
        (await _li.PostAsync(At(_vip) + "/revert", new { rev = 1 })).Refused(HttpStatusCode.Forbidden, "second_person_needed");
        (await _li.PostAsync(At(_vip) + "/reveal", new { field = "phone", reason = "call" })).Refused(HttpStatusCode.Forbidden, "second_person_needed");
        (await _li.PostAsync(At(binned) + "/restore")).Refused(HttpStatusCode.Forbidden, "second_person_needed");
        (await _li.PostAsync("/recycle-bin/restore", new { ids = new[] { binned } })).Refused(HttpStatusCode.Forbidden, "second_person_needed");
        (await _li.PostAsync("/recycle-bin/purge", new { ids = new[] { binned }, reason = "old" })).Refused(HttpStatusCode.Forbidden, "second_person_needed");

        var undone = (await _li.PostAsync($"/change-sets/{edit}/undo", new { })).Succeeded();
        Assert.Equal("second_person_needed", undone["refused"][0].GetProperty("errors")[0].GetProperty("code").GetString());
        (await _li.PostAsync($"/forms/{Form}/records/batch", new { delete = new[] { new { id = _vip }, new { id = _plain } } })).Refused(HttpStatusCode.Forbidden, "batch_refused");
        var partial = await _li.BatchAsync(Form, new { partial = true, update = new[] { new { id = _vip, data = new { name = "y" } }, new { id = _plain, data = new { name = "y" } } } });
        Assert.Equal(
            ["second_person_needed", null],
            partial["results"].EnumerateArray().Select(each => each.TryGetProperty("errors", out var errors) ? errors[0].GetProperty("code").GetString() : null));
        Assert.Equal("Wang Wu", (await _li.ReadAsync(Form, _vip)).GetProperty("title").GetString());
    }

    [Fact]
    public async Task What_another_agrees_to_is_done_once_and_both_are_named()
    {
        (await _li.DeleteAsync(At(_vip))).Refused(HttpStatusCode.Forbidden, "second_person_needed");
        var asked = await AskAsync(_li, "delete", _vip);
        Assert.Equal(HttpStatusCode.Created, asked.Status);
        var again = await AskAsync(_li, "delete", _vip);
        Assert.Equal((HttpStatusCode.OK, Id(asked.Json)), (again.Status, Id(again.Json)));

        Assert.Equal("secondPersonAsked", (await _mei.GetAsync("/notices?first=1")).Succeeded()["items"][0].GetProperty("kind").GetString());
        Assert.Equal([Id(asked.Json)], await ToDecideAsync(_mei));
        Assert.Empty(await ToDecideAsync(_li));
        Assert.Empty(await ToDecideAsync(_out));
        var granted = (await _mei.PostAsync($"/access-requests/{Id(asked.Json)}/grant", new { note = "seen the letter" })).Succeeded();
        Assert.Equal("granted", granted["state"].GetString());
        Assert.Equal("requestGranted", (await _li.GetAsync("/notices?first=1")).Succeeded()["items"][0].GetProperty("kind").GetString());

        (await _li.PatchAsync(At(_vip), new { data = new { name = "x" } })).Refused(HttpStatusCode.Forbidden, "second_person_needed");
        (await _mei.DeleteAsync(At(_vip))).Refused(HttpStatusCode.Forbidden, "second_person_needed");
        (await _li.DeleteAsync(At(_vip), "\"99\"")).Refused(HttpStatusCode.PreconditionFailed);
        var change = (await _li.DeleteAsync(At(_vip))).Succeeded()["changeSet"].GetString();
        (await _li.PostAsync(At(_vip) + "/restore")).Refused(HttpStatusCode.Forbidden, "second_person_needed");
        Assert.NotEqual(JsonValueKind.Null, (await _li.GetAsync("/access-requests?box=mine")).Succeeded()["items"][0].GetProperty("usedAt").ValueKind);

        JsonElement? entry = null;
        for (var left = 50; left > 0 && entry is null; left--)
        {
            await Task.Delay(100, TestContext.Current.CancellationToken);
            entry = (await Admin.GetAsync("/audit?action=agreementUsed&first=20")).Succeeded()["items"].EnumerateArray().Cast<JsonElement?>()
                .FirstOrDefault(each => each!.Value.GetProperty("changeSet").GetString() == change);
        }
        Assert.Equal("user:mei" + _suffix, entry!.Value.GetProperty("details").GetProperty("with").GetString());
        Assert.Equal("li" + _suffix, entry.Value.GetProperty("actorName").GetString());
    }

    [Fact]
    public async Task Nobody_agrees_to_their_own_request_and_nobody_who_may_not_see_the_record()
    {
        var id = Id((await AskAsync(_li, "update", _vip)).Json);

        (await _li.PostAsync($"/access-requests/{id}/grant", new { })).Refused(HttpStatusCode.NotFound, "request_not_found");
        (await _out.PostAsync($"/access-requests/{id}/grant", new { })).Refused(HttpStatusCode.NotFound, "request_not_found");
        (await Admin.PostAsync($"/access-requests/{id}/grant", new { })).Refused(HttpStatusCode.NotFound, "request_not_found");
        (await AskAsync(_out, "delete", _vip)).Refused(HttpStatusCode.NotFound, "record_not_found");
        (await AskAsync(_li, "delete", _plain)).Refused(HttpStatusCode.Conflict, "no_second_person_needed");
        var token = (await _mei.PostAsync("/tokens", new { name = "robot" })).Succeeded()["token"].GetString();
        using var robot = server.Anonymous();
        robot.Http.DefaultRequestHeaders.Authorization = new("Bearer", token);
        (await robot.PostAsync($"/access-requests/{id}/grant", new { })).Refused(HttpStatusCode.Forbidden);

        (await _mei.PostAsync($"/access-requests/{id}/reject", new { note = "no" })).Succeeded();
        (await _mei.PostAsync($"/access-requests/{id}/grant", new { })).Refused(HttpStatusCode.Conflict, "request_decided");
        (await _li.PatchAsync(At(_vip), new { data = new { name = "x" } })).Refused(HttpStatusCode.Forbidden, "second_person_needed");
    }

    [Fact]
    public async Task One_agreement_lets_one_of_two_writers_through()
    {
        await AgreeAsync("update", _vip);

        var answers = await Task.WhenAll(Enumerable.Range(0, 6).Select(i => _li.PatchAsync(At(_vip), new { data = new { name = "Writer " + i } })));

        Assert.Single(answers, answer => answer.Status is HttpStatusCode.OK);
        Assert.All(answers.Where(answer => answer.Status is not HttpStatusCode.OK), answer => answer.Refused(HttpStatusCode.Forbidden, "second_person_needed"));
    }

    [Fact]
    public async Task An_agreement_ends_after_a_quarter_of_an_hour()
    {
        var granted = await AgreeAsync("reveal", _vip);
        Assert.Equal(TimeSpan.FromMinutes(15), granted["until"].GetDateTimeOffset() - granted["decidedAt"].GetDateTimeOffset());

        await using (var late = server.Database.Source.CreateCommand("update requests set until = now() - interval '1 second' where id = $1"))
        {
            late.Parameters.Add(new() { Value = Guid.Parse(Id(granted.Json), System.Globalization.CultureInfo.InvariantCulture) });
            await late.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
        }
        (await _li.PostAsync(At(_vip) + "/reveal", new { field = "phone", reason = "call" })).Refused(HttpStatusCode.Forbidden, "second_person_needed");

        await AgreeAsync("reveal", _vip);
        Assert.Equal("+8613800138000", (await _li.PostAsync(At(_vip) + "/reveal", new { field = "phone", reason = "call" })).Succeeded()["value"].GetString());
    }

    [Fact]
    public async Task What_a_deletion_takes_along_is_no_way_around()
    {
        var owner = "firm" + _suffix;
        await Admin.PublishFormAsync($$"""{"key": "{{owner}}", "title": {"en": "Firm"}, "titleField": "name", "members": ["*"], "fields": [{"key": "name", "type": "text", "label": {"en": "Name"} }]}""");
        var child = "deal" + _suffix;
        await Admin.PublishFormAsync($$"""
            {"key": "{{child}}", "title": {"en": "Deal"}, "titleField": "name", "members": ["*"], "fields": [{"key": "name", "type": "text", "label": {"en": "Name"} },
              {"key": "firm", "type": "reference", "label": {"en": "Firm"}, "target": "{{owner}}", "onTargetDelete": "cascade"}]}
            """);
        var firm = Id(await _li.CreateAsync(owner, new { name = "Firm" }));
        var deal = Id(await _li.CreateAsync(child, new { name = "Deal", firm }));
        (await Admin.PutAsync($"/forms/{child}/access", $$"""{"restrictions": [{"rows": {"name": {"eq": "Deal"} }, "roles": ["{{Desk}}"], "secondPerson": ["delete"]}]}""")).Succeeded();

        var refused = (await _li.DeleteAsync($"/forms/{owner}/records/{firm}")).Refused(HttpStatusCode.Forbidden, "second_person_needed");
        Assert.DoesNotContain(deal, refused.Json.GetRawText(), StringComparison.Ordinal);

        var asked = (await _li.PostAsync("/access-requests", new { kind = "secondPerson", form = child, record = deal, actions = new[] { "delete" }, reason = "with its firm" })).Succeeded();
        (await _mei.PostAsync($"/access-requests/{Id(asked.Json)}/grant", new { })).Succeeded();
        (await _li.DeleteAsync($"/forms/{owner}/records/{firm}")).Succeeded();
    }

    [Fact]
    public async Task The_explanation_names_the_clause()
    {
        var answer = (await Admin.PostAsync("/permissions/explain", new { form = Form, record = _vip, action = "delete", user = "li" + _suffix })).Succeeded();

        Assert.False(answer["allowed"].GetBoolean());
        Assert.Equal("second_person", answer["reason"].GetProperty("code").GetString());
        var clause = answer["because"].EnumerateArray().Single(each => each.GetProperty("kind").GetString() == "secondPerson");
        Assert.False(clause.GetProperty("holds").GetBoolean());
        Assert.Equal(Desk, clause.GetProperty("right")[0].GetString());
        Assert.Equal("second_person", (await _li.PostAsync("/permissions/explain", new { form = Form, record = _vip, action = "delete" })).Succeeded()["reason"].GetProperty("code").GetString());

        await AgreeAsync("delete", _vip);
        Assert.True((await Admin.PostAsync("/permissions/explain", new { form = Form, record = _vip, action = "delete", user = "li" + _suffix })).Succeeded()["allowed"].GetBoolean());
    }

    [Fact]
    public async Task Only_actions_on_records_that_are_there_can_be_held_back()
    {
        var refused = (await Admin.PutAsync($"/forms/{Form}/access", $$"""{"restrictions": [{"rows": {"level": {"eq": "vip"} }, "roles": ["{{Desk}}"], "secondPerson": ["create", "delete"]}]}"""))
            .Refused(HttpStatusCode.BadRequest, "invalid");

        Assert.Equal("no_second_person", refused["errors"][0].GetProperty("code").GetString());
    }

    private async Task<ApiAnswer> AgreeAsync(string action, string record)
    {
        var asked = (await AskAsync(_li, action, record)).Succeeded();
        return (await _mei.PostAsync($"/access-requests/{Id(asked.Json)}/grant", new { })).Succeeded();
    }

    private Task<ApiAnswer> AskAsync(ApiClient who, string action, string record) =>
        who.PostAsync("/access-requests", new { kind = "secondPerson", form = Form, record, actions = new[] { action }, reason = "The client asked for it" });

    private static async Task<List<string>> ToDecideAsync(ApiClient who) => [.. (await who.GetAsync("/access-requests")).Succeeded()["items"].EnumerateArray().Select(Id)];

    private async Task RestrictAsync(string actions) =>
        (await Admin.PutAsync($"/forms/{Form}/access", $$"""{"restrictions": [{"rows": {"level": {"eq": "vip"} }, "roles": ["{{Desk}}"], "secondPerson": {{actions}} }]}""")).Succeeded();

    private string At(string id) => $"/forms/{Form}/records/{id}";

    private static string Id(JsonElement record) => record.GetProperty("id").GetString()!;
}
