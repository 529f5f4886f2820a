using System.Security.Cryptography;
using FormsHub.Testing;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace FormsHub.Browser.Tests;

/// <summary>A second factor as a person sets it up and uses it, by keyboard and on a phone.</summary>
public class SecondFactorTests(Chromium chromium, TestServer server) : IClassFixture<TestServer>
{
    private const string Password = "first-Pass-word-1";

    [Fact]
    public async Task Somebody_whose_role_needs_one_sets_it_up_and_signs_in_with_a_recovery_code_on_a_phone()
    {
        var api = server.Administrator;
        (await api.PostAsync("/roles", new { key = "careful", title = new { en = "Careful" }, grants = Array.Empty<object>() })).Succeeded();
        (await api.PostAsync("/users", new { userName = "lan", displayName = "Lan", password = Password, roles = new[] { "careful" } })).Succeeded();
        await using (var administrator = await Visitor.AdministratorAsync(chromium, server))
        {
            await administrator.GoAsync("/settings/sign-in");
            await administrator.Page.GetByRole(AriaRole.Combobox).FillAsync("Careful");
            await administrator.Page.Locator(".ant-select-item-option").GetByText("Careful").First.ClickAsync();
            await administrator.Page.Keyboard.PressAsync("Escape");
            await administrator.Page.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
            await Expect(administrator.Page.GetByText("The settings are saved")).ToBeVisibleAsync();
        }

        await using var visitor = await Visitor.ArriveAsync(chromium, server);
        var page = visitor.Page;
        await EnterAsync(visitor, "User name", "Password");
        await Expect(page.GetByText("Your roles need a second factor.")).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Set up a second factor" }).ClickAsync();
        await page.GetByLabel("Present password").FillAsync(Password);
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.GetByRole(AriaRole.Img, new() { Name = "Picture for the authenticator app" })).ToBeVisibleAsync();
        var secret = (await page.GetByLabel("Secret for the authenticator app").TextContentAsync())!.Replace(" ", "", StringComparison.Ordinal);
        await page.GetByLabel("Code", new() { Exact = true }).FillAsync(CodeOf(secret));
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.GetByRole(AriaRole.Dialog).GetByText("Recovery codes")).ToBeVisibleAsync();
        var codes = await page.Locator("ol code").AllTextContentsAsync();
        Assert.Equal(10, codes.Count);
        await page.GetByRole(AriaRole.Button, new() { Name = "I have kept it" }).ClickAsync();
        await Expect(page.GetByText("10 recovery codes left")).ToBeVisibleAsync();
        await visitor.GoAsync("/");
        await Expect(page).ToHaveURLAsync(new Uri(server.Address, "/").ToString());

        await using var phone = await Visitor.ArriveAsync(chromium, server, Languages.Chinese, Visitor.Phone);
        await EnterAsync(phone, "用户名", "密码");
        await phone.Page.GetByLabel("验证码").FillAsync("000000");
        await phone.Page.Keyboard.PressAsync("Enter");
        await Expect(phone.Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("验证码错误或已使用。");
        await phone.Page.GetByRole(AriaRole.Button, new() { Name = "使用恢复码" }).ClickAsync();
        await phone.Page.GetByLabel("恢复码").FillAsync(codes[0]);
        await phone.Page.Keyboard.PressAsync("Enter");
        await Expect(phone.Page).ToHaveURLAsync(new Uri(server.Address, "/").ToString());
        await phone.GoAsync("/security");
        await Expect(phone.Page.GetByText("剩余 9 个恢复码")).ToBeVisibleAsync();
        await phone.Page.GetByRole(AriaRole.Button, new() { Name = "结束其他会话" }).ClickAsync();
        await Expect(phone.Page.GetByText("已结束")).ToBeVisibleAsync();
        await page.GotoAsync("/security");
        await Expect(page.GetByLabel("User name")).ToBeVisibleAsync();
    }

    private static async Task EnterAsync(Visitor visitor, string userName, string password)
    {
        await visitor.GoAsync("/sign-in");
        await visitor.Page.GetByLabel(userName).FillAsync("lan");
        await visitor.Page.GetByLabel(password).FillAsync(Password);
        await visitor.Page.Keyboard.PressAsync("Enter");
    }

    /// <summary>What an authenticator shows now.</summary>
    private static string CodeOf(string secret)
    {
        var bits = string.Concat(secret.Select(letter => Convert.ToString("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".IndexOf(letter, StringComparison.Ordinal), 2).PadLeft(5, '0')));
        var key = bits.Chunk(8).Where(eight => eight.Length is 8).Select(eight => Convert.ToByte(new string(eight), 2)).ToArray();
        var counter = BitConverter.GetBytes(TimeProvider.System.GetUtcNow().ToUnixTimeSeconds() / 30).Reverse().ToArray();
#pragma warning disable CA5350 // RFC 6238 says SHA-1.
        var hash = HMACSHA1.HashData(key, counter);
#pragma warning restore CA5350 // As above.
        var offset = hash[^1] & 15;
        var number = ((hash[offset] & 127) << 24) | (hash[offset + 1] << 16) | (hash[offset + 2] << 8) | hash[offset + 3];
        return (number % 1_000_000).ToString("D6", System.Globalization.CultureInfo.InvariantCulture);
    }
}
