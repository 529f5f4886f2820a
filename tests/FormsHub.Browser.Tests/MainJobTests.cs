using System.Text.Json;
using System.Text.Json.Nodes;
using FormsHub.Testing;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace FormsHub.Browser.Tests;

/// <summary>The tutorial, in a real browser: docs/tutorial.md tells the same steps.</summary>
public class MainJobTests(Chromium chromium, TestServer server) : IClassFixture<TestServer>
{
    private ApiClient Api => server.Administrator;

    [Fact]
    public async Task A_customer_list_goes_in_is_edited_deleted_and_restored_and_nothing_is_lost()
    {
        await using var visitor = await Visitor.AdministratorAsync(chromium, server);
        var page = visitor.Page;

        await InstallTheTemplateAsync(visitor, page);
        await BuildTheFormAsync(visitor, page);
        var contacts = await LoadTheListAsync();
        await ChangeAContactAndPutOneFieldBackAsync(visitor, page, contacts[0]);
        await DeleteTwentyAndRestoreThemAsync(visitor, page);

        await NorthwindComparison.AssertNothingIsLostAsync(Api);
    }

    [Theory]
    [InlineData(Languages.Chinese, "选中全部", "恢复 20 条", "已恢复 20 条记录")]
    [InlineData(Languages.English, "Select all", "Restore 20 records", "20 records restored")]
    public async Task Twenty_records_come_back_on_a_phone(string language, string all, string restore, string restored)
    {
        var form = $"shelf{language.Length}";
        await Api.PublishFormAsync($$"""{"key": "{{form}}", "title": {"en": "Shelf"}, "fields": [{"key": "name", "type": "text", "label": {"en": "Name"} }] }""");
        var ids = await LoadAsync(form, Enumerable.Range(0, 20).Select(number => new JsonObject { ["name"] = $"Shelf {number}" }));
        await Api.BatchAsync(form, new { delete = ids.Select(id => new { id }) });
        await using var visitor = await Visitor.AdministratorAsync(chromium, server, language, Visitor.Phone);

        await visitor.GoAsync($"/recycle-bin?form={form}");
        await visitor.Page.GetByRole(AriaRole.Checkbox, new() { Name = all, Exact = true }).CheckAsync();
        await visitor.Page.GetByRole(AriaRole.Button, new() { Name = restore }).ClickAsync();

        await Expect(visitor.Page.GetByText(restored)).ToBeVisibleAsync();
        Assert.Equal(20, (await Api.QueryAsync(form, new { first = 50 }))["items"].GetArrayLength());
    }

    private static async Task InstallTheTemplateAsync(Visitor visitor, IPage page)
    {
        await visitor.GoAsync("/templates");
        var card = page.GetByRole(AriaRole.Article, new() { Name = "Emergency contacts" });
        await card.GetByRole(AriaRole.Checkbox, new() { Name = "With sample data" }).UncheckAsync();
        await card.GetByRole(AriaRole.Button, new() { Name = "Install" }).ClickAsync();
        await Expect(card.GetByRole(AriaRole.Link, new() { Name = "Go home" })).ToBeVisibleAsync(new() { Timeout = 60_000 });
    }

