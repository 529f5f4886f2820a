using FormsHub.Testing;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace FormsHub.Browser.Tests;

/// <summary>An administrator says in the browser what a role may do; whoever has it sees only that.</summary>
public class RolesTests(Chromium chromium, TestServer server) : IClassFixture<TestServer>
{
    private const string Password = "first-Password-1";

    [Fact]
    public async Task A_role_made_by_mouse_and_keyboard_shows_its_holder_own_records_without_what_is_hidden_or_masked()
    {
        await server.Administrator.PublishFormAsync("""
            {
              "key": "client", "titleField": "name", "title": {"en": "Client", "zh-CN": "客户"},
              "fields": [
                {"key": "name", "type": "text", "label": {"en": "Name", "zh-CN": "姓名"}},
                {"key": "city", "type": "text", "label": {"en": "City", "zh-CN": "城市"}},
                {"key": "phone", "type": "phone", "label": {"en": "Phone", "zh-CN": "电话"}},
                {"key": "salary", "type": "number", "label": {"en": "Salary", "zh-CN": "薪资"}}
              ]
            }
            """);
        var mei = (await server.Administrator.PostAsync("/users", new { userName = "mei", displayName = "Mei", password = Password })).Succeeded()["id"].GetString();
        await server.Administrator.CreateAsync("client", new { name = "Anna Berg", city = "Berlin", phone = "+8613800138000", salary = 4200 });
        await server.Administrator.CreateAsync("client", new { name = "Carl Dorn", city = "Bonn", phone = "+8613800138001", salary = 4300 });

        await using (var visitor = await Visitor.AdministratorAsync(chromium, server))
        {
            var page = visitor.Page;
            await visitor.GoAsync("/roles");
            await page.GetByRole(AriaRole.Button, new() { Name = "Add a role" }).ClickAsync();
            await page.GetByLabel("English name").FillAsync("Berlin desk");
            await page.Keyboard.PressAsync("Enter");
            await page.WaitForURLAsync("**/roles/berlinDesk");
            await visitor.RestAsync();

            await page.GetByLabel("People", new() { Exact = true }).FillAsync("Mei");
            await page.GetByTitle("Mei", new() { Exact = true }).ClickAsync();
            // A click into the matrix ticks what was clicked, and opens the rest.
            await page.Locator("tr[data-form='client'] td button").First.ClickAsync();
            var drawer = page.GetByRole(AriaRole.Dialog);
            await Expect(drawer.GetByLabel("See records")).ToBeCheckedAsync();
            await drawer.GetByLabel("Those that meet conditions…").CheckAsync();
            await drawer.GetByRole(AriaRole.Button, new() { Name = "Done" }).ClickAsync();
            await page.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
            await Expect(drawer.GetByText("Finish the conditions: each needs an answer.")).ToBeVisibleAsync();

            await drawer.GetByRole(AriaRole.Button, new() { Name = "Add a condition" }).ClickAsync();
            await drawer.GetByRole(AriaRole.Combobox, new() { Name = "Field" }).FillAsync("City");
            await page.Keyboard.PressAsync("Enter");
            await drawer.GetByRole(AriaRole.Textbox, new() { Name = "Value" }).FillAsync("Berlin");
            await drawer.GetByRole(AriaRole.Button, new() { Name = "Choose field by field" }).PressAsync("Enter");
            await drawer.GetByRole(AriaRole.Radio, new() { Name = "All other fields: See" }).PressAsync("Space");
            await drawer.GetByRole(AriaRole.Radio, new() { Name = "Phone: Masked" }).PressAsync("Space");
            await drawer.GetByRole(AriaRole.Radio, new() { Name = "Salary: Hidden" }).PressAsync("Space");
            await drawer.GetByRole(AriaRole.Button, new() { Name = "Done" }).PressAsync("Enter");
            await Expect(drawer).ToBeHiddenAsync();
            await Expect(page.Locator("tr[data-form='client']")).ToContainTextAsync("Some");
            await page.GetByRole(AriaRole.Link, new() { Name = "People", Exact = true }).ClickAsync();
            await page.GetByRole(AriaRole.Button, new() { Name = "Stay" }).ClickAsync();
            await page.Keyboard.PressAsync("Control+s");
            // Whoever is given the role in the same saving is among those who gain by it.
            var preview = page.GetByRole(AriaRole.Dialog);
            await Expect(preview.Locator("[data-user='Mei']")).ToContainTextAsync("0 → 1");
            await Expect(preview.Locator("[data-user='Mei']")).ToContainTextAsync("Phone: Hidden → Masked");
            await preview.GetByRole(AriaRole.Button, new() { Name = "Save these rules" }).ClickAsync();
            await Expect(page.GetByText("The role “Berlin desk” is saved")).ToBeVisibleAsync();
            await Expect(page.GetByRole(AriaRole.Button, new() { Name = "Save" })).ToBeDisabledAsync();
        }

        var role = (await server.Administrator.GetAsync("/roles/berlinDesk")).Succeeded();
        Assert.Equal(1, role["users"].GetInt32());
        Assert.Equal("""{"*":"read","phone":"masked","salary":"hidden"}""", role["grants"][0].GetProperty("fields").GetRawText().Replace(" ", "", StringComparison.Ordinal));
        Assert.Contains("berlinDesk", (await server.Administrator.GetAsync("/users/" + mei)).Succeeded()["roles"].EnumerateArray().Select(each => each.GetString()));

        foreach (var (language, width) in new[] { (Languages.English, Visitor.Desktop), (Languages.Chinese, Visitor.Phone) })
        {
            await using var person = await Visitor.ArriveAsync(chromium, server, language, width);
            var page = person.Page;
            await SignInAsync(person, language);
            await person.GoAsync("/forms/client");
            await Expect(page.GetByText("Anna Berg").First).ToBeVisibleAsync();
            await Expect(page.GetByText("Carl Dorn")).ToHaveCountAsync(0);
            await Expect(page.GetByText(language is Languages.English ? "Salary" : "薪资")).ToHaveCountAsync(0);
            await Expect(page.GetByRole(AriaRole.Button, new() { Name = language is Languages.English ? "New" : "新建" })).ToHaveCountAsync(0);

            await page.GetByRole(AriaRole.Button, new() { Name = "Anna Berg" }).ClickAsync();
            await Expect(page.GetByText("138****8000").Last).ToBeVisibleAsync();
            await person.RestAsync();
            await Expect(page.GetByText("4200")).ToHaveCountAsync(0);
            await Expect(page.GetByRole(AriaRole.Button, new() { Name = language is Languages.English ? "Edit" : "编辑", Exact = true })).ToHaveCountAsync(0);
            Assert.Empty(await Axe.ViolationsAsync(page));
            await person.PhotographAsync($"role-{language}-{width}");
        }
    }

