using FormsHub.Testing;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace FormsHub.Browser.Tests;

/// <summary>What people do all day, with the keyboard alone: nothing here touches the mouse.</summary>
public class KeyboardTests(Chromium chromium, AccessibilityTests.Samples samples) : IClassFixture<AccessibilityTests.Samples>
{
    /// <summary>More stops than any page has before what is looked for.</summary>
    private const int Patience = 150;

    [Fact]
    public async Task Signing_in_finding_changing_deleting_and_restoring_need_no_mouse()
    {
        await using var visitor = await Visitor.ArriveAsync(chromium, samples.Server);
        var page = visitor.Page;
        await visitor.GoAsync("/sign-in");
        await TabToAsync(page, page.GetByLabel("User name"));
        await page.Keyboard.TypeAsync("admin");
        await page.Keyboard.PressAsync("Tab");
        await page.Keyboard.TypeAsync(TestServer.AdministratorPassword);
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.GetByRole(AriaRole.Navigation).First).ToBeVisibleAsync();

        await FindAsync(visitor, "Emergency contact");
        await Expect(page).ToHaveURLAsync(new Uri(samples.Server.Address, "/forms/contact").ToString());
        await visitor.RestAsync();

        var grid = page.GetByRole(AriaRole.Grid);
        await TabToAsync(page, grid);
        await page.Keyboard.PressAsync("ArrowDown");
        await page.Keyboard.PressAsync("Space");
        var panel = page.GetByRole(AriaRole.Complementary);
        await Expect(panel.GetByRole(AriaRole.Button, new() { Name = "Edit", Exact = true })).ToBeVisibleAsync();

        await page.Keyboard.PressAsync("e");
        await TabToAsync(page, panel.GetByLabel("Job title"));
        await page.Keyboard.PressAsync("Control+a");
        await page.Keyboard.TypeAsync("Night watch");
        await page.Keyboard.PressAsync("Control+s");
        await Expect(panel.GetByRole(AriaRole.Button, new() { Name = "Edit", Exact = true })).ToBeVisibleAsync();
        await Expect(panel.GetByText("Night watch").First).ToBeVisibleAsync();
        await page.Keyboard.PressAsync("Escape");
        await Expect(panel).ToBeHiddenAsync();

        await TabToAsync(page, grid);
        await page.Keyboard.PressAsync("Shift+Space");
        await Expect(page.GetByText("1 selected")).ToBeVisibleAsync();
        await page.Keyboard.PressAsync("Delete");
        await TabToAsync(page, page.GetByRole(AriaRole.Button, new() { Name = "Delete 1 record" }));
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.GetByText("1 record deleted")).ToBeVisibleAsync();

        await FindAsync(visitor, "Recycle bin");
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Recycle bin" })).ToBeVisibleAsync();
        await visitor.RestAsync();
        await TabToAsync(page, page.GetByRole(AriaRole.Checkbox, new() { Name = "Select all" }));
        await page.Keyboard.PressAsync("Space");
        await TabToAsync(page, page.GetByRole(AriaRole.Button, new() { Name = "Restore 1 record" }), "Shift+Tab");
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.GetByText("1 record restored")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task A_form_is_made_and_gets_a_field_without_a_mouse()
    {
        await using var visitor = await Visitor.AdministratorAsync(chromium, samples.Server);
        var page = visitor.Page;
        await visitor.GoAsync("/forms");
        await TabToAsync(page, page.GetByRole(AriaRole.Button, new() { Name = "New form" }));
        await page.Keyboard.PressAsync("Enter");
        // The first field has the focus, in the reader's language, and any name is enough: the key is proposed.
        await Expect(page.GetByLabel("English name")).ToBeFocusedAsync();
        await page.Keyboard.InsertTextAsync("值班表");
        await page.Keyboard.PressAsync("Enter");
        await page.WaitForURLAsync("**/forms/form/design");
        await visitor.RestAsync();

        await TabToAsync(page, page.Locator("[data-palette='phone']"));
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.GetByText("saved", new() { Exact = false }).First).ToBeVisibleAsync();
        await TabToAsync(page, page.GetByLabel("Name (English)"));
        await page.Keyboard.PressAsync("Control+a");
        await page.Keyboard.TypeAsync("Night line");
        await Expect(page.Locator("[data-cover][aria-label*='Night line']")).ToBeAttachedAsync();
    }

    [Fact]
    public async Task A_name_typed_letter_by_letter_gives_the_whole_key()
    {
        await using var visitor = await Visitor.AdministratorAsync(chromium, samples.Server);
        var page = visitor.Page;
        await visitor.GoAsync("/forms");
        await page.GetByRole(AriaRole.Button, new() { Name = "New form" }).ClickAsync();
        await page.GetByLabel("English name").PressSequentiallyAsync("Visitor log");
        await Expect(page.GetByLabel("Key", new() { Exact = true })).ToHaveValueAsync("visitorLog");
        await page.GetByRole(AriaRole.Button, new() { Name = "Create and design" }).ClickAsync();
        await page.WaitForURLAsync("**/forms/visitorLog/design");
    }

    /// <summary>Opens the search by its key and takes what it finds first.</summary>
    private static async Task FindAsync(Visitor visitor, string words)
    {
        var page = visitor.Page;
        await page.Keyboard.PressAsync("/");
        var dialog = page.GetByRole(AriaRole.Dialog);
        await Expect(dialog.GetByRole(AriaRole.Combobox)).ToBeFocusedAsync();
        await page.Keyboard.TypeAsync(words);
        var option = dialog.GetByRole(AriaRole.Option).Filter(new() { HasText = words }).First;
        await Expect(option).ToBeVisibleAsync();
        await page.WaitForLoadStateAsync(LoadState.NetworkIdle);
        for (var i = 0; i < Patience && await option.GetAttributeAsync("aria-selected") is not "true"; i++) await page.Keyboard.PressAsync("ArrowDown");
        await page.Keyboard.PressAsync("Enter");
        await Expect(dialog).ToBeHiddenAsync();
    }

    private static async Task TabToAsync(IPage page, ILocator target, string key = "Tab")
    {
        for (var i = 0; i < Patience; i++)
        {
            if (await target.First.EvaluateAsync<bool>("element => element === document.activeElement")) return;
            await page.Keyboard.PressAsync(key);
        }
        Assert.Fail($"{key} does not reach {target}.");
    }
}
