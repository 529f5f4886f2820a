using System.Net;
using FormsHub.Testing;

namespace FormsHub.Server.Tests.People;

public sealed class RoleTests(TestServer server) : IClassFixture<TestServer>
{
    private ApiClient Admin => server.Administrator;

    [Fact]
    public async Task A_role_is_made_replaced_and_deleted()
    {
        (await Admin.PostAsync("/roles", new { key = "agent", title = "客服", grants = new[] { new { form = "*", actions = new[] { "read", "create" } } } })).Succeeded();

        var replaced = (await Admin.PutAsync("/roles/agent", new { key = "agent", title = new { en = "Agent" } })).Succeeded();

        Assert.Equal("Agent", replaced["title"].GetProperty("en").GetString());
        Assert.Equal(0, replaced["grants"].GetArrayLength());
        (await Admin.DeleteAsync("/roles/agent")).Succeeded();
        (await Admin.GetAsync("/roles/agent")).Refused(HttpStatusCode.NotFound, "role_not_found");
    }

    [Fact]
    public async Task A_grant_with_rows_and_fields_comes_back_as_it_was_given()
    {
        var made = (await Admin.PostAsync("/roles", """
            {"key": "limited", "title": "L", "grants": [{"form": "*", "actions": ["read", "viewHistory"], "rows": {"owner": {"eq": "$me"}}, "fields": {"*": "read", "phone": "masked"}}]}
            """)).Succeeded();

        Assert.Equal("$me", made["grants"][0].GetProperty("rows").GetProperty("owner").GetProperty("eq").GetString());
        Assert.Equal("masked", made["grants"][0].GetProperty("fields").GetProperty("phone").GetString());
    }

    [Fact]
    public async Task Each_fault_of_a_grant_is_told_by_its_place()
    {
        var refused = await Admin.PostAsync("/roles", """
            {"key": "faulty", "title": "F", "grants": [{"form": "nowhere", "actions": [], "rows": "mine", "fields": {"a": "see"}, "row": 1}]}
            """);

        refused.Refused(HttpStatusCode.BadRequest);
        Assert.Equal(
            ["/grants/0/row unknown_member", "/grants/0/form unknown_form", "/grants/0/rows unknown_value", "/grants/0/actions required", "/grants/0/fields/a unknown_value"],
            refused["errors"].EnumerateArray().Select(error => $"{error.GetProperty("path").GetString()} {error.GetProperty("code").GetString()}"));
    }

    [Fact]
    public async Task A_role_that_somebody_holds_stays()
    {
        (await Admin.PostAsync("/roles", new { key = "held", title = "Held" })).Succeeded();
        using var holder = await server.AsAsync("holder", "held");

        (await Admin.DeleteAsync("/roles/held")).Refused(HttpStatusCode.Conflict, "role_in_use");
    }

    [Theory]
    [InlineData("administrator")]
    [InlineData("member")]
    public async Task Built_in_roles_stay(string role)
    {
        (await Admin.DeleteAsync("/roles/" + role)).Refused(HttpStatusCode.Conflict, "built_in_role");
        (await Admin.PutAsync("/roles/" + role, new { key = role, title = "x" })).Refused(HttpStatusCode.Conflict, "built_in_role");
    }

    [Fact]
    public async Task An_unknown_action_is_told_by_its_place()
    {
        var answer = await Admin.PostAsync("/roles", """{"key": "odd", "title": "Odd", "grants": [{"form": "*", "actions": ["fly"]}]}""");

        answer.Refused(HttpStatusCode.BadRequest);
        Assert.Equal("/grants/0/actions/0", answer["errors"][0].GetProperty("path").GetString());
    }
}
