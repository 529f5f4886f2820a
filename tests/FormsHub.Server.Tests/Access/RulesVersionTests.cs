using System.Net;
using System.Text.Json;
using FormsHub.Testing;

namespace FormsHub.Server.Tests.Access;

/// <summary>Rules are kept as versions: what each changed is told, and one can be gone back to.</summary>
public sealed class RulesVersionTests(TestServer server) : IClassFixture<TestServer>, IAsyncLifetime
{
    private readonly string _suffix = Guid.CreateVersion7().ToString("N")[20..];
    private string _form = "", _role = "";

    private ApiClient Admin => server.Administrator;

    public async ValueTask InitializeAsync()
    {
        (_form, _role) = ("note" + _suffix, "writer" + _suffix);
        await Admin.PublishFormAsync($$$"""
            {"key": "{{{_form}}}", "title": {"en": "Note"}, "titleField": "name", "fields": [
              {"key": "name", "type": "text", "label": {"en": "Name"}}, {"key": "pay", "type": "number", "label": {"en": "Pay"}}]}
            """);
        (await Admin.PostAsync("/roles", Role("""{"*": "write"}""", "\"read\", \"update\""))).Succeeded();
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task A_version_tells_what_it_changed()
    {
        (await Admin.PutAsync("/roles/" + _role, Role("""{"*": "write", "pay": "hidden"}""", "\"read\", \"delete\""))).Succeeded();
        var byRole = await NewestAsync();
        (await Admin.PutAsync($"/forms/{_form}/access", """{"groups": {"seeAll": ["user:li"]}}""")).Succeeded();
        var byForm = await NewestAsync();

        var role = Assert.Single(byRole["changes"].GetProperty("roles").EnumerateArray());
        Assert.Equal((_role, "changed"), (role.GetProperty("key").GetString(), role.GetProperty("change").GetString()));
        var grant = Assert.Single(role.GetProperty("grants").EnumerateArray());
        Assert.Equal("""{"added":["delete"],"removed":["update"]}""", grant.GetProperty("actions").GetRawText());
        Assert.Equal("""[{"field":"pay","before":null,"after":"hidden"}]""", grant.GetProperty("fields").GetRawText());
        Assert.False(grant.GetProperty("rowsChanged").GetBoolean());
        Assert.Empty(byForm["changes"].GetProperty("roles").EnumerateArray());
        var form = Assert.Single(byForm["changes"].GetProperty("forms").EnumerateArray());
        Assert.Equal("li", form.GetProperty("groups")[0].GetProperty("members").GetProperty("added")[0].GetString()!["user:".Length..]);
    }

    [Fact]
    public async Task The_rules_go_back_to_a_version_in_a_new_one()
    {
        var then = await NewestAsync();
        (await Admin.PutAsync("/roles/" + _role, Role("{}", "\"delete\""))).Succeeded();
        (await Admin.PutAsync($"/forms/{_form}/access", """{"groups": {"seeAll": ["*"]}}""")).Succeeded();
        (await Admin.PostAsync("/roles", new { key = "later" + _suffix, title = "Later", grants = new[] { new { form = _form, actions = new[] { "read" } } } })).Succeeded();

        var reverted = (await Admin.PostAsync($"/permissions/versions/{then["version"].GetInt32()}/revert")).Succeeded();

        Assert.Contains("later" + _suffix, reverted["emptied"].EnumerateArray().Select(each => each.GetString()));
        var newest = await NewestAsync();
        Assert.Equal(reverted["version"].GetInt32(), newest["version"].GetInt32());
        Assert.Equal(["read", "update"], (await Admin.GetAsync("/roles/" + _role)).Succeeded()["grants"][0].GetProperty("actions").EnumerateArray().Select(each => each.GetString()));
        Assert.Empty((await Admin.GetAsync("/roles/later" + _suffix)).Succeeded()["grants"].EnumerateArray());
        Assert.Empty((await Admin.GetAsync($"/forms/{_form}/access")).Succeeded()["groups"].EnumerateObject());
        (await Admin.PostAsync("/permissions/versions/999999/revert")).Refused(HttpStatusCode.NotFound, "rules_version_not_found");
    }

    [Fact]
    public async Task A_renamed_role_comes_back_with_its_holders()
    {
        using var holder = await server.AsAsync("holder" + _suffix, _role);
        var then = (await NewestAsync())["version"].GetInt32();
        (await Admin.PutAsync("/roles/" + _role, Role("{}", "\"delete\"").Replace($"\"{_role}\"", $"\"renamed{_suffix}\"", StringComparison.Ordinal))).Succeeded();
        (await holder.GetAsync("/forms/" + _form)).Refused(HttpStatusCode.NotFound);

        (await Admin.PostAsync($"/permissions/versions/{then}/revert")).Succeeded();

        (await holder.GetAsync("/forms/" + _form)).Succeeded();
        (await Admin.GetAsync("/roles/renamed" + _suffix)).Refused(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Nobody_overwrites_rules_that_were_changed_meanwhile()
    {
        var read = (await Admin.GetAsync("/roles/" + _role)).Succeeded().ETag!;
        var settings = (await Admin.GetAsync($"/forms/{_form}/access")).Succeeded().ETag!;
        Assert.Equal(read, settings);
        var put = (await Admin.PutAsync("/roles/" + _role, Role("{}", "\"read\""), read)).Succeeded();

        var stale = (await Admin.PutAsync("/roles/" + _role, Role("{}", "\"delete\""), read)).Refused(HttpStatusCode.PreconditionFailed, "rules_changed");
        (await Admin.PutAsync($"/forms/{_form}/access", "{}", settings)).Refused(HttpStatusCode.PreconditionFailed, "rules_changed");

        Assert.Equal(put.ETag, $"\"{stale["current"].GetInt32()}\"");
        Assert.Equal("read", (await Admin.GetAsync("/roles/" + _role)).Succeeded()["grants"][0].GetProperty("actions")[0].GetString());
        (await Admin.PutAsync($"/forms/{_form}/access", "{}", put.ETag)).Succeeded();
    }

    private async Task<ApiAnswer> NewestAsync()
    {
        var versions = (await Admin.GetAsync("/permissions/versions?first=1")).Succeeded();
        var newest = versions["items"][0].GetProperty("version").GetInt32();
        Assert.Equal(JsonValueKind.Object, versions["items"][0].GetProperty("by").ValueKind);
        return (await Admin.GetAsync($"/permissions/versions/{newest}")).Succeeded();
    }

    private string Role(string fields, string actions) =>
        $$$"""{"key": "{{{_role}}}", "title": "W", "grants": [{"form": "{{{_form}}}", "actions": [{{{actions}}}], "fields": {{{fields}}}}]}""";
}
