using System.Text.Json;
using System.Text.Json.Nodes;
using FormsHub.Testing;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace FormsHub.Browser.Tests;

/// <summary>Filling in and changing a record: what was typed, drawn or uploaded is never lost.</summary>
public class FillInTests(Chromium chromium, TestServer server) : IClassFixture<TestServer>
{
    private const string Equipment = """
        {"key": "equipment", "title": {"zh-CN": "设备", "en": "Equipment"}, "titleField": "name", "fields": [
          {"key": "name", "type": "text", "label": {"zh-CN": "名称", "en": "Name"}},
          {"key": "manual", "type": "file", "label": {"zh-CN": "说明书", "en": "Manual"}, "accept": [".txt"]},
          {"key": "photo", "type": "image", "label": {"zh-CN": "照片", "en": "Photo"}},
          {"key": "signed", "type": "signature", "label": {"zh-CN": "签名", "en": "Signature"}},
          {"key": "kind", "type": "cascade", "label": {"zh-CN": "类别", "en": "Kind"}, "options": [
            {"key": "it", "label": {"zh-CN": "信息技术", "en": "IT"}, "children": [{"key": "server", "label": {"zh-CN": "服务器", "en": "Server"}}]}]},
          {"key": "place", "type": "region", "label": {"zh-CN": "地点", "en": "Place"}}
        ]}
        """;

    private ApiClient Api => server.Administrator;