    private static async Task BuildTheFormAsync(Visitor visitor, IPage page)
    {
        await visitor.GoAsync("/forms");
        await page.GetByRole(AriaRole.Button, new() { Name = "New form" }).First.ClickAsync();
        await page.GetByLabel("Chinese name").FillAsync("供应商");
        await page.GetByLabel("English name").FillAsync("Supplier");
        await page.GetByLabel("Key", new() { Exact = true }).FillAsync("supplier");
        await page.GetByRole(AriaRole.Button, new() { Name = "Create and design" }).ClickAsync();

        foreach (var field in JsonNode.Parse(NorthwindForms.Supplier)!["fields"]!.AsArray())
        {
            if ((string)field!["key"]! is "name") continue;
            await AddFieldAsync(page, field);
        }

        await page.GetByRole(AriaRole.Button, new() { Name = "Publish…" }).ClickAsync();
        await page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "Publish", Exact = true }).ClickAsync();
        await Expect(page.GetByText("Version 1 is published")).ToBeVisibleAsync();
    }

    private static async Task AddFieldAsync(IPage page, JsonNode field)
    {
        await page.Locator($"[data-palette='{field["type"]}']").ClickAsync();
        var panel = page.GetByRole(AriaRole.Complementary, new() { Name = "Properties" });
        await panel.GetByLabel("Name (English)").FillAsync((string)field["label"]!["en"]!);
        await panel.GetByLabel("Name (中文)").FillAsync((string)field["label"]!["zh-CN"]!);
        await panel.GetByLabel("Key", new() { Exact = true }).FillAsync((string)field["key"]!);
        if (field["required"] is not null) await panel.GetByRole(AriaRole.Switch, new() { Name = "Required", Exact = true }).CheckAsync();
        if (field["unique"] is not null) await panel.GetByRole(AriaRole.Switch, new() { Name = "Unique", Exact = true }).CheckAsync();
    }

    private async Task<List<string>> LoadTheListAsync()
    {
        await Api.PublishFormAsync(NorthwindForms.Order);
        var ids = await LoadAsync("customer", Northwind.Customers.Select(NorthwindForms.CustomerData));
        var customers = Northwind.Customers.Zip(ids).ToDictionary(pair => pair.First["customer_id"], pair => pair.Second);
        await LoadAsync("supplier", Northwind.Suppliers.Select(NorthwindForms.SupplierData));
        await LoadAsync("order", Northwind.Orders.Select(line => NorthwindForms.OrderData(line, customers)));
        return await LoadAsync("contact", Northwind.Customers.Select(line => NorthwindForms.ContactData(line, customers)));
    }

    private async Task<List<string>> LoadAsync(string form, IEnumerable<JsonObject> data)
    {
        var answer = await Api.BatchAsync(form, NorthwindForms.Batch(data));
        return [.. answer["results"].EnumerateArray().OrderBy(Index).Select(result => result.GetProperty("id").GetString()!)];

        static int Index(JsonElement result) => result.GetProperty("index").GetInt32();
    }

    private async Task ChangeAContactAndPutOneFieldBackAsync(Visitor visitor, IPage page, string id)
    {
        var before = await Api.ReadAsync("contact", id);
        await visitor.GoAsync($"/forms/contact/records/{id}");
        await page.GetByRole(AriaRole.Button, new() { Name = "Edit", Exact = true }).ClickAsync();
        await page.GetByLabel("Job title").FillAsync("Head of sales");
        await page.GetByLabel("Phone as noted").FillAsync("030-999 99 99");
        await page.Keyboard.PressAsync("Control+s");
        await Expect(page.GetByText("saved", new() { Exact = false }).First).ToBeVisibleAsync();

        await page.GetByRole(AriaRole.Tab, new() { Name = "History" }).ClickAsync();
        await Expect(page.GetByText("030-999 99 99").First).ToBeVisibleAsync();
        await page.GetByLabel("Put “Phone as noted” back").First.ClickAsync();
        await Expect(page.GetByText("is put back").First).ToBeVisibleAsync();

        var after = await Api.ReadAsync("contact", id);
        Assert.Equal("Head of sales", after.GetProperty("data").GetProperty("jobTitle").GetString());
        Assert.Equal(before.GetProperty("data").GetProperty("phoneNoted").GetString(), after.GetProperty("data").GetProperty("phoneNoted").GetString());
        (await Api.PostAsync($"/forms/contact/records/{id}/revert", new { rev = 1 })).Succeeded();
    }

    private static async Task DeleteTwentyAndRestoreThemAsync(Visitor visitor, IPage page)
    {
        await visitor.GoAsync("/forms/contact");
        var boxes = page.Locator("[role=row] input[type=checkbox][aria-label^='Select ']:not([aria-label^='Select all'])");
        await Expect(boxes.Nth(19)).ToBeAttachedAsync();
        await boxes.Nth(0).ClickAsync();
        await boxes.Nth(19).ClickAsync(new() { Modifiers = [KeyboardModifier.Shift] });
        await Expect(page.GetByText("20 selected")).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Toolbar, new() { Name = "Actions on the selected records" }).GetByRole(AriaRole.Button, new() { Name = "Delete" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Delete 20 records" }).ClickAsync();
        await Expect(page.GetByText("20 records deleted")).ToBeVisibleAsync();

        await visitor.GoAsync("/recycle-bin");
        await page.GetByRole(AriaRole.Checkbox, new() { Name = "Select all" }).CheckAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Restore 20 records" }).ClickAsync();
        await Expect(page.GetByText("20 records restored")).ToBeVisibleAsync();
    }
}
