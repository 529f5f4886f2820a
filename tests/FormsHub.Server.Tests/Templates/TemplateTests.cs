using System.Net;
using FormsHub.Testing;

namespace FormsHub.Server.Tests.Templates;

public sealed class TemplateTests(TestServer server) : IClassFixture<TestServer>
{
    private ApiClient Admin => server.Administrator;

    [Fact]
    public async Task A_template_installs_once_and_its_application_can_be_exported_as_one()
    {
        var list = (await Admin.GetAsync("/templates")).Succeeded();
        Assert.Contains(list["items"].EnumerateArray(), each => each.GetProperty("key").GetString() == "asset-register" && !each.GetProperty("installed").GetBoolean());

        var installed = (await Admin.PostAsync("/templates/asset-register/install", new { sampleData = true })).Succeeded();
        var again = await Admin.PostAsync("/templates/asset-register/install", new { sampleData = true });
        var export = (await Admin.PostAsync("/apps/assets/export")).Succeeded();

        Assert.Equal("assets", installed["app"].GetString());
        Assert.True(installed["records"].GetInt32() > 0);
        again.Refused(HttpStatusCode.Conflict, "already_installed");
        Assert.Equal(2, again["forms"].GetArrayLength());
        Assert.Equal(["app.json", "access.json", "forms/location.json", "forms/asset.json"], export.Json.EnumerateObject().Select(file => file.Name));
        Assert.Equal("asset", export["forms/asset.json"].GetProperty("key").GetString());
        Assert.Contains((await Admin.GetAsync("/apps")).Succeeded()["items"].EnumerateArray(), app => app.GetProperty("template").GetString() == "asset-register");
    }

    [Fact]
    public async Task An_export_comes_as_a_zip_where_that_is_wanted()
    {
        (await Admin.PostAsync("/apps", """{"key": "empty", "title": "Empty"}""")).Succeeded();
        using var client = await server.Anonymous().SignInAsync("admin", TestServer.AdministratorPassword);
        client.Http.DefaultRequestHeaders.Accept.ParseAdd("application/zip");

        var answer = (await client.PostAsync("/apps/empty/export")).Succeeded();

        Assert.Equal("application/zip", answer.Response.Content.Headers.ContentType!.MediaType);
        Assert.StartsWith("PK", answer.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Only_designers_install_and_export()
    {
        using var member = await server.AsAsync("member1", "member");

        (await member.PostAsync("/templates/emergency-contacts/install", new { sampleData = false })).Refused(HttpStatusCode.Forbidden, "may_not_design");
        (await member.PostAsync("/apps", new { key = "mine", title = "Mine" })).Refused(HttpStatusCode.Forbidden);
        (await Admin.PostAsync("/templates/..%2F..%2Fetc/install", new { sampleData = false })).Refused(HttpStatusCode.NotFound);
        (await Admin.PostAsync("/apps/nothing/export")).Refused(HttpStatusCode.NotFound, "app_not_found");
    }
}
