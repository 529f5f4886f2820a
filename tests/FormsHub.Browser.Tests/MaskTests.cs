using FormsHub.Testing;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace FormsHub.Browser.Tests;

/// <summary>Masked values: a member works with the rest of the record, shows one for a reason, and its owner is told.</summary>
public class MaskTests(Chromium chromium, TestServer server) : IClassFixture<TestServer>
{
    private const string Password = "Another-horse-8-battery";

    private ApiClient Api => server.Administrator;

    [Theory]
    [InlineData(Languages.English, Visitor.Desktop)]
    [InlineData(Languages.Chinese, Visitor.Phone)]
    public async Task A_mask_is_left_alone_shown_for_a_reason_and_its_owner_told(string language, int width)
    {
        string In(string english, string chinese) => language == Languages.English ? english : chinese;
        var (form, person) = ($"person{width}", $"member{width}");
        await Api.PublishFormAsync($$"""
            {"key": "{{form}}", "title": {"zh-CN": "人员", "en": "Person"}, "titleField": "name", "members": ["*"], "fields": [
              {"key": "name", "type": "text", "label": {"zh-CN": "姓名", "en": "Name"} },
              {"key": "mobile", "type": "phone", "label": {"zh-CN": "手机", "en": "Mobile"}, "required": true, "sensitive": "mask"}]}
            """);
        var id = (await Api.CreateAsync(form, new { name = "Li Lei", mobile = "13800138000" })).GetProperty("id").GetString()!;
        (await Api.PostAsync("/users", new { userName = person, displayName = "Wang", password = Password, roles = new[] { "member" } })).Succeeded();

        await using (var member = await Visitor.ArriveAsync(chromium, server, language, width))
        {
            var page = member.Page;
            await member.GoAsync("/sign-in");
            await page.Locator("input[autocomplete=username]").FillAsync(person);
            await page.Locator("input[autocomplete=current-password]").FillAsync(Password);
            await page.Keyboard.PressAsync("Enter");
            await page.WaitForURLAsync(url => !url.Contains("sign-in", StringComparison.Ordinal));
            await member.GoAsync($"/forms/{form}/records/{id}/edit");
            await page.GetByLabel(In("Name", "姓名")).FillAsync("Li Lei II");
            await page.Keyboard.PressAsync("Control+s");
            await page.WaitForURLAsync($"**/forms/{form}/records/{id}");
            await Expect(page.GetByText("138****8000")).ToBeVisibleAsync();

            await page.GetByRole(AriaRole.Button, new() { Name = In("Show “Mobile”", "显示“手机”") }).ClickAsync();
            var reason = page.GetByLabel(In("Why do you need to see it?", "为什么需要查看？"));
            await reason.FillAsync("Fire");
            await reason.PressAsync("Enter");

            await Expect(page.GetByRole(AriaRole.Link, new() { Name = "138 0013 8000" })).ToBeVisibleAsync();
            await page.GetByRole(AriaRole.Button, new() { Name = In("Hide again", "重新隐藏") }).ClickAsync();
            await Expect(page.GetByText("138****8000")).ToBeVisibleAsync();
        }
        Assert.Equal("+8613800138000", (await Api.ReadAsync(form, id)).GetProperty("data").GetProperty("mobile").GetString());

        await using var owner = await Visitor.AdministratorAsync(chromium, server, language, width);
        await owner.GoAsync("/notices");
        await Expect(owner.Page.GetByText("Fire").First).ToBeVisibleAsync();
        await owner.Page.GetByRole(AriaRole.Link, new() { Name = "Li Lei II" }).First.ClickAsync();
        await owner.Page.WaitForURLAsync($"**/forms/{form}/records/{id}");
    }

    [Theory]
    [InlineData(Languages.English, Visitor.Desktop)]
    [InlineData(Languages.Chinese, Visitor.Desktop)]
    public async Task A_field_is_encrypted_in_the_designer_and_found_by_its_last_four(string language, int width)
    {
        string In(string english, string chinese) => language == Languages.English ? english : chinese;
        var form = In("englishvault", "chinesevault");
        await Api.PublishFormAsync($$"""
            {"key": "{{form}}", "title": {"zh-CN": "人员", "en": "Person"}, "titleField": "name", "fields": [
              {"key": "name", "type": "text", "label": {"zh-CN": "姓名", "en": "Name"} },
              {"key": "mobile", "type": "phone", "label": {"zh-CN": "手机", "en": "Mobile"} }]}
            """);
        await Api.CreateAsync(form, new { name = "Li Lei", mobile = "13800138000" });
        await Api.CreateAsync(form, new { name = "Han Meimei", mobile = "13900139111" });

        await using var visitor = await Visitor.AdministratorAsync(chromium, server, language, width);
        var page = visitor.Page;
        await visitor.GoAsync($"/forms/{form}/design");
        await page.Locator("button[data-cover=f2]").ClickAsync();
        await page.GetByLabel(In("Sensitive", "敏感")).ClickAsync();
        await page.GetByTitle(In("Encrypted", "加密保存")).ClickAsync();
        await Expect(page.GetByText(In("Found by its whole value or its last 4 characters", "可按完整值或末 4 位查找"))).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = In("Publish…", "发布…") }).ClickAsync();
        await Expect(page.GetByText(In("2 values are sealed or opened", "2 个值将加密或解密"))).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = In("Publish", "发布") }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Dialog)).ToBeHiddenAsync();

        await visitor.GoAsync($"/forms/{form}");
        await Expect(page.GetByText("138 0013 8000")).ToBeVisibleAsync();
        await page.GetByPlaceholder(In("Find in the table", "在表中查找")).FillAsync("9111");
        await Expect(page.GetByText("139 0013 9111")).ToBeVisibleAsync();
        await Expect(page.GetByText("138 0013 8000")).ToBeHiddenAsync();
    }
}
