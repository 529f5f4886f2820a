using System.Text.RegularExpressions;
using FormsHub.Testing;

namespace FormsHub.Architecture.Tests;

/// <summary>
/// The codes of problems are part of the API: each stands in docs/reference/errors.md with the sentence that it comes with.
/// <c>APPROVE=1</c> writes the page anew.
/// </summary>
public partial class ProblemCodeTests
{
    private const string Page = "docs/reference/errors.md";

    private const string Head = """
        # Problem codes

        Every `code` of a problem document, of its `errors` and of `repairs`, with a sentence that it comes with. Codes are stable; sentences
        are for people and come in the language of the request. `…` stands for what the sentence names.

        | Code | Says |
        |---|---|

        """;

    [Fact]
    public void The_page_of_problem_codes_holds_the_codes_of_the_program()
    {
        var rows = Codes().Select(code => $"| `{code.Key}` | {code.Value} |");

        Approved.Equal(Repository.PathOf(Page), Head + string.Join('\n', rows));
    }

    private static SortedDictionary<string, string> Codes()
    {
        var codes = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var path in Sources.Below("src", ".cs"))
        {
            foreach (Match match in CodeAndSentence().Matches(Sources.Read(path)))
            {
                var sentence = Sentence(match.Groups["english"].Value);
                if (sentence.Contains(' ', StringComparison.Ordinal)) codes.TryAdd(match.Groups["code"].Value, sentence);
            }
        }
        return codes;
    }

    private static string Sentence(string literal) =>
        Places().Replace(literal.Replace("{{", "{", StringComparison.Ordinal).Replace("}}", "}", StringComparison.Ordinal), "…")
            .Replace("\\\"", "\"", StringComparison.Ordinal).Replace("|", "\\|", StringComparison.Ordinal);

    [GeneratedRegex("""
        "(?<code>[a-z][a-z0-9]*(_[a-z0-9]+)*)",\s*(new\s+Message\(\s*)?\$"(?<english>(\\.|\{[^{}]*\}|[^"\\])*)"
        """, RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex CodeAndSentence();

    [GeneratedRegex(@"\{[^{}]*\}", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Places();
}
