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
    public async Task Grants_say_that_they_do_not_decide_yet_and_limits_to_rows_are_refused()
    {
        var made = (await Admin.PostAsync("/roles", new { key = "reader", title = "R", grants = new[] { new { form = "*", actions = new[] { "read" } } } })).Succeeded();
        var limited = await Admin.PostAsync("/roles", """
            {"key": "limited", "title": "L", "grants": [{"form": "*", "actions": ["read"], "rows": {"owner": {"eq": "$me"}}, "fields": {"*": "read"}}]}
            """);

        Assert.Equal(1, made["notices"].GetArrayLength());
        limited.Refused(HttpStatusCode.BadRequest);
        Assert.Equal(["/grants/0/rows", "/grants/0/fields"], limited["errors"].EnumerateArray().Select(error => error.GetProperty("path").GetString()));
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

        answer.Refused(HttpStatusCode.BadRequest, "wrong_shape");
        Assert.Equal("/grants/0/actions/0", answer["errors"][0].GetProperty("path").GetString());
    }
}
