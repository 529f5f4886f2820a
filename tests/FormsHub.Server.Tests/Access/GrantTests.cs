using System.Net;
using System.Text.Json;
using FormsHub.Testing;

namespace FormsHub.Server.Tests.Access;

/// <summary>What a grant gives and what it does not, by every endpoint that shows or writes records.</summary>
public sealed class GrantTests(TestServer server) : IClassFixture<TestServer>, IAsyncLifetime
{
    private readonly string _suffix = Guid.CreateVersion7().ToString("N")[20..];
    private string _customers = "", _contacts = "", _role = "";
    private ApiClient _agent = null!;
    private string _mine = "", _theirs = "", _east = "", _west = "";

    private ApiClient Admin => server.Administrator;

    public async ValueTask InitializeAsync()
    {
        (_customers, _contacts, _role) = ("customer" + _suffix, "contact" + _suffix, "agent" + _suffix);
        await Admin.PublishFormAsync($$$"""
            {"key": "{{{_customers}}}", "title": {"en": "Customer"}, "titleField": "name", "fields": [
              {"key": "name", "type": "text", "label": {"en": "Name"}}, {"key": "region", "type": "text", "label": {"en": "Region"}, "indexed": true}]}
            """);
        await Admin.PublishFormAsync($$$"""
            {"key": "{{{_contacts}}}", "title": {"en": "Contact"}, "titleField": "name", "fields": [
              {"key": "name", "type": "text", "label": {"en": "Name"}}, {"key": "phone", "type": "phone", "label": {"en": "Phone"}},
              {"key": "salary", "type": "number", "label": {"en": "Salary"}}, {"key": "grade", "type": "text", "label": {"en": "Grade"}},
              {"key": "double", "type": "formula", "label": {"en": "Double"}, "expression": "salary * 2", "result": "number"},
              {"key": "customer", "type": "reference", "label": {"en": "Customer"}, "target": "{{{_customers}}}"},
              {"key": "calls", "type": "table", "label": {"en": "Calls"}, "fields": [
                {"key": "minutes", "type": "number", "label": {"en": "Minutes"}}, {"key": "note", "type": "text", "label": {"en": "Note"}}]}]}
            """);
        (await Admin.PostAsync("/roles", $$$"""
            {"key": "{{{_role}}}", "title": "A", "grants": [
              {"form": "{{{_customers}}}", "actions": ["read"], "rows": {"region": {"eq": "east"} } },
              {"form": "{{{_contacts}}}", "actions": ["read", "create", "update", "delete", "restore", "viewHistory", "revert"],
               "rows": {"customer": {"region": {"eq": "east"} } },
               "fields": {"*": "write", "salary": "hidden", "phone": "masked", "grade": "read", "calls.note": "hidden"}}]}
            """)).Succeeded();
        _agent = await server.AsAsync("agent" + _suffix, _role);
        _east = Id(await Admin.CreateAsync(_customers, new { name = "East Ltd", region = "east" }));
        _west = Id(await Admin.CreateAsync(_customers, new { name = "West Ltd", region = "west" }));
        object Contact(string name, string customer) => new
        {
            name,
            phone = "13800138000",
            salary = 4711,
            grade = "A",
            customer,
            calls = new[] { new { minutes = 5, note = "secret note" } },
        };
        _mine = Id(await Admin.CreateAsync(_contacts, Contact("Mine", _east)));
        _theirs = Id(await Admin.CreateAsync(_contacts, Contact("Theirs", _west)));
    }

