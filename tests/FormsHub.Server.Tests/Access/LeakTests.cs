using System.Net;
using FormsHub.Testing;

namespace FormsHub.Server.Tests.Access;

/// <summary>Refusals and repeats tell no more than a read would.</summary>
public sealed class LeakTests(TestServer server) : IClassFixture<TestServer>, IAsyncLifetime
{
    private const string Actions = """["read", "create", "update", "delete", "restore", "viewHistory", "revert", "reveal"]""";

    private readonly string _suffix = Guid.CreateVersion7().ToString("N")[20..];
    private string _customer = "";
    private string _contact = "";

    private ApiClient Admin => server.Administrator;

    public async ValueTask InitializeAsync()
    {
        (_customer, _contact) = ("client" + _suffix, "person" + _suffix);
        await Admin.PublishFormAsync($$"""
            {"key": "{{_customer}}", "title": {"en": "Clients"}, "titleField": "name", "fields": [
              {"key": "name", "type": "text", "label": {"en": "Name"} }, {"key": "region", "type": "text", "label": {"en": "Region"} },
              {"key": "level", "type": "text", "label": {"en": "Level"} }]}
            """);
        await Admin.PublishFormAsync($$"""
            {"key": "{{_contact}}", "title": {"en": "People"}, "titleField": "name", "fields": [
              {"key": "name", "type": "text", "label": {"en": "Name"} }, {"key": "status", "type": "text", "label": {"en": "Status"} },
              {"key": "customer", "type": "reference", "target": "{{_customer}}", "label": {"en": "Client"} },
              {"key": "phone", "type": "phone", "label": {"en": "Phone"} }, {"key": "pub", "type": "text", "label": {"en": "Pub"} },
              {"key": "note", "type": "text", "label": {"en": "Secret note"} }, {"key": "code", "type": "text", "unique": true, "label": {"en": "Secret code"} }],
             "rules": [{"when": "customer.level == 'vip'", "set": [{"field": "pub", "required": true}]}, {"when": "status == 'strict'", "set": [{"field": "note", "required": true}]}]}
            """);
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task A_reference_to_an_unseen_record_is_refused_as_if_there_were_none()
    {
        using var agent = await AgentAsync("unseen");
        var vip = await MakeAsync(_customer, new { name = "West", region = "west", level = "vip" });

        async Task<string> SaidOfAsync(string id)
        {
            var refused = (await agent.PostAsync($"/forms/{_contact}/records", new { data = new { name = "N", customer = id } })).Refused(HttpStatusCode.BadRequest, "invalid_record");
            return refused["errors"].GetRawText().Replace(id, "id", StringComparison.Ordinal);
        }

        Assert.Equal(await SaidOfAsync(Guid.CreateVersion7().ToString()), await SaidOfAsync(vip));
    }

    [Fact]
    public async Task Errors_do_not_name_hidden_fields()
    {
        using var agent = await AgentAsync("errors");
        var east = await MakeAsync(_customer, new { name = "East", region = "east" });
        var binned = await MakeAsync(_contact, new { name = "N", customer = east, code = "C1" });
        (await Admin.DeleteAsync($"/forms/{_contact}/records/{binned}")).Succeeded();
        await MakeAsync(_contact, new { name = "Holder", code = "C1" });

        var required = (await agent.PostAsync($"/forms/{_contact}/records", new { data = new { name = "N", status = "strict", customer = east } })).Refused(HttpStatusCode.BadRequest, "invalid_record");
        var restore = (await agent.PostAsync($"/forms/{_contact}/records/{binned}/restore")).Refused(HttpStatusCode.Conflict, "restore_conflict");

        foreach (var text in new[] { required.Text, restore.Text })
        {
            Assert.DoesNotContain("Secret", text, StringComparison.Ordinal);
            Assert.DoesNotContain("note\"", text, StringComparison.Ordinal);
            Assert.DoesNotContain("code\":\"code", text, StringComparison.Ordinal);
            Assert.DoesNotContain("data/code", text, StringComparison.Ordinal);
        }
        Assert.Equal("required", required["errors"][0].GetProperty("code").GetString());
        Assert.Contains("Secret note", (await Admin.PostAsync($"/forms/{_contact}/records", new { data = new { name = "N", status = "strict" } })).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_refused_deletion_names_no_title_that_is_hidden()
    {
        await RoleAsync("untitled", $$"""{"form": "{{_customer}}", "actions": {{Actions}}, "fields": {"*": "write", "name": "hidden"} }""");
        using var caller = await server.AsAsync("untitled" + _suffix, "untitled" + _suffix);
        var east = await MakeAsync(_customer, new { name = "Hidden title", region = "east" });
        await MakeAsync(_contact, new { name = "N", customer = east });

        var refused = (await caller.DeleteAsync($"/forms/{_customer}/records/{east}")).Refused(HttpStatusCode.Conflict, "restricted");

        Assert.DoesNotContain("Hidden title", refused.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("People", refused.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_recycle_bin_tells_an_unseen_record_from_none_by_nothing()
    {
        using var agent = await AgentAsync("bin");
        var west = await MakeAsync(_customer, new { name = "West", region = "west" });
        (await Admin.DeleteAsync($"/forms/{_customer}/records/{west}")).Succeeded();

        (await agent.PostAsync("/recycle-bin/restore", new { ids = new[] { west } })).Refused(HttpStatusCode.NotFound, "not_in_recycle_bin");
    }

    [Fact]
    public async Task A_field_is_written_only_by_who_may_write_it_in_the_record_as_it_becomes()
    {
        await RoleAsync(
            "mover",
            $$"""{"form": "{{_contact}}", "actions": {{Actions}}, "rows": {"status": {"eq": "open"} }, "fields": {"*": "write"} }""",
            $$"""{"form": "{{_contact}}", "actions": {{Actions}}, "rows": {"status": {"eq": "closed"} }, "fields": {"status": "write", "name": "write", "pub": "read"} }""");
        using var mover = await server.AsAsync("mover" + _suffix, "mover" + _suffix);
        var open = await MakeAsync(_contact, new { name = "N", status = "open" });

        (await mover.PatchAsync($"/forms/{_contact}/records/{open}", new { data = new { status = "closed", pub = "escaped" } })).Refused(HttpStatusCode.BadRequest, "invalid_record");
        (await mover.PatchAsync($"/forms/{_contact}/records/{open}", new { data = new { status = "closed" } })).Succeeded();
    }

    [Fact]
    public async Task A_repeat_after_rights_were_lost_is_not_answered()
    {
        await RoleAsync("reveal", $$"""{"form": "{{_contact}}", "actions": {{Actions}}, "fields": {"*": "write", "phone": "masked"} }""");
        await RoleAsync("undo", $$"""{"form": "{{_contact}}", "actions": {{Actions}} }""");
        using var caller = await server.AsAsync("reveal" + _suffix, "reveal" + _suffix, "undo" + _suffix);
        var id = await MakeAsync(_contact, new { name = "N", note = "first" });
        var changeSet = (await Admin.PatchAsync($"/forms/{_contact}/records/{id}", new { data = new { note = "second" } })).Succeeded()["changeSet"].GetString();
        (await Admin.PatchAsync($"/forms/{_contact}/records/{id}", new { data = new { note = "third" } })).Succeeded();
        Task<ApiAnswer> UndoAsync() => caller.PostAsync($"/change-sets/{changeSet}/undo", new { dryRun = true }, "undo" + _suffix);
        var first = (await UndoAsync()).Succeeded();
        Assert.Contains("third", first.Text, StringComparison.Ordinal);
        Assert.Equal(first.Text, (await UndoAsync()).Succeeded().Text);

        (await Admin.PutAsync("/roles/undo" + _suffix, $$"""{"key": "undo{{_suffix}}", "title": "R", "grants": []}""")).Succeeded();

        Assert.DoesNotContain("third", (await UndoAsync()).Refused(HttpStatusCode.Conflict, "answer_withheld").Text, StringComparison.Ordinal);
    }

    private async Task<string> MakeAsync(string form, object data) => (await Admin.CreateAsync(form, data)).GetProperty("id").GetString()!;

    private async Task RoleAsync(string name, params string[] grants) =>
        (await Admin.PostAsync("/roles", $$"""{"key": "{{name + _suffix}}", "title": "R", "grants": [{{string.Join(", ", grants)}}]}""")).Succeeded();

    /// <summary>Sees the clients of one region and their people, without what is secret of them.</summary>
    private async Task<ApiClient> AgentAsync(string name)
    {
        await RoleAsync(
            name,
            $$"""{"form": "{{_contact}}", "actions": {{Actions}}, "rows": {"customer": {"region": {"eq": "east"} } }, "fields": {"*": "write", "note": "hidden", "code": "hidden"} }""",
            $$"""{"form": "{{_customer}}", "actions": {{Actions}}, "rows": {"region": {"eq": "east"} }, "fields": {"name": "write", "region": "write"} }""");
        return await server.AsAsync(name + _suffix, name + _suffix);
    }
}
