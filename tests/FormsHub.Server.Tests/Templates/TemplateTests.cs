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

    [Theory]
    [InlineData("asset-register", "assets")]
    [InlineData("emergency-contacts", "emergency")]
    public async Task An_export_unpacked_on_an_empty_server_installs_the_same_application(string template, string app)
    {
        await using var here = await TestServer.StartAsync();
        (await here.Administrator.PostAsync($"/templates/{template}/install", new { sampleData = false })).Succeeded();
        var export = (await here.Administrator.PostAsync($"/apps/{app}/export")).Succeeded();
        var folder = Directory.CreateTempSubdirectory("formshub-templates-").FullName;
        foreach (var file in export.Json.EnumerateObject()) Write(folder, template + "/" + file.Name, file.Value.GetRawText());

        await using var there = await TestServer.StartAsync(settings => settings with { Templates = folder });
        (await there.Administrator.PostAsync($"/templates/{template}/install", new { sampleData = false })).Succeeded();

        Assert.Equal(export.Text, (await there.Administrator.PostAsync($"/apps/{app}/export")).Succeeded().Text);
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task Roles_of_a_template_come_with_their_grants_and_wrong_ones_are_told()
    {
        var folder = Directory.CreateTempSubdirectory("formshub-templates-").FullName;
        foreach (var (name, field) in new[] { ("right", "x"), ("wrong", "y") })
        {
            Write(folder, name + "/app.json", $$"""{"key": "{{name}}", "title": "A", "forms": ["{{name}}"]}""");
            Write(folder, $"{name}/forms/{name}.json", $$"""{"key": "{{name}}", "fields": [{"key": "x", "type": "text"}]}""");
            Write(folder, name + "/access.json", $$$"""
                {"roles": [{"key": "{{{name}}}", "title": "R", "grants": [{"form": "{{{name}}}", "actions": ["read"], "rows": "own", "fields": {"{{{field}}}": "read"}}]}]}
                """);
        }
        await using var there = await TestServer.StartAsync(settings => settings with { Templates = folder });

        (await there.Administrator.PostAsync("/templates/right/install", new { sampleData = false })).Succeeded();
        var wrong = await there.Administrator.PostAsync("/templates/wrong/install", new { sampleData = false });
        // What the role may do with forms of other applications is no part of this one.
        var role = (await there.Administrator.GetAsync("/roles/right")).Succeeded();
        object[] grants = [.. role["grants"].EnumerateArray().Cast<object>(), new { form = "wrong", actions = new[] { "read" } }];
        (await there.Administrator.PutAsync("/roles/right", new { key = "right", title = new { en = "R" }, grants })).Succeeded();
        var export = (await there.Administrator.PostAsync("/apps/right/export")).Succeeded();

        Assert.Equal("own", role["grants"][0].GetProperty("rows").GetString());
        wrong.Refused(HttpStatusCode.Conflict);
        Assert.Contains("access.json", wrong["detail"].GetString(), StringComparison.Ordinal);
        Assert.Equal("/grants/0/fields/y", wrong["errors"][0].GetProperty("path").GetString());
        var exported = Assert.Single(export["access.json"].GetProperty("roles").EnumerateArray());
        Assert.Equal("right", Assert.Single(exported.GetProperty("grants").EnumerateArray()).GetProperty("form").GetString());
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task A_broken_template_is_told_in_a_sentence_and_stands_in_nobodys_way()
    {
        var folder = Directory.CreateTempSubdirectory("formshub-templates-").FullName;
        Write(folder, "noJson/app.json", "{\n\"key\": \"a\",\n oops");
        Write(folder, "picture/app.json", "[1, 2]");
        Write(folder, "noForm/app.json", """{"key": "b", "title": "B", "forms": ["gone"]}""");
        Write(folder, "badForm/app.json", """{"key": "c", "title": "C", "forms": ["bad"]}""");
        Write(folder, "badForm/forms/bad.json", """{"key": "bad", "fields": "none"}""");
        Write(folder, "badSamples/app.json", """{"key": "d", "title": "D", "forms": ["good"]}""");
        Write(folder, "badSamples/forms/good.json", """{"key": "good", "fields": [{"key": "x", "type": "text"}]}""");
        Write(folder, "badSamples/samples/good.json", """{"records": []}""");
        await using var broken = await TestServer.StartAsync(settings => settings with { Templates = folder });

        var list = (await broken.Administrator.GetAsync("/templates")).Succeeded()["items"].EnumerateArray()
            .ToDictionary(each => each.GetProperty("key").GetString()!, each => each.GetProperty("problem").GetString());

        Assert.Equal(5, list.Count);
        foreach (var (template, file) in new[] { ("noJson", "app.json"), ("picture", "app.json"), ("noForm", "forms/gone.json"), ("badForm", "forms/bad.json"), ("badSamples", "samples/good.json") })
        {
            Assert.Contains(file, list[template], StringComparison.Ordinal);
            var refused = (await broken.Administrator.PostAsync($"/templates/{template}/install", new { sampleData = true })).Refused(HttpStatusCode.Conflict);
            Assert.Equal(list[template], refused["detail"].GetString());
        }
        Directory.Delete(folder, recursive: true);
    }

    private static void Write(string folder, string file, string text)
    {
        var path = Path.Combine(folder, file);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
    }
}