    public ValueTask DisposeAsync()
    {
        _agent.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task One_record_shows_what_the_grant_gives()
    {
        var data = (await _agent.ReadAsync(_contacts, _mine)).GetProperty("data");

        Assert.Equal("138****8000", data.GetProperty("phone").GetString());
        Assert.Equal("A", data.GetProperty("grade").GetString());
        Assert.False(data.TryGetProperty("salary", out _));
        Assert.False(data.TryGetProperty("double", out _), "a formula of a hidden field is hidden");
        Assert.False(data.GetProperty("calls")[0].TryGetProperty("note", out _));
        Assert.Equal(5, data.GetProperty("calls")[0].GetProperty("minutes").GetInt32());
    }

    [Fact]
    public async Task A_record_outside_the_row_scope_is_not_there()
    {
        (await _agent.GetAsync($"/forms/{_contacts}/records/{_theirs}")).Refused(HttpStatusCode.NotFound, "record_not_found");
        (await _agent.GetAsync($"/forms/{_contacts}/records/{_theirs}/revisions")).Refused(HttpStatusCode.NotFound, "record_not_found");
        (await _agent.PatchAsync($"/forms/{_contacts}/records/{_theirs}", new { data = new { name = "x" } })).Refused(HttpStatusCode.NotFound, "record_not_found");
        (await _agent.DeleteAsync($"/forms/{_contacts}/records/{_theirs}")).Refused(HttpStatusCode.NotFound, "record_not_found");
        (await _agent.PostAsync($"/forms/{_contacts}/records/{_theirs}/revert", new { rev = 1 })).Refused(HttpStatusCode.NotFound);
        (await _agent.PostAsync($"/forms/{_contacts}/records/{_theirs}/revert", new { rev = 99 })).Refused(HttpStatusCode.NotFound, "record_not_found");
        (await _agent.GetAsync($"/forms/{_customers}/records/{_west}/references")).Refused(HttpStatusCode.NotFound, "record_not_found");
        Assert.Equal([_mine], (await _agent.AllAsync(_contacts)).Select(Id));
    }

    [Fact]
    public async Task Hidden_fields_are_unknown_and_masked_ones_are_not_asked()
    {
        var revert = (await _agent.PostAsync($"/forms/{_contacts}/records/{_mine}/revert", new { rev = 1, fields = new[] { "salary", "salaries" } })).Refused(HttpStatusCode.BadRequest, "invalid_record");
        Assert.Equal(["There is no field \"salary\".", "There is no field \"salaries\"."], revert["errors"].EnumerateArray().Select(error => error.GetProperty("message").GetString()));
        await RefusedAsync("""{"filter": {"salary": {"gt": 1}}}""", "unknown_field");
        await RefusedAsync("""{"sort": ["salary"]}""", "unknown_field");
        await RefusedAsync("""{"select": ["salary"]}""", "unknown_field");
        await RefusedAsync("""{"filter": {"phone": {"startsWith": "+86138"}}}""", "masked_field");
        await RefusedAsync("""{"filter": {"phone": {"eq": "13800138000"}}}""", "masked_field");
        await RefusedAsync("""{"sort": ["phone"]}""", "masked_field");
        await RefusedAsync("""{"filter": {"calls": {"some": {"note": {"eq": "secret note"}}}}}""", "unknown_field");
        (await _agent.PostAsync($"/forms/{_contacts}/records/aggregate", """{"measures": [{"sum": "salary"}]}""")).Refused(HttpStatusCode.BadRequest);
        (await _agent.PostAsync($"/forms/{_contacts}/records/aggregate", """{"groupBy": ["phone"]}""")).Refused(HttpStatusCode.BadRequest);

        async Task RefusedAsync(string query, string code)
        {
            var refused = (await _agent.PostAsync($"/forms/{_contacts}/records/query", query)).Refused(HttpStatusCode.BadRequest);
            Assert.Equal(code, refused["errors"][0].GetProperty("code").GetString());
        }
    }

    [Theory]
    [InlineData("8000")]
    [InlineData("secret")]
    [InlineData("theirs")]
    public async Task Search_does_not_find_what_is_not_seen(string words)
    {
        Assert.Empty((await _agent.QueryAsync(_contacts, new { search = words }))["items"].EnumerateArray());
        Assert.Empty((await _agent.GetAsync("/search?q=" + words)).Succeeded()["items"].EnumerateArray());
        Assert.NotEmpty((await Admin.QueryAsync(_contacts, new { search = words }))["items"].EnumerateArray());
    }

    [Fact]
    public async Task History_hides_and_masks_as_the_record_does()
    {
        (await Admin.PatchAsync($"/forms/{_contacts}/records/{_mine}", new { data = new { salary = 9999, phone = "13900139000", name = "Mine too" } })).Succeeded();

        var revisions = (await _agent.GetAsync($"/forms/{_contacts}/records/{_mine}/revisions")).Succeeded();
        var then = (await _agent.GetAsync($"/forms/{_contacts}/records/{_mine}/revisions/1")).Succeeded();
        var difference = (await _agent.GetAsync($"/forms/{_contacts}/records/{_mine}/diff?from=1&to=2")).Succeeded();

        foreach (var answer in new[] { revisions, then, difference })
        {
            var text = answer.Json.GetRawText();
            Assert.DoesNotContain("9999", text, StringComparison.Ordinal);
            Assert.DoesNotContain("4711", text, StringComparison.Ordinal);
            Assert.DoesNotContain("3800138", text, StringComparison.Ordinal);
            Assert.DoesNotContain("secret", text, StringComparison.Ordinal);
        }
        Assert.Contains("139****9000", revisions.Json.GetRawText(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_change_set_shows_only_the_records_that_are_seen()
    {
        var changed = await Admin.BatchAsync(_contacts, new { update = new[] { new { id = _mine, data = new { grade = "B" } }, new { id = _theirs, data = new { grade = "B" } } } });
        var id = changed["changeSet"].GetString();

        var one = (await _agent.GetAsync($"/change-sets/{id}")).Succeeded();
        var revisions = (await _agent.GetAsync($"/change-sets/{id}/revisions")).Succeeded();

        Assert.Equal(1, one["records"].GetInt32());
        Assert.Equal([_mine], revisions["items"].EnumerateArray().Select(item => item.GetProperty("record").GetString()));
        (await _agent.PostAsync($"/change-sets/{id}/undo", new { dryRun = true })).Refused(HttpStatusCode.Forbidden, "may_not_undo");
    }

    [Fact]
    public async Task The_bin_has_only_what_was_seen()
    {
        await Admin.BatchAsync(_contacts, new { delete = new[] { new { id = _mine }, new { id = _theirs } } });

        var bin = (await _agent.GetAsync($"/recycle-bin?form={_contacts}&count=true")).Succeeded();

        Assert.Equal([_mine], bin["items"].EnumerateArray().Select(Id));
        Assert.Equal(1, bin["totalCount"].GetInt32());
        (await _agent.PostAsync("/recycle-bin/restore", new { ids = new[] { _theirs } })).Refused(HttpStatusCode.NotFound);
        (await _agent.PostAsync("/recycle-bin/purge", new { ids = new[] { _mine }, reason = "no" })).Refused(HttpStatusCode.Forbidden);
        (await _agent.PostAsync("/recycle-bin/restore", new { ids = new[] { _mine } })).Succeeded();
    }

    [Fact]
    public async Task Only_fields_that_the_grant_lets_write_are_written()
    {
        var path = $"/forms/{_contacts}/records/{_mine}";
        Assert.Equal("field_forbidden", Code(await _agent.PatchAsync(path, new { data = new { grade = "Z" } })));
        Assert.Equal("unknown_field", Code(await _agent.PatchAsync(path, new { data = new { salary = 1 } })));
        Assert.Equal("field_forbidden", Code(await _agent.PatchAsync(path, new { data = new { phone = "13700137000" } })));
        var row = (await _agent.ReadAsync(_contacts, _mine)).GetProperty("data").GetProperty("calls")[0].GetProperty("id").GetString();

        (await _agent.PatchAsync(path, new { data = new { name = "Renamed", calls = new[] { new { id = row, minutes = 9 } } } })).Succeeded();

        var data = (await Admin.ReadAsync(_contacts, _mine)).GetProperty("data");
        Assert.Equal("Renamed", data.GetProperty("name").GetString());
        Assert.Equal("secret note", data.GetProperty("calls")[0].GetProperty("note").GetString());
        Assert.Equal(9, data.GetProperty("calls")[0].GetProperty("minutes").GetInt32());
        Assert.Equal(4711, data.GetProperty("salary").GetInt32());

        static string? Code(ApiAnswer answer) => answer.Refused(HttpStatusCode.BadRequest)["errors"][0].GetProperty("code").GetString();
    }

    [Fact]
    public async Task A_record_must_lie_in_the_row_scope_before_and_after()
    {
        (await _agent.PatchAsync($"/forms/{_contacts}/records/{_mine}", new { data = new { customer = _west } })).Refused(HttpStatusCode.BadRequest);
        (await _agent.PatchAsync($"/forms/{_contacts}/records/{_mine}", """{"data": {"customer": null}}""")).Refused(HttpStatusCode.Forbidden, "leaves_row_scope");
        (await _agent.PostAsync($"/forms/{_contacts}/records", new { data = new { name = "Nobody's" } })).Refused(HttpStatusCode.Forbidden, "record_forbidden");
        (await _agent.PostAsync($"/forms/{_contacts}/records", new { data = new { name = "Ours", customer = _east } })).Succeeded();

        Assert.Equal(_east, (await Admin.ReadAsync(_contacts, _mine)).GetProperty("data").GetProperty("customer").GetProperty("id").GetString());
        Assert.Equal(["Mine", "Ours", "Theirs"], (await Admin.AllAsync(_contacts)).Select(record => record.GetProperty("title").GetString()).Order());
    }

    [Fact]
    public async Task Who_sees_everything_still_writes_only_in_the_row_scope_of_that_grant()
    {
        (await Admin.PostAsync("/roles", $$$"""
            {"key": "east{{{_suffix}}}", "title": "E", "grants": [
              {"form": "{{{_contacts}}}", "actions": ["update"], "rows": {"customer": {"region": {"eq": "east"} } }},
              {"form": "{{{_contacts}}}", "actions": ["read"]}, {"form": "{{{_customers}}}", "actions": ["read"]}]}
            """)).Succeeded();
        using var east = await server.AsAsync("east" + _suffix, "east" + _suffix);

        (await east.PatchAsync($"/forms/{_contacts}/records/{_theirs}", new { data = new { name = "x" } })).Refused(HttpStatusCode.Forbidden, "record_forbidden");
        (await east.PatchAsync($"/forms/{_contacts}/records/{_mine}", new { data = new { name = "y" } })).Succeeded();
    }

    [Fact]
    public async Task Who_may_only_add_sees_nothing_and_is_told_that_it_is_written()
    {
        (await Admin.PutAsync($"/forms/{_contacts}/access", $$$"""{"groups": {"addOnly": ["user:adder{{{_suffix}}}"]}}""")).Succeeded();
        using var adder = await server.AsAsync("adder" + _suffix);

        var made = (await adder.PostAsync($"/forms/{_contacts}/records", new { data = new { name = "Added" } })).Succeeded();

        Assert.False(made.Json.TryGetProperty("data", out _));
        (await adder.GetAsync($"/forms/{_contacts}/records/{made["id"].GetString()}")).Refused(HttpStatusCode.Forbidden);
        (await adder.GetAsync("/search?q=added")).Succeeded();
        Assert.Contains("Added", (await Admin.AllAsync(_contacts)).Select(record => record.GetProperty("title").GetString()));
    }

    [Fact]
    public async Task A_restriction_narrows_everybody_but_the_roles_it_names()
    {
        (await Admin.PutAsync($"/forms/{_contacts}/access", $$$"""{"restrictions": [{"rows": {"name": {"eq": "Mine"} }, "roles": ["{{{_role}}}"]}]}""")).Succeeded();

        (await Admin.GetAsync($"/forms/{_contacts}/records/{_mine}")).Refused(HttpStatusCode.NotFound, "record_not_found");
        (await _agent.GetAsync($"/forms/{_contacts}/records/{_mine}")).Succeeded();
        (await Admin.PutAsync($"/forms/{_contacts}/access", "{}")).Succeeded();
        (await Admin.GetAsync($"/forms/{_contacts}/records/{_mine}")).Succeeded();
    }

    private static string Id(JsonElement record) => record.GetProperty("id").GetString()!;
}
