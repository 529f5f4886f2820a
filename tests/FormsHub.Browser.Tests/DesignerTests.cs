using FormsHub.Testing;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace FormsHub.Browser.Tests;

/// <summary>The designer, by those who design.</summary>
public class DesignerTests(Chromium chromium, TestServer server) : IClassFixture<TestServer>
{
    private const string Form = """
        {
          "key": "shift", "title": { "zh-CN": "班次", "en": "Shift" }, "titleField": "name",
          "fields": [
            { "key": "name", "type": "text", "label": { "zh-CN": "姓名", "en": "Name" } },
            { "key": "level", "type": "select", "label": { "zh-CN": "等级", "en": "Level" },
              "options": [{ "key": "a", "label": { "zh-CN": "甲", "en": "A" } }] }
          ]
        }
        """;

    [Fact]
    public async Task Two_designers_at_once_keep_the_work_of_both_and_choose_where_both_changed_the_same()
    {
        (await server.Administrator.PostAsync("/forms", Form)).Succeeded();
        await using var first = await Visitor.AdministratorAsync(chromium, server);
        await using var second = await Visitor.AdministratorAsync(chromium, server);
        await first.GoAsync("/forms/shift/design");
        await second.GoAsync("/forms/shift/design");

        await RenameAsync(first.Page, "Full name");
        await first.Page.Locator("[data-palette='email']").ClickAsync();
        await Expect(first.Page.GetByRole(AriaRole.Status).First).ToContainTextAsync("· saved");

        await RenameAsync(second.Page, "Whole name");
        await second.Page.Locator("[data-palette='email']").ClickAsync();
        var dialog = second.Page.GetByRole(AriaRole.Dialog);
        await Expect(dialog).ToContainTextAsync("Field “E-mail” added");
        await dialog.GetByRole(AriaRole.Radio, new() { Name = "Theirs: Full name" }).CheckAsync();
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Merge", Exact = true }).ClickAsync();
        await Expect(second.Page.GetByRole(AriaRole.Status).First).ToContainTextAsync("· saved");

        var draft = (await server.Administrator.GetAsync("/forms/shift/draft")).Succeeded();
        var fields = draft["fields"].EnumerateArray().ToDictionary(each => each.GetProperty("key").GetString()!);
        Assert.Equal(["email", "email2", "level", "name"], fields.Keys.Order());
        Assert.Equal("Full name", fields["name"].GetProperty("label").GetProperty("en").GetString());
    }

    private static async Task RenameAsync(IPage page, string name)
    {
        await page.Locator("[data-cover][aria-label*='Name']").ClickAsync();
        await page.GetByLabel("Name (English)").FillAsync(name);
    }
}
