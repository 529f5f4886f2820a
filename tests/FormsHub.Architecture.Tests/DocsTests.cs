using System.Text.RegularExpressions;
using FormsHub.Testing;

namespace FormsHub.Architecture.Tests;

/// <summary>Links of the docs lead somewhere.</summary>
public partial class DocsTests
{
    public static TheoryData<string> Pages =>
        [.. new[] { "README.md", "CONTRIBUTING.md" }.Concat(Sources.Below("docs", ".md")).Concat(Sources.Below("templates", ".md")).Concat(Sources.Below("tests", ".md"))];

    [Theory]
    [MemberData(nameof(Pages))]
    public void Every_link_of_a_page_leads_to_something(string page)
    {
        var text = Sources.Read(page);
        var folder = Path.GetDirectoryName(Repository.PathOf(page))!;

        var broken = from Match link in Links().Matches(text)
                     let target = link.Groups["target"].Value
                     where !target.Contains("://", StringComparison.Ordinal) && !target.StartsWith("mailto:", StringComparison.Ordinal)
                     where !LeadsSomewhere(page, folder, target)
                     select target;

        Assert.Empty(broken);
    }

    private static bool LeadsSomewhere(string page, string folder, string target)
    {
        var (path, anchor) = (target.Split('#')[0], target.Contains('#', StringComparison.Ordinal) ? target.Split('#')[1] : null);
        var file = path.Length is 0 ? Repository.PathOf(page) : Path.GetFullPath(Path.Combine(folder, path));
        return (File.Exists(file) || Directory.Exists(file)) && (anchor is null || Anchors(File.ReadAllText(file)).Contains(anchor));
    }

    /// <summary>The anchors of a page's headings, as GitHub makes them.</summary>
    private static IEnumerable<string> Anchors(string text) => Headings().Matches(text)
        .Select(heading => string.Concat(heading.Groups["title"].Value.Trim().ToLowerInvariant().Replace(' ', '-').Where(c => c is '-' or '_' || char.IsLetterOrDigit(c))));

    [GeneratedRegex(@"\]\((?<target>[^)\s]+)\)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Links();

    [GeneratedRegex(@"^#+\s+(?<title>.+)$", RegexOptions.Multiline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Headings();
}