    [Fact]
    public async Task Somebody_is_put_into_a_ready_made_group_and_sees_all_without_changing_anything()
    {
        await server.Administrator.PublishFormAsync("""{ "key": "notice", "titleField": "name", "fields": [{ "key": "name", "type": "text", "label": { "en": "Name" } }] }""");
        await server.Administrator.CreateAsync("notice", new { name = "Fire drill" });
        using var reader = await server.AsAsync("readerOfNotices");

        await using var visitor = await Visitor.AdministratorAsync(chromium, server);
        var page = visitor.Page;
        await visitor.GoAsync("/forms/notice/access");
        await page.GetByLabel("See all", new() { Exact = true }).FillAsync("readerOfNotices");
        await page.Locator(".ant-select-item-option").GetByText("readerOfNotices").First.ClickAsync();
        await page.Keyboard.PressAsync("Escape");
        await page.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Dialog)).ToContainTextAsync("+1 record");
        await page.GetByRole(AriaRole.Button, new() { Name = "Save these rules" }).ClickAsync();
        await Expect(page.GetByText("Saved; it holds from now on.")).ToBeVisibleAsync();

        var list = await reader.QueryAsync("notice", new { first = 5 });
        Assert.Equal(1, list["items"].GetArrayLength());
        (await reader.PostAsync("/forms/notice/records", new { data = new { name = "Mine" } })).Refused(System.Net.HttpStatusCode.Forbidden);
    }

    private static async Task SignInAsync(Visitor visitor, string language)
    {
        await visitor.GoAsync("/sign-in");
        await visitor.Page.GetByLabel(language is Languages.English ? "User name" : "用户名").FillAsync("mei");
        await visitor.Page.GetByLabel(language is Languages.English ? "Password" : "密码").FillAsync(Password);
        await visitor.Page.Keyboard.PressAsync("Enter");
        await Expect(visitor.Page.GetByRole(AriaRole.Navigation).First).ToBeVisibleAsync();
        await visitor.RestAsync();
    }
}