    [Theory]
    [InlineData(Languages.English, Visitor.Desktop)]
    [InlineData(Languages.Chinese, Visitor.Phone)]
    public async Task What_was_typed_drawn_and_uploaded_outlives_the_tab_and_the_session_and_is_sent_once(string language, int width)
    {
        await using var visitor = await Visitor.AdministratorAsync(chromium, server, language, width);
        var page = visitor.Page;
        string In(string english, string chinese) => language == Languages.English ? english : chinese;
        var form = $"equipment{width}";
        await Api.PublishFormAsync(Equipment.Replace("equipment", form, StringComparison.Ordinal));

        await visitor.GoAsync($"/forms/{form}/new");
        await page.GetByLabel(In("Name", "名称"), new() { Exact = true }).FillAsync("Rack 7");
        var files = page.Locator("input[type=file]");
        await files.Nth(0).SetInputFilesAsync(Payload("setup.exe", "application/x-msdownload", "MZ"u8.ToArray()));
        await Expect(page.GetByText(In("Only .txt can be sent here.", "这里只能上传 .txt。"))).ToBeVisibleAsync();
        await files.Nth(0).SetInputFilesAsync(Payload("说明 1.txt", "text/plain", "as it says"u8.ToArray()));
        await Expect(page.GetByRole(AriaRole.Link, new() { Name = "说明 1.txt" })).ToBeVisibleAsync();
        await page.GetByLabel(In("Kind", "类别"), new() { Exact = true }).ClickAsync();
        await page.Locator(".ant-cascader-menu-item", new() { HasText = In("IT", "信息技术") }).ClickAsync();
        await page.Locator(".ant-cascader-menu-item", new() { HasText = In("Server", "服务器") }).ClickAsync();
        await page.GetByLabel(In("Place", "地点"), new() { Exact = true }).ClickAsync();
        foreach (var division in new[] { "广东省", "深圳市", "南山区" })
            await page.Locator(".ant-cascader-menu-item:visible", new() { HasText = division }).ClickAsync();
        await page.Keyboard.PressAsync("Escape");
        await Expect(page.GetByText(In("Draft kept", "草稿已存"))).ToBeVisibleAsync();

        await page.Context.ClearCookiesAsync();
        await page.Keyboard.PressAsync("Control+s");
        await SignInAsync(page);
        await Expect(page.GetByLabel(In("Name", "名称"), new() { Exact = true })).ToHaveValueAsync("Rack 7");

        // Signed and saved at once: the picture is on its way only now, and belongs to the record.
        await SignWithAStrokeAsync(page);
        await page.Locator("[data-save-record]").ClickAsync();
        await page.WaitForURLAsync("**/records/*");
        var id = page.Url.Split('/')[^1];
        var data = (await Api.ReadAsync(form, id)).GetProperty("data");
        Assert.Equal("说明 1.txt", data.GetProperty("manual").GetProperty("name").GetString());
        Assert.Equal("image/png", data.GetProperty("signed").GetProperty("mime").GetString());
        Assert.Equal("server", data.GetProperty("kind")[1].GetString());
        Assert.Equal("440305", data.GetProperty("place").GetProperty("code").GetString());
        await Expect(page.GetByText("广东省 深圳市 南山区")).ToBeVisibleAsync();
        var download = await page.RunAndWaitForDownloadAsync(() => page.GetByRole(AriaRole.Link, new() { Name = "说明 1.txt" }).ClickAsync());
        Assert.Equal("说明 1.txt", download.SuggestedFilename);
        await visitor.GoAsync($"/forms/{form}/new");
        await Expect(page.GetByLabel(In("Name", "名称"), new() { Exact = true })).ToHaveValueAsync("");

        await visitor.GoAsync($"/forms/{form}/records/{id}");
        await page.GetByRole(AriaRole.Button, new() { Name = In("Edit", "编辑"), Exact = true }).ClickAsync();
        await page.GetByLabel(In("Name", "名称"), new() { Exact = true }).FillAsync("Rack 8");
        await page.Context.ClearCookiesAsync();
        await page.Keyboard.PressAsync("Control+s");
        await SignInAsync(page);
        await page.GetByRole(AriaRole.Button, new() { Name = In("Go on", "继续修改") }).ClickAsync();
        (await Api.PatchAsync($"/forms/{form}/records/{id}", new { data = new { kind = (string[]?)null } }, ifMatch: "\"1\"")).Succeeded();
        await page.Keyboard.PressAsync("Control+s");
        await page.GetByRole(AriaRole.Button, new() { Name = In("Save it so", "按此保存") }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Rack 8" })).ToBeVisibleAsync();
        data = (await Api.ReadAsync(form, id)).GetProperty("data");
        Assert.Equal("Rack 8", data.GetProperty("name").GetString());
        Assert.False(data.TryGetProperty("kind", out var kind) && kind.ValueKind is not JsonValueKind.Null);
    }

    [Fact]
    public async Task A_view_of_a_field_that_is_gone_opens_with_the_rest_and_says_so()
    {
        await Api.PublishFormAsync(Equipment.Replace("equipment", "gauge", StringComparison.Ordinal));
        await Api.CreateAsync("gauge", new { name = "Gauge 1" });
        (await Api.PostAsync("/forms/gauge/views", new { key = "known", title = new { en = "Of a kind" }, kind = "table", filter = new { kind = new { isEmpty = false } }, sort = new[] { "-kind", "name" } })).Succeeded();
        var fields = JsonNode.Parse(Equipment.Replace("equipment", "gauge", StringComparison.Ordinal))!;
        fields["fields"]!.AsArray().RemoveAt(4);
        var draft = await Api.GetAsync("/forms/gauge/draft");
        (await Api.PutAsync("/forms/gauge/draft", fields, draft.ETag)).Succeeded();
        await Api.PublishAsync("gauge");
        await using var visitor = await Visitor.AdministratorAsync(chromium, server);

        await visitor.GoAsync("/forms/gauge?view=known");

        await Expect(visitor.Page.GetByText("This view asks for fields that the form no longer has: kind.", new() { Exact = false })).ToBeVisibleAsync();
        await Expect(visitor.Page.Locator("main")).ToContainTextAsync("Gauge 1");
    }

    [Fact]
    public async Task A_deleted_view_comes_back_and_a_missing_record_leads_back_to_its_form()
    {
        await Api.PublishFormAsync(Equipment.Replace("equipment", "rack", StringComparison.Ordinal));
        (await Api.PostAsync("/forms/rack/views", new { key = "byName", title = new { en = "Down the names" }, kind = "table", scope = "shared", sort = new[] { "-name" } })).Succeeded();
        await using var visitor = await Visitor.AdministratorAsync(chromium, server);
        var page = visitor.Page;

        await visitor.GoAsync("/forms/rack?view=byName");
        await page.GetByRole(AriaRole.Button, new() { Name = "View", Exact = true }).ClickAsync();
        await page.GetByRole(AriaRole.Menuitem, new() { Name = "Delete the view" }).ClickAsync();
        await Expect(page.GetByText("The view “Down the names” is deleted.")).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Undo" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "Down the names" })).ToHaveAttributeAsync("aria-current", "page");
        var view = (await Api.GetAsync("/forms/rack/views")).Succeeded()["items"].EnumerateArray().Single(each => each.GetProperty("key").GetString() is "byName");
        Assert.Equal(("shared", "-name"), (view.GetProperty("scope").GetString(), view.GetProperty("sort")[0].GetString()));

        await visitor.GoAsync($"/forms/rack/records/{Guid.CreateVersion7()}");
        await page.GetByRole(AriaRole.Main).GetByRole(AriaRole.Link, new() { Name = "Equipment" }).ClickAsync();
        await page.WaitForURLAsync(url => new Uri(url).AbsolutePath is "/forms/rack");
    }

    private static FilePayload Payload(string name, string type, byte[] bytes) => new() { Name = name, MimeType = type, Buffer = bytes };

    private static async Task SignInAsync(IPage page)
    {
        await page.WaitForURLAsync("**/sign-in?*");
        await page.Locator("input[autocomplete=username]").FillAsync("admin");
        await page.Locator("input[autocomplete=current-password]").FillAsync(TestServer.AdministratorPassword);
        await page.Keyboard.PressAsync("Enter");
    }

    private static async Task SignWithAStrokeAsync(IPage page)
    {
        var pad = page.Locator("canvas");
        await pad.ScrollIntoViewIfNeededAsync();
        var box = (await pad.BoundingBoxAsync())!;
        await page.Mouse.MoveAsync(box.X + 20, box.Y + 20);
        await page.Mouse.DownAsync();
        await page.Mouse.MoveAsync(box.X + 90, box.Y + 60, new() { Steps = 5 });
        await page.Mouse.UpAsync();
    }
}
