using FormsHub.Testing;
using Microsoft.Playwright;

namespace FormsHub.Browser.Tests;

/// <summary>Somebody at a browser window of their own. What went wrong in the page fails the test when the visitor leaves.</summary>
public sealed class Visitor : IAsyncDisposable
{
    public const int Desktop = 1280;
    public const int Phone = 375;

    private readonly IBrowserContext _context;
    private readonly List<string> _mishaps = [];

    private Visitor(IBrowserContext context, IPage page) => (_context, Page) = (context, page);

    public IPage Page { get; }

    /// <summary>Opens a window on the server, not signed in.</summary>
    public static async Task<Visitor> ArriveAsync(Chromium chromium, TestServer server, string language = Languages.English, int width = Desktop)
    {
        var context = await chromium.Browser.NewContextAsync(new()
        {
            BaseURL = server.Address.ToString(),
            Locale = language,
            TimezoneId = "Asia/Shanghai",
            ViewportSize = new() { Width = width, Height = width == Phone ? 780 : 900 },
            HasTouch = width == Phone,
            ReducedMotion = ReducedMotion.Reduce,
        });
        context.SetDefaultTimeout(15_000);
        var visitor = new Visitor(context, await context.NewPageAsync());
        visitor.Page.PageError += (_, error) => visitor._mishaps.Add(error);
        visitor.Page.Console += (_, message) =>
        {
            if (message.Text.Contains("Content Security Policy", StringComparison.Ordinal)) visitor._mishaps.Add(message.Text);
        };
        visitor.Page.Response += (_, answer) =>
        {
            if (answer.Status >= 500) visitor._mishaps.Add($"{answer.Status} {answer.Request.Method} {answer.Url}");
        };
        return visitor;
    }

    /// <summary>Opens a window of the first administrator, signed in.</summary>
    public static async Task<Visitor> AdministratorAsync(Chromium chromium, TestServer server, string language = Languages.English, int width = Desktop)
    {
        var visitor = await ArriveAsync(chromium, server, language, width);
        var answer = await visitor._context.APIRequest.PostAsync(
            new Uri(server.Address, "/api/v1/auth/login").ToString(),
            new() { DataObject = new { userName = "admin", password = TestServer.AdministratorPassword }, Headers = [new("X-FormsHub", "1")] });
        Assert.True(answer.Ok, $"Sign-in answered {answer.Status}.");
        return visitor;
    }

    /// <summary>Goes to an address and waits until the page rests.</summary>
    public async Task GoAsync(string path)
    {
        await Page.GotoAsync(path);
        await RestAsync();
    }

    /// <summary>Waits until nothing loads and nothing stands in for what loads.</summary>
    public async Task RestAsync()
    {
        await Page.WaitForLoadStateAsync(LoadState.NetworkIdle);
        await Assertions.Expect(Page.Locator("[aria-busy='true']")).ToHaveCountAsync(0);
    }

    public async ValueTask DisposeAsync()
    {
        if (TestContext.Current.TestState?.Result is TestResult.Failed) await PhotographAsync();
        await _context.DisposeAsync();
        Assert.Empty(_mishaps);
    }

    /// <summary>Leaves a picture of the page in artifacts/test-results.</summary>
    public Task PhotographAsync(string? name = null) => Page.ScreenshotAsync(new()
    {
        Path = Repository.PathOf("artifacts", "test-results", "pictures", (name ?? TestContext.Current.Test?.TestDisplayName ?? "page").Replace('/', '-') + ".png"),
    });
}

/// <summary>The languages of the browser's part, by their tag.</summary>
public static class Languages
{
    public const string English = "en";
    public const string Chinese = "zh-CN";
}
