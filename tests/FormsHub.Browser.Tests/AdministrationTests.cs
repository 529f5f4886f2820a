using System.IO.Compression;
using FormsHub.Testing;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace FormsHub.Browser.Tests;

/// <summary>What administrators do beside forms, and what everybody does with their own account.</summary>
public class AdministrationTests(Chromium chromium, TestServer server) : IClassFixture<TestServer>
{
    private const string Password = "first-Password-1";

    [Fact]
    public async Task The_head_of_a_department_is_shown_by_name_however_many_people_there_are()
    {
        var api = server.Administrator;
        var head = "";
        for (var number = 0; number < 60; number++)
        {
            var made = await api.PostAsync("/users", new { userName = $"head{number:00}", displayName = $"Head {number:00}", password = Password });
            head = made.Succeeded()["id"].GetString()!;
        }
        (await api.PostAsync("/departments", new { key = "care", title = new { en = "Care" }, head })).Succeeded();

        await using var visitor = await Visitor.AdministratorAsync(chromium, server);
        await visitor.GoAsync("/departments");
        await visitor.Page.GetByRole(AriaRole.Button, new() { Name = "Care", Exact = true }).ClickAsync();
        await Expect(visitor.Page.GetByRole(AriaRole.Dialog)).ToContainTextAsync("Head 59");
    }

    [Fact]
    public async Task Somebody_changes_their_own_password_on_a_phone()
    {
        (await server.Administrator.PostAsync("/users", new { userName = "mei", displayName = "Mei", password = Password })).Succeeded();
        await using var visitor = await Visitor.ArriveAsync(chromium, server, width: Visitor.Phone);
        var page = visitor.Page;
        await SignInAsync(visitor, "mei", Password);
        await page.GetByRole(AriaRole.Button, new() { Name = "Me: Mei" }).ClickAsync();
        await page.GetByRole(AriaRole.Menuitem, new() { Name = "Change my password" }).ClickAsync();
        var dialog = page.GetByRole(AriaRole.Dialog);
        await dialog.GetByLabel("Present password").FillAsync("something else 1");
        await dialog.GetByLabel("New password", new() { Exact = true }).FillAsync("second-Password-2");
        await dialog.GetByLabel("New password again").FillAsync("second-Password-3");
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Change it" }).ClickAsync();
        await Expect(dialog).ToContainTextAsync("The two are not the same.");
        await dialog.GetByLabel("New password again").FillAsync("second-Password-2");
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Change it" }).ClickAsync();
        await Expect(dialog).ToContainTextAsync("The current password is wrong.");
        await dialog.GetByLabel("Present password").FillAsync(Password);
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Change it" }).ClickAsync();
        await Expect(page.GetByText("The password is changed")).ToBeVisibleAsync();

        await using var again = await Visitor.ArriveAsync(chromium, server, width: Visitor.Phone);
        await SignInAsync(again, "mei", "second-Password-2");
    }

    [Fact]
    public async Task All_records_of_a_large_change_set_can_be_read()
    {
        await server.Administrator.PublishFormAsync("""{ "key": "page", "titleField": "name", "fields": [{ "key": "name", "type": "text", "label": { "en": "Name" } }] }""");
        var create = Enumerable.Range(0, 700).Select(number => new { data = new { name = $"Page {number:000}" } });
        var batch = await server.Administrator.BatchAsync("page", new { create });

        await using var visitor = await Visitor.AdministratorAsync(chromium, server);
        await visitor.GoAsync("/changes/" + batch["changeSet"].GetString());
        var panel = visitor.Page.GetByRole(AriaRole.Complementary);
        var records = panel.Locator("ol > li");
        foreach (var count in new[] { 30, 230, 430, 630, 700 })
        {
            await Expect(records).ToHaveCountAsync(count);
            if (count < 700) await panel.GetByRole(AriaRole.Button, new() { Name = "Load more" }).ClickAsync();
        }
        await Expect(panel.GetByRole(AriaRole.Button, new() { Name = "Load more" })).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task An_application_is_exported_as_a_template()
    {
        (await server.Administrator.PostAsync("/templates/asset-register/install", new { sampleData = false })).Succeeded();
        await using var visitor = await Visitor.AdministratorAsync(chromium, server);
        await visitor.GoAsync("/");
        var download = await visitor.Page.RunAndWaitForDownloadAsync(
            () => visitor.Page.GetByRole(AriaRole.Button, new() { Name = "Export Asset register as a template" }).ClickAsync());
        Assert.Equal("assets.zip", download.SuggestedFilename);
        await using var zip = await ZipFile.OpenReadAsync(await download.PathAsync(), CancellationToken.None);
        Assert.Equal(["access.json", "app.json", "forms/asset.json", "forms/location.json"], zip.Entries.Select(each => each.FullName).Order(StringComparer.Ordinal));
    }

    private static async Task SignInAsync(Visitor visitor, string userName, string password)
    {
        await visitor.GoAsync("/sign-in");
        await visitor.Page.GetByLabel("User name").FillAsync(userName);
        await visitor.Page.GetByLabel("Password").FillAsync(password);
        await visitor.Page.Keyboard.PressAsync("Enter");
        await Expect(visitor.Page.GetByRole(AriaRole.Navigation).First).ToBeVisibleAsync();
        await visitor.RestAsync();
    }

    [Theory]
    [InlineData(Languages.English, Visitor.Desktop)]
    [InlineData(Languages.Chinese, Visitor.Phone)]
    public async Task A_password_that_was_handed_over_is_changed_at_the_first_sign_in(string language, int width)
    {
        string In(string english, string chinese) => language == Languages.English ? english : chinese;
        var (name, given, own) = ($"newcomer{width}", "Handed-over-horse-5", "My-very-own-horse-7");
        await using (var administrator = await Visitor.AdministratorAsync(chromium, server, language, width))
        {
            var dialog = administrator.Page;
            await administrator.GoAsync("/people");
            await dialog.GetByRole(AriaRole.Button, new() { Name = In("Add a person", "添加人员") }).ClickAsync();
            await dialog.Locator("#displayName").FillAsync(name);
            await dialog.Locator("#userName").FillAsync(name);
            await dialog.Locator("#password").FillAsync(given);
            await Expect(dialog.GetByLabel(In("They choose a password of their own", "下次登录时须改成自己的密码"))).ToBeCheckedAsync();
            await dialog.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = In("Add a person", "添加人员") }).ClickAsync();
            await Expect(dialog.GetByRole(AriaRole.Dialog)).ToBeHiddenAsync();
        }

        await using var person = await Visitor.ArriveAsync(chromium, server, language, width);
        var page = person.Page;
        await person.GoAsync("/sign-in");
        await page.GetByLabel(In("User name", "用户名")).FillAsync(name);
        await page.GetByLabel(In("Password", "密码")).FillAsync(given);
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.GetByText(In("Somebody else set your password.", "您的密码由他人设置。"))).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = In("Change my password", "修改我的密码") }).ClickAsync();
        await page.Locator("#currentPassword").FillAsync(given);
        await page.Locator("#newPassword").FillAsync(own);
        await page.Locator("#again").FillAsync(own);
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToContainTextAsync(name);
    }
}
