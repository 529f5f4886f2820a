using System.Net;
using System.Text.Json;
using FormsHub.Testing;

namespace FormsHub.Server.Tests.Access;

/// <summary>What is expected of the rules is asked of the gate whenever they are saved, and nothing that breaks it is saved silently.</summary>
public sealed class PermissionTestsTests(TestServer server) : IClassFixture<TestServer>, IAsyncLifetime
{
    private readonly string _suffix = Guid.CreateVersion7().ToString("N")[20..];
    private string _form = "", _role = "";

    private ApiClient Admin => server.Administrator;

    public async ValueTask InitializeAsync()
    {
        (_form, _role) = ("customer" + _suffix, "agent" + _suffix);
        await Admin.PublishFormAsync($$$"""
            {"key": "{{{_form}}}", "title": {"en": "Customer"}, "titleField": "name", "fields": [
              {"key": "name", "type": "text", "label": {"en": "Name"}}, {"key": "region", "type": "text", "label": {"en": "Region"}},
              {"key": "phone", "type": "phone", "label": {"en": "Phone"}}, {"key": "idCard", "type": "text", "label": {"en": "ID"}}]}
            """);
        foreach (var region in new[] { "east", "east", "west" }) await Admin.CreateAsync(_form, new { name = region, region, phone = "13800138000", idCard = "x" });
        (await Admin.PostAsync("/roles", $$$"""{"key": "{{{_role}}}", "title": "A", "grants": {{{Grants}}}}""")).Succeeded();
    }

    public async ValueTask DisposeAsync()
    {
        // What is expected of one test's rules is nothing to the next.
        foreach (var item in (await Admin.GetAsync("/permissions/tests")).Succeeded()["items"].EnumerateArray())
            (await Admin.DeleteAsync($"/permissions/tests/{item.GetProperty("id").GetString()}")).Succeeded();
    }

    [Fact]
    public async Task Each_expectation_is_answered_by_the_gate()
    {
        using var person = await server.AsAsync("li" + _suffix, _role);

        await OutcomeAsync("passed", "read", "allowed");
        await OutcomeAsync("passed", "export", "refused");
        await OutcomeAsync("failed", "export", "allowed");
        await OutcomeAsync("passed", "read", "masked", field: "phone");
        await OutcomeAsync("passed", "read", "hidden", field: "idCard");
        await OutcomeAsync("failed", "read", "hidden", field: "phone");
        await OutcomeAsync("passed", "read", "allowed", rows: """{"region": {"eq": "east"}}""");
        await OutcomeAsync("passed", "read", "refused", rows: """{"region": {"eq": "west"}}""");
        await OutcomeAsync("passed", "update", "refused", rows: """{"region": {"eq": "west"}}""");
        await OutcomeAsync("noRecords", "read", "refused", rows: """{"region": {"eq": "north"}}""");
        await OutcomeAsync("passed", "read", "rows", limits: """, "atLeast": 2, "atMost": 2""");
        await OutcomeAsync("failed", "read", "rows", limits: """, "atLeast": 3""");
        var all = await OutcomeAsync("failed", "read", "allowed", rows: "\"all\"");
        Assert.Equal(3, all.GetProperty("records").GetInt32());
        Assert.Equal(2, all.GetProperty("fitting").GetInt32());
        (await person.GetAsync($"/forms/{_form}/records/{all.GetProperty("example").GetString()}")).Refused(HttpStatusCode.NotFound);
        var why = (await Admin.PostAsync("/permissions/explain", new { user = "role:" + _role, form = _form, action = "read", record = all.GetProperty("example").GetString() })).Succeeded();
        Assert.Equal("row_scope", why["reason"].GetProperty("code").GetString());
        await OutcomeAsync("passed", "read", "rows", who: "user:li" + _suffix, limits: """, "atLeast": 2, "atMost": 2""");
        // $me is the person: this one owns nothing.
        await OutcomeAsync("noRecords", "read", "allowed", who: "user:li" + _suffix, rows: "\"own\"");
    }

