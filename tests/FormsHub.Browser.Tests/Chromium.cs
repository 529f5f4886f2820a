using FormsHub.Testing;
using Microsoft.Playwright;

[assembly: AssemblyFixture(typeof(FormsHub.Browser.Tests.Chromium))]

namespace FormsHub.Browser.Tests;

/// <summary>Debian's chromium, started once for all journeys.</summary>
public sealed class Chromium : IAsyncLifetime
{
    private static readonly string[] Places = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

    private IPlaywright? _playwright;
    private IBrowser? _browser;

    public IBrowser Browser => _browser ?? throw new InvalidOperationException("The browser is not started yet.");

    public async ValueTask InitializeAsync()
    {
        var program = Environment.GetEnvironmentVariable("FORMSHUB_CHROMIUM") ?? Places.FirstOrDefault(File.Exists);
        Assert.True(program is not null, "The browser tests need chromium: apt-get install chromium fonts-noto-cjk");
        Assert.True(File.Exists(Repository.PathOf("ui", "dist", "index.html")), "The browser tests need the built UI: npm --prefix ui ci && npm --prefix ui run build");

        _playwright = await Playwright.CreateAsync();
        _browser = await _playwright.Chromium.LaunchAsync(new()
        {
            ExecutablePath = program,
            Args =
            [
                "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
                "--disable-component-update", "--disable-sync", "--disable-dev-shm-usage",
            ],
        });
    }

    public async ValueTask DisposeAsync()
    {
        if (_browser is not null) await _browser.DisposeAsync();
        _playwright?.Dispose();
    }
}
