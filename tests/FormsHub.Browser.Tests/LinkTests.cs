using FormsHub.Testing;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace FormsHub.Browser.Tests;

/// <summary>A link, without an account: its password, its record, its form to fill in, and its end.</summary>
public class LinkTests(Chromium chromium, TestServer server) : IClassFixture<TestServer>
{
    private ApiClient Api => server.Administrator;

    [Theory]
    [InlineData(Languages.English, Visitor.Desktop)]
    [InlineData(Languages.Chinese, Visitor.Phone)]
    public async Task Whoever_has_a_link_reads_and_fills_in_and_nothing_else(string language, int width)
    {
        string In(string english, string chinese) => language == Languages.English ? english : chinese;
        var form = $"visitor{width}";
        await Api.PublishFormAsync($$"""
            {"key": "{{form}}", "title": {"zh-CN": "访客", "en": "Visitor"}, "titleField": "name", "fields": [
              {"key": "name", "type": "text", "label": {"zh-CN": "姓名", "en": "Name"}, "required": true},
              {"key": "mobile", "type": "phone", "label": {"zh-CN": "手机", "en": "Mobile"}, "sensitive": "mask"}]}
            """);
        var id = (await Api.CreateAsync(form, new { name = "Li Lei", mobile = "13800138000" })).GetProperty("id").GetString()!;
        var read = (await Api.PostAsync($"/forms/{form}/shares", new { record = id, link = true, password = "open-sesame" })).Succeeded();
        var fill = (await Api.PostAsync($"/forms/{form}/shares", new { link = true, actions = new[] { "create" } })).Succeeded();

        await using var visitor = await Visitor.ArriveAsync(chromium, server, language, width);
        var page = visitor.Page;
        await visitor.GoAsync(read["link"].GetString()!);
        await page.Locator("input[type=password]").FillAsync("open-sesame");
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Li Lei" })).ToBeVisibleAsync();
        await Expect(page.GetByText("138****8000")).ToBeVisibleAsync();

        await visitor.GoAsync(fill["link"].GetString()!);
        await page.GetByLabel(In("Name", "姓名")).FillAsync("Han Meimei");
        await page.GetByRole(AriaRole.Button, new() { Name = In("Send", "提交") }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = In("Thank you", "感谢填写") })).ToBeVisibleAsync();
        Assert.Contains(await Api.AllAsync(form), record => record.GetProperty("title").GetString() is "Han Meimei");

        // Who made the links finds them at home, and sets an end.
        await using (var maker = await Visitor.AdministratorAsync(chromium, server, language, width))
        {
            await maker.GoAsync("/");
            var mine = maker.Page.GetByRole(AriaRole.Region, new() { Name = In("Shared by you", "我共享的") });
            var line = mine.GetByRole(AriaRole.Listitem).Filter(new() { HasText = "Li Lei" }).First;
            await Expect(line).ToContainTextAsync(In("until it is revoked", "直到撤销"));
            await line.GetByRole(AriaRole.Button, new() { Name = In("Until when", "共享到什么时候") }).ClickAsync();
            await maker.Page.GetByRole(AriaRole.Button, new() { Name = In("for 7 days", "7 天") }).ClickAsync();
            await Expect(line).Not.ToContainTextAsync(In("until it is revoked", "直到撤销"));
            await maker.RestAsync();
            Assert.Empty(await Axe.ViolationsAsync(maker.Page));
        }
        (await Api.DeleteAsync("/shares/" + fill["items"][0].GetProperty("id").GetString())).Succeeded();
        await visitor.GoAsync(fill["link"].GetString()!);
        await Expect(page.GetByText(In("This link does not work", "链接无效"))).ToBeVisibleAsync();
    }
}
