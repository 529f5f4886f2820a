using System.Net;
using FormsHub.Testing;

namespace FormsHub.Server.Tests.People;

public sealed class DepartmentTests(TestServer server) : IClassFixture<TestServer>
{
    private ApiClient Admin => server.Administrator;

    [Fact]
    public async Task Departments_form_a_tree()
    {
        (await Admin.PostAsync("/departments", new { key = "head", title = new { en = "Head office" } })).Succeeded();
        var made = (await Admin.PostAsync("/departments", """{"key": "east", "title": {"zh-CN": "华东", "en": "East"}, "parent": "head"}""")).Succeeded();

        Assert.Equal("head", made["parent"].GetProperty("key").GetString());
        var list = (await Admin.GetAsync("/departments")).Succeeded();
        Assert.Contains(list["items"].EnumerateArray(), each => each.GetProperty("key").GetString() == "east");
    }

    [Fact]
    public async Task A_department_cannot_lie_below_itself()
    {
        (await Admin.PostAsync("/departments", new { key = "a", title = "A" })).Succeeded();
        (await Admin.PostAsync("/departments", new { key = "b", title = "B", parent = "a" })).Succeeded();
        (await Admin.PostAsync("/departments", new { key = "c", title = "C", parent = "b" })).Succeeded();

        var answer = await Admin.PatchAsync("/departments/a", new { parent = "c" });

        answer.Refused(HttpStatusCode.BadRequest, "department_cycle");
        (await Admin.PatchAsync("/departments/a", new { parent = "a" })).Refused(HttpStatusCode.BadRequest, "department_cycle");
        (await Admin.PatchAsync("/departments/c", """{"parent": null, "title": "C2"}""")).Succeeded();
    }

    [Fact]
    public async Task Only_an_empty_department_can_be_deleted()
    {
        (await Admin.PostAsync("/departments", new { key = "full", title = "Full" })).Succeeded();
        (await Admin.PostAsync("/departments", new { key = "child", title = "Child", parent = "full" })).Succeeded();

        (await Admin.DeleteAsync("/departments/full")).Refused(HttpStatusCode.Conflict, "department_in_use");

        (await Admin.DeleteAsync("/departments/child")).Succeeded();
        (await Admin.DeleteAsync("/departments/full")).Succeeded();
        (await Admin.DeleteAsync("/departments/full")).Refused(HttpStatusCode.NotFound, "department_not_found");
    }

    [Fact]
    public async Task A_key_is_taken_once_and_has_a_form()
    {
        (await Admin.PostAsync("/departments", new { key = "once", title = "Once" })).Succeeded();

        (await Admin.PostAsync("/departments", new { key = "once", title = "Twice" })).Refused(HttpStatusCode.Conflict, "key_taken");
        (await Admin.PostAsync("/departments", new { key = "Not a key", title = "" })).Refused(HttpStatusCode.BadRequest, "invalid");
    }

    [Fact]
    public async Task Members_see_departments_and_change_none()
    {
        using var member = await server.AsAsync("looker", "member");

        (await member.GetAsync("/departments")).Succeeded();
        (await member.PostAsync("/departments", new { key = "mine", title = "Mine" })).Refused(HttpStatusCode.Forbidden, "administrators_only");
    }
}
