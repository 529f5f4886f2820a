using FormsHub.Testing;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace FormsHub.Browser.Tests;

/// <summary>Who is refused asks for access where it is refused, a manager grants it, and it ends by itself.</summary>
public class RequestsTests(Chromium chromium, TestServer server) : IClassFixture<TestServer>
{
    private const string Password = "first-Password-1";

    [Fact]
    public async Task Access_is_asked_for_granted_and_ends()
    {
        await server.Administrator.PublishFormAsync("""{ "key": "file", "titleField": "name", "title": {"en": "File", "zh-CN": "档案"}, "fields": [{ "key": "name", "type": "text", "label": { "en": "Name" } }] }""");
        var id = (await server.Administrator.CreateAsync("file", new { name = "Case 17" })).GetProperty("id").GetString();
        (await server.Administrator.PostAsync("/users", new { userName = "asker", displayName = "Asker", password = Password })).Succeeded();

        await using var asker = await Visitor.ArriveAsync(chromium, server, Languages.Chinese, Visitor.Phone);
        await asker.GoAsync("/sign-in");
        await asker.Page.GetByLabel("用户名").FillAsync("asker");
        await asker.Page.GetByLabel("密码").FillAsync(Password);
        await asker.Page.Keyboard.PressAsync("Enter");
        await Expect(asker.Page.GetByRole(AriaRole.Navigation).First).ToBeVisibleAsync();
        await asker.GoAsync($"/forms/file/records/{id}");
        await asker.Page.GetByRole(AriaRole.Button, new() { Name = "申请访问" }).PressAsync("Enter");
        await asker.Page.GetByLabel("原因").FillAsync("核对");
        await asker.RestAsync();
        Assert.Empty(await Axe.ViolationsAsync(asker.Page));
        await asker.Page.GetByRole(AriaRole.Button, new() { Name = "提交" }).PressAsync("Enter");
        await Expect(asker.Page.GetByText("申请已提交")).ToBeVisibleAsync();

        await using (var manager = await Visitor.AdministratorAsync(chromium, server))
        {
            var page = manager.Page;
            await manager.GoAsync("/notices");
            await page.GetByRole(AriaRole.Link, new() { Name = "Decide" }).ClickAsync();
            await Expect(page.GetByText("Asker asks for: See records")).ToBeVisibleAsync();
            await manager.RestAsync();
            Assert.Empty(await Axe.ViolationsAsync(page));
            await page.GetByRole(AriaRole.Button, new() { Name = "Grant" }).ClickAsync();
            await page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "Grant" }).ClickAsync();
            await Expect(page.GetByText("Granted; Asker is told")).ToBeVisibleAsync();
            await Expect(page.GetByText("Nothing waits for you")).ToBeVisibleAsync();
        }

        await asker.GoAsync($"/forms/file/records/{id}");
        await Expect(asker.Page.GetByText("Case 17").First).ToBeVisibleAsync();
        await asker.GoAsync("/requests?box=mine");
        await Expect(asker.Page.GetByText("已同意")).ToBeVisibleAsync();

        await using (var end = server.Database.Source.CreateCommand("update shares set valid_until = now()")) await end.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
        await asker.GoAsync($"/forms/file/records/{id}");
        await Expect(asker.Page.GetByRole(AriaRole.Button, new() { Name = "申请访问" })).ToBeVisibleAsync();
        await Expect(asker.Page.GetByText("Case 17")).ToHaveCountAsync(0);
    }
}
