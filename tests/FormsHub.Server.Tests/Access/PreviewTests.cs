using System.Net;
using System.Text.Json;
using FormsHub.Testing;

namespace FormsHub.Server.Tests.Access;

/// <summary>Before rules are saved they tell who gains and loses what.</summary>
public sealed class PreviewTests(TestServer server) : IClassFixture<TestServer>, IAsyncLifetime
{
    private readonly string _suffix = Guid.CreateVersion7().ToString("N")[20..];
    private string _form = "", _role = "";

    private ApiClient Admin => server.Administrator;

    public async ValueTask InitializeAsync()
    {
        (_form, _role) = ("case" + _suffix, "clerk" + _suffix);
        await Admin.PublishFormAsync($$$"""
            {"key": "{{{_form}}}", "title": {"en": "Case"}, "titleField": "name", "fields": [
              {"key": "name", "type": "text", "label": {"en": "Name"}}, {"key": "region", "type": "text", "label": {"en": "Region"}}, {"key": "pay", "type": "number", "label": {"en": "Pay"}}]}
            """);
        foreach (var region in new[] { "east", "east", "west", "north" }) await Admin.CreateAsync(_form, new { name = region, region, pay = 1 });
        (await Admin.PostAsync("/roles", $$$"""{"key": "{{{_role}}}", "title": "C", "grants": {{{Grants("east")}}}}""")).Succeeded();
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task Rows_fields_and_actions_gained_and_lost_are_counted_and_nothing_is_saved()
    {
        using var clerk = await server.AsAsync("clerk" + _suffix, _role);

        var preview = (await Admin.PostAsync("/permissions/preview", $$$"""
            {"roles": [{"key": "{{{_role}}}", "grants": [{"form": "{{{_form}}}", "actions": ["read", "delete"], "rows": {"region": {"in": ["west", "north", "east"]} , "name": {"ne": "west"} }, "fields": {"*": "read", "pay": "hidden"}}]}]}
            """)).Succeeded();

        var item = Assert.Single(preview["items"].EnumerateArray());
        Assert.Equal("clerk" + _suffix, item.GetProperty("user").GetProperty("title").GetString());
        Assert.Equal("""{"before":2,"after":3,"gained":1,"lost":0}""", item.GetProperty("rows").GetRawText());
        Assert.Equal("delete", Assert.Single(item.GetProperty("actionsGained").EnumerateArray()).GetString());
        Assert.Equal("update", Assert.Single(item.GetProperty("actionsLost").EnumerateArray()).GetString());
        Assert.Contains("""{"field":"pay","before":"write","after":"hidden"}""", item.GetProperty("fields").GetRawText(), StringComparison.Ordinal);
        Assert.False(preview["isCut"].GetBoolean());
        var back = (await Admin.PostAsync("/permissions/preview", $$$"""{"roles": [{"key": "{{{_role}}}", "grants": []}]}""")).Succeeded();
        Assert.Contains("""{"field":"pay","before":"write","after":"hidden"}""", back["items"][0].GetProperty("fields").GetRawText(), StringComparison.Ordinal);
        Assert.Equal(2, (await clerk.AllAsync(_form)).Count);
    }

    [Fact]
    public async Task A_restriction_of_a_form_takes_rows_from_everybody_else()
    {
        using var clerk = await server.AsAsync("kept" + _suffix, _role);

        var preview = (await Admin.PostAsync("/permissions/preview", $$$"""{"forms": {"{{{_form}}}": {"restrictions": [{"rows": {"region": {"eq": "east"} }, "roles": ["{{{_role}}}"]}]} } }""")).Succeeded();

        var item = Assert.Single(preview["items"].EnumerateArray());
        Assert.Equal("""{"before":4,"after":2,"gained":0,"lost":2}""", item.GetProperty("rows").GetRawText());
        Assert.Equal(1, preview["people"].GetInt32());
        (await Admin.PostAsync("/permissions/preview", new { forms = new Dictionary<string, object> { ["nowhere"] = new { } } })).Refused(HttpStatusCode.BadRequest);
        Assert.Equal(JsonValueKind.Array, preview["items"].ValueKind);
    }

    [Fact]
    public async Task Who_is_given_the_role_or_loses_it_in_the_same_saving_is_counted()
    {
        using var leaves = await server.AsAsync("leaves" + _suffix, _role);
        using var comes = await server.AsAsync("comes" + _suffix, "member");
        using var later = await server.AsAsync("later" + _suffix, "member");

        var preview = (await Admin.PostAsync("/permissions/preview", $$$"""
            {"roles": [{"key": "{{{_role}}}", "grants": {{{Grants("east")}}}, "holders": {"take": ["leaves{{{_suffix}}}"], "give": [{"user": "comes{{{_suffix}}}"}, {"user": "later{{{_suffix}}}", "from": "2099-01-01T00:00:00Z"}]}}]}
            """)).Succeeded();

        var rows = preview["items"].EnumerateArray().ToDictionary(item => item.GetProperty("user").GetProperty("title").GetString()!, item => item.GetProperty("rows").GetRawText());
        Assert.Equal(2, rows.Count);
        Assert.Equal("""{"before":0,"after":2,"gained":2,"lost":0}""", rows["comes" + _suffix]);
        Assert.Equal("""{"before":2,"after":0,"gained":0,"lost":2}""", rows["leaves" + _suffix]);
        (await Admin.PostAsync("/permissions/preview", $$$"""{"roles": [{"key": "{{{_role}}}", "grants": [], "holders": {"give": [{"user": "nobody{{{_suffix}}}"}]}}]}""")).Refused(HttpStatusCode.BadRequest);
        (await comes.GetAsync($"/forms/{_form}")).Refused(HttpStatusCode.NotFound);
    }

    private string Grants(string region) => $$$"""[{"form": "{{{_form}}}", "actions": ["read", "update"], "rows": {"region": {"eq": "{{{region}}}"} }}]""";
}
