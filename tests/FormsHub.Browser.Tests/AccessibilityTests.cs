using FormsHub.Testing;

namespace FormsHub.Browser.Tests;

/// <summary>Every page, in both languages, at a desk and on a phone: usable by everybody, and not wider than its window.</summary>
public class AccessibilityTests(Chromium chromium, AccessibilityTests.Samples samples) : IClassFixture<AccessibilityTests.Samples>
{
    private static readonly string[] Pages =
    [
        "/sign-in", "/", "/templates", "/forms", "/forms/contact", "/forms/customer?view=vipWithoutSecondContact", "/forms/contact/new",
        "/forms/contact/records/{contact}", "/forms/contact/design", "/recycle-bin", "/changes", "/people", "/departments", "/roles", "/roles/agent", "/tokens", "/forms/contact/access",
        "/nowhere",
    ];

    public static TheoryData<string, string, int> Everywhere
    {
        get
        {
            var data = new TheoryData<string, string, int>();
            foreach (var page in Pages)
            {
                data.Add(page, Languages.English, Visitor.Desktop);
                data.Add(page, Languages.Chinese, Visitor.Desktop);
                data.Add(page, Languages.English, Visitor.Phone);
                data.Add(page, Languages.Chinese, Visitor.Phone);
            }
            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Everywhere))]
    public async Task A_page_keeps_the_rules_of_accessibility(string page, string language, int width)
    {
        await using var visitor = page is "/sign-in"
            ? await Visitor.ArriveAsync(chromium, samples.Server, language, width)
            : await Visitor.AdministratorAsync(chromium, samples.Server, language, width);

        await visitor.GoAsync(page.Replace("{contact}", samples.Contact, StringComparison.Ordinal));

        Assert.Empty(await Axe.ViolationsAsync(visitor.Page));
        Assert.Equal(language, await visitor.Page.Locator("html").GetAttributeAsync("lang"));
        var overflow = await visitor.Page.EvaluateAsync<int>("document.documentElement.scrollWidth - document.documentElement.clientWidth");
        Assert.True(overflow <= 0, $"The page is {overflow} pixels wider than its window.");
    }

    /// <summary>A server with the emergency contacts and their samples.</summary>
    public sealed class Samples : IAsyncLifetime
    {
        public TestServer Server { get; } = new();
        public string Contact { get; private set; } = "";

        public async ValueTask InitializeAsync()
        {
            await Server.InitializeAsync();
            (await Server.Administrator.PostAsync("/templates/emergency-contacts/install", new { sampleData = true })).Succeeded();
            var first = await Server.Administrator.QueryAsync("contact", new { first = 1 });
            Contact = first["items"][0].GetProperty("id").GetString()!;
        }

        public ValueTask DisposeAsync() => Server.DisposeAsync();
    }
}