    [Fact]
    public async Task Rules_that_break_an_expectation_are_saved_only_when_that_is_said()
    {
        var id = (await Admin.PostAsync("/permissions/tests", Test("read", "hidden", field: "idCard"))).Succeeded()["id"].GetString()!;
        var looser = $$$"""{"key": "{{{_role}}}", "title": "A", "grants": [{"form": "{{{_form}}}", "actions": ["read"]}]}""";

        var refused = (await Admin.PutAsync($"/roles/{_role}", looser)).Refused(HttpStatusCode.Conflict, "permission_tests_fail");

        Assert.Equal(id, Assert.Single(refused["failing"].EnumerateArray()).GetProperty("id").GetString());
        Assert.Equal("hidden", (await Admin.GetAsync($"/roles/{_role}")).Succeeded()["grants"][0].GetProperty("fields").GetProperty("idCard").GetString());
        Assert.Equal(0, (await Admin.GetAsync("/permissions/tests")).Succeeded()["failing"].GetInt32());
        (await Admin.PutAsync($"/forms/{_form}/access", $$$"""{"groups": {"seeAll": ["role:{{{_role}}}"]}}""")).Refused(HttpStatusCode.Conflict, "permission_tests_fail");

        (await Admin.PutAsync($"/roles/{_role}?acceptFailing=true", looser)).Succeeded();

        var list = (await Admin.GetAsync("/permissions/tests")).Succeeded();
        Assert.Equal(1, list["failing"].GetInt32());
        var versions = (await Admin.GetAsync("/permissions/versions?first=1")).Succeeded()["items"][0];
        Assert.Equal(1, versions.GetProperty("failingTests").GetInt32());
        var version = (await Admin.GetAsync($"/permissions/versions/{versions.GetProperty("version").GetInt32()}")).Succeeded();
        Assert.Equal("failed", version["tests"][0].GetProperty("state").GetString());
        (await Admin.PostAsync($"/permissions/versions/{versions.GetProperty("version").GetInt32() - 1}/revert")).Succeeded();
        Assert.Equal(0, (await Admin.PostAsync("/permissions/tests/run")).Succeeded()["failing"].GetInt32());
    }

    [Fact]
    public async Task A_test_that_names_what_is_not_there_is_refused_and_later_is_broken()
    {
        (await Admin.PostAsync("/permissions/tests", Test("read", "allowed", who: "role:nobody"))).Refused(HttpStatusCode.BadRequest);
        (await Admin.PostAsync("/permissions/tests", Test("read", "hidden", field: "nothing"))).Refused(HttpStatusCode.BadRequest);
        (await Admin.PostAsync("/permissions/tests", Test("export", "masked", field: "phone"))).Refused(HttpStatusCode.BadRequest);
        (await Admin.PostAsync("/permissions/tests", Test("read", "rows"))).Refused(HttpStatusCode.BadRequest);
        (await Admin.PostAsync("/permissions/tests", Test("read", "allowed", rows: """{"nothing": {"eq": 1}}"""))).Refused(HttpStatusCode.BadRequest);
        using var person = await server.AsAsync("plain" + _suffix, _role);
        (await person.GetAsync("/permissions/tests")).Refused(HttpStatusCode.Forbidden, "administrators_only");
        (await Admin.PostAsync("/roles", $$$"""{"key": "gone{{{_suffix}}}", "title": "A", "grants": []}""")).Succeeded();
        (await Admin.PostAsync("/permissions/tests", Test("read", "refused", who: "role:gone" + _suffix))).Succeeded();

        (await Admin.DeleteAsync($"/roles/gone{_suffix}")).Refused(HttpStatusCode.Conflict, "permission_tests_fail");
        (await Admin.DeleteAsync($"/roles/gone{_suffix}?acceptFailing=true")).Succeeded();

        var outcome = Assert.Single((await Admin.GetAsync("/permissions/tests")).Succeeded()["items"].EnumerateArray()).GetProperty("outcome");
        Assert.Equal("broken", outcome.GetProperty("state").GetString());
        Assert.Equal("who", outcome.GetProperty("broken").GetString());
    }

    private string Grants => $$$"""
        [{"form": "{{{_form}}}", "actions": ["read", "update"], "rows": {"region": {"eq": "east"} }, "fields": {"*": "write", "phone": "masked", "idCard": "hidden"}}]
        """;

    private async Task<JsonElement> OutcomeAsync(string state, string action, string expect, string? who = null, string? field = null, string? rows = null, string limits = "")
    {
        var made = (await Admin.PostAsync("/permissions/tests", Test(action, expect, who, field, rows, limits))).Succeeded();
        var outcome = made["outcome"];
        Assert.True(state == outcome.GetProperty("state").GetString(), $"{action} {expect} {field} {rows}{limits}: {outcome.GetRawText()}");
        return outcome;
    }

    private string Test(string action, string expect, string? who = null, string? field = null, string? rows = null, string limits = "") => $$"""
        {"title": "{{action}} {{expect}}", "who": "{{who ?? "role:" + _role}}", "form": "{{_form}}", "action": "{{action}}", "expect": "{{expect}}", "field": {{(field is null ? "null" : $"\"{field}\"")}}, "rows": {{rows ?? "null"}}{{limits}}}
        """;
}
