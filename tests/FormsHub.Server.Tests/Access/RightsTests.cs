using System.Net;
using System.Text.Json;
using FormsHub.Testing;

namespace FormsHub.Server.Tests.Access;

/// <summary>What somebody may do with forms as a whole: told to them, to administrators, and to who may change the form.</summary>
public sealed class RightsTests(TestServer server) : IClassFixture<TestServer>, IAsyncLifetime
{
    private readonly string _suffix = Guid.CreateVersion7().ToString("N")[20..];
    private string _form = "";

    private ApiClient Admin => server.Administrator;

    public async ValueTask InitializeAsync()
    {
        _form = "staff" + _suffix;
        await Admin.PublishFormAsync($$$"""
            {"key": "{{{_form}}}", "title": {"en": "Staff"}, "titleField": "name", "fields": [
              {"key": "name", "type": "text", "label": {"en": "Name"}}, {"key": "phone", "type": "phone", "label": {"en": "Phone"}},
              {"key": "salary", "type": "number", "label": {"en": "Secret pay"}}, {"key": "grade", "type": "text", "label": {"en": "Grade"}},
              {"key": "double", "type": "formula", "label": {"en": "Twice"}, "expression": "salary * 2", "result": "number"},
              {"key": "known", "type": "formula", "label": {"en": "Known"}, "expression": "salary > 0", "result": "boolean", "discloses": true},
              {"key": "calls", "type": "table", "label": {"en": "Calls"}, "fields": [
                {"key": "minutes", "type": "number", "label": {"en": "Minutes"}}, {"key": "note", "type": "text", "label": {"en": "Secret note"}}]}],
             "rules": [{"when": "salary > 10", "set": [{"field": "grade", "required": true}]}, {"when": "grade == 'A'", "set": [{"field": "salary", "readOnly": true}, {"field": "phone", "required": true}]}],
             "views": [{"key": "paid", "title": {"en": "Paid"}, "filter": {"salary": {"gt": 1}}, "sort": ["-salary", "name"], "columns": [{"field": "name"}, {"field": "salary"}]}]}
            """);
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task The_form_tells_its_reader_what_they_may_do()
    {
        using var agent = await AgentAsync("rights");

        var rights = (await agent.GetAsync($"/forms/{_form}")).Succeeded()["rights"];
        var listed = (await agent.GetAsync("/forms")).Succeeded()["items"].EnumerateArray().Single(form => form.GetProperty("key").GetString() == _form).GetProperty("rights");

        Assert.Equal(["read", "update"], rights.GetProperty("actions").EnumerateArray().Select(action => action.GetString()));
        Assert.Equal("some", rights.GetProperty("rows").GetString());
        var fields = rights.GetProperty("fields").Deserialize<Dictionary<string, string>>()!;
        Assert.Equal(
            new SortedDictionary<string, string> { ["grade"] = "read", ["phone"] = "masked" },
            new SortedDictionary<string, string>(fields));
        Assert.Equal(rights.GetRawText(), listed.GetRawText());
        var whole = (await Admin.GetAsync($"/forms/{_form}")).Succeeded()["rights"];
        Assert.Equal("all", whole.GetProperty("rows").GetString());
        Assert.Empty(whole.GetProperty("fields").EnumerateObject());
    }

    [Fact]
    public async Task Nothing_tells_of_fields_that_are_hidden_in_every_record()
    {
        using var agent = await AgentAsync("hidden");
        (await Admin.PostAsync($"/forms/{_form}/views", new { key = "shared" + _suffix, title = "Shared", scope = "shared", sort = new[] { "salary" }, columns = new[] { new { field = "salary" }, new { field = "name" } } })).Succeeded();

        var told = (await agent.GetAsync($"/forms/{_form}")).Succeeded();
        var views = (await agent.GetAsync($"/forms/{_form}/views")).Succeeded();
        var list = (await agent.GetAsync("/forms")).Succeeded();

        var definition = told["definition"];
        Assert.DoesNotContain("salary", definition.GetRawText(), StringComparison.Ordinal);
        foreach (var text in new[] { told.Text, views.Text, list.Text })
        {
            Assert.DoesNotContain("Secret", text, StringComparison.Ordinal);
            Assert.DoesNotContain("Twice", text, StringComparison.Ordinal);
        }
        var me = (await agent.GetAsync("/auth/me")).Succeeded()["user"].GetProperty("id").GetString();
        var own = (await agent.GetAsync($"/users/{me}/access")).Succeeded();
        foreach (var text in new[] { told["rights"].GetRawText(), list.Text, views.Text, own.Text }) Assert.DoesNotContain("salary", text, StringComparison.Ordinal);
        Assert.Contains("salary", (await Admin.GetAsync($"/users/{me}/access")).Text, StringComparison.Ordinal);
        Assert.Contains("phone", Assert.Single(definition.GetProperty("rules").EnumerateArray()).GetRawText(), StringComparison.Ordinal);
        Assert.Equal(["name"], definition.GetProperty("views")[0].GetProperty("sort").EnumerateArray().Select(each => each.GetString()));
        (await agent.GetAsync($"/forms/{_form}/versions")).Refused(HttpStatusCode.Forbidden);
        (await agent.GetAsync($"/forms/{_form}/versions/1")).Refused(HttpStatusCode.Forbidden);
        (await agent.GetAsync($"/forms/{_form}/draft")).Refused(HttpStatusCode.Forbidden);
        var checkedHidden = (await agent.PostAsync("/expressions/check", new { form = _form, expression = "salary + 1" })).Succeeded();
        var checkedUnknown = (await agent.PostAsync("/expressions/check", new { form = _form, expression = "nosuch + 1" })).Succeeded();
        Assert.Equal(checkedUnknown.Text, checkedHidden.Text.Replace("salary", "nosuch", StringComparison.Ordinal));
        Assert.Contains("Secret pay", (await Admin.GetAsync($"/forms/{_form}")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_may_only_add_knows_the_fields_to_fill_in()
    {
        (await Admin.PostAsync("/roles", $$$"""{"key": "adder{{{_suffix}}}", "title": "A", "grants": [{"form": "{{{_form}}}", "actions": ["create"], "rows": {"grade": {"eq": "new"} }, "fields": {"*": "write", "salary": "hidden"}}]}""")).Succeeded();
        using var adder = await server.AsAsync("adder" + _suffix, "adder" + _suffix);

        var form = (await adder.GetAsync($"/forms/{_form}")).Succeeded();

        Assert.Contains("phone", form["definition"].GetRawText(), StringComparison.Ordinal);
        Assert.DoesNotContain("salary", form["definition"].GetRawText(), StringComparison.Ordinal);
        Assert.Equal("none", form["rights"].GetProperty("rows").GetString());
        (await adder.PostAsync($"/forms/{_form}/records", new { data = new { name = "N", grade = "new" } })).Succeeded();
        (await adder.PostAsync($"/forms/{_form}/records", new { data = new { name = "N", grade = "new", salary = 1 } })).Refused(HttpStatusCode.BadRequest);
        (await adder.PostAsync($"/forms/{_form}/records", new { data = new { name = "N", grade = "old" } })).Refused(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task A_persons_rights_are_listed_form_by_form()
    {
        using var agent = await AgentAsync("effective");
        var me = (await agent.GetAsync("/auth/me")).Succeeded()["user"].GetProperty("id").GetString();

        var access = (await Admin.GetAsync($"/users/{me}/access")).Succeeded();

        Assert.Contains(access["roles"].EnumerateArray(), role => role.GetProperty("key").GetString() == "effective" + _suffix && role.GetProperty("by").GetString() is "user");
        var on = Assert.Single(access["forms"].EnumerateArray(), form => form.GetProperty("form").GetString() == _form);
        Assert.Equal("some", on.GetProperty("rows").GetString());
        Assert.Equal("masked", on.GetProperty("fields").GetProperty("phone").GetString());
        (await agent.GetAsync($"/users/{me}/access")).Succeeded();
        (await agent.GetAsync($"/users/{Guid.CreateVersion7()}/access")).Refused(HttpStatusCode.Forbidden, "administrators_only");
    }

    [Fact]
    public async Task Who_may_change_a_form_sees_who_can_do_what()
    {
        using var agent = await AgentAsync("whocan");
        (await Admin.PutAsync($"/forms/{_form}/access", $$$"""{"groups": {"seeAll": ["user:whocan{{{_suffix}}}"]}}""")).Succeeded();

        var who = (await Admin.GetAsync($"/forms/{_form}/access/people")).Succeeded();

        var role = Assert.Single(who["sources"].EnumerateArray(), source => source.GetProperty("key").GetString() == "whocan" + _suffix);
        Assert.Equal(("role", 1, "some"), (role.GetProperty("kind").GetString(), role.GetProperty("people").GetInt32(), role.GetProperty("rows").GetString()));
        var group = Assert.Single(who["sources"].EnumerateArray(), source => source.GetProperty("kind").GetString() is "group");
        Assert.Equal(("seeAll", "all"), (group.GetProperty("key").GetString(), group.GetProperty("rows").GetString()));
        var person = Assert.Single(who["people"].EnumerateArray(), person => person.GetProperty("userName").GetString() == "whocan" + _suffix);
        Assert.Equal("all", person.GetProperty("rows").GetString());
        Assert.Contains("group:seeAll", person.GetProperty("by").EnumerateArray().Select(by => by.GetString()));
        (await agent.GetAsync($"/forms/{_form}/access/people")).Refused(HttpStatusCode.Forbidden);
    }

    private async Task<ApiClient> AgentAsync(string name)
    {
        (await Admin.PostAsync("/roles", $$$"""
            {"key": "{{{name + _suffix}}}", "title": "A", "grants": [
              {"form": "{{{_form}}}", "actions": ["read", "update"], "rows": "own",
               "fields": {"*": "write", "salary": "hidden", "phone": "masked", "grade": "read", "calls.note": "hidden"}}]}
            """)).Succeeded();
        return await server.AsAsync(name + _suffix, name + _suffix);
    }
}
