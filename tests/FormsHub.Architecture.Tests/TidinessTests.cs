using System.Text.RegularExpressions;

namespace FormsHub.Architecture.Tests;

/// <summary>What is committed is the product: no leftovers, no notes to self.</summary>
public partial class TidinessTests
{
    private static readonly string[] Folders = ["src", "tests", "ui/src", "docs", "templates", "tools"];
    private static readonly string[] Extensions = [".cs", ".ts", ".tsx", ".mjs", ".sh", ".md", ".sql", ".css"];

    [Fact]
    public void Nothing_is_left_to_be_done_later()
    {
        var later = from folder in Folders
                    from extension in Extensions
                    from path in Sources.Below(folder, extension)
                    where !path.EndsWith("TidinessTests.cs", StringComparison.Ordinal) && LeftOver().IsMatch(Sources.Read(path))
                    select path;

        Assert.Empty(later);
    }

    [GeneratedRegex(@"\b(TODO|FIXME|HACK|XXX)\b|\bNotImplementedException\b|#pragma warning disable(?! \w+ //)|eslint-disable(?!.* -- )", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex LeftOver();
}
