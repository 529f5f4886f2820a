using FormsHub.Testing;
using Microsoft.Playwright;

namespace FormsHub.Browser.Tests;

/// <summary>The rules of WCAG 2, levels A and AA, as axe-core checks them.</summary>
public static class Axe
{
    private const string Run = """
        async () => {
          const found = await axe.run(document, { runOnly: { type: 'tag', values: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'] } });
          return found.violations.flatMap(rule => rule.nodes.map(node => `${rule.id}: ${node.html.slice(0, 160)} (${node.failureSummary?.split('\n')[1]?.trim()})`));
        }
        """;

    /// <summary>What the page does against the rules; empty is right.</summary>
    public static async Task<IReadOnlyList<string>> ViolationsAsync(IPage page)
    {
        // Not as a script tag: the page's content security policy refuses those, as it should.
        await page.EvaluateAsync(await File.ReadAllTextAsync(Repository.PathOf("ui", "node_modules", "axe-core", "axe.min.js"), CancellationToken.None));
        return await page.EvaluateAsync<string[]>(Run);
    }
}
