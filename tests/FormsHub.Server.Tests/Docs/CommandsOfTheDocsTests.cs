using System.Diagnostics;
using System.Text.RegularExpressions;
using FormsHub.Testing;

namespace FormsHub.Server.Tests.Docs;

/// <summary>
/// The commands of the docs run, in the order of the page, against the real server; a request that is refused fails the page.
/// Blocks that start or test the product itself are left out.
/// </summary>
public partial class CommandsOfTheDocsTests
{
    private const string Prelude = """
        set -euo pipefail
        curl() { command curl --fail-with-body -w '\n' "$@"; }

        """;

    [Theory]
    [InlineData("docs/tutorial.md")]
    [InlineData("docs/reference/http.md")]
    [InlineData("docs/reference/graphql.md")]
    public async Task The_commands_of_a_page_run(string page)
    {
        await using var server = await TestServer.StartAsync();
        var blocks = BashBlocks().Matches(await File.ReadAllTextAsync(Repository.PathOf(page), TestContext.Current.CancellationToken))
            .Select(match => match.Groups["code"].Value)
            .Where(code => !code.Contains("./run.sh", StringComparison.Ordinal) && !code.Contains("./test.sh", StringComparison.Ordinal));

        var (exitCode, output) = await RunAsync(server, Prelude + string.Join('\n', blocks));

        Assert.True(exitCode is 0, output);
        Assert.DoesNotContain("{\"errors\":[", output, StringComparison.Ordinal);
    }

    /// <summary>Runs in a folder of its own that sees docs and tests as the repository's root does.</summary>
    private static async Task<(int ExitCode, string Output)> RunAsync(TestServer server, string script)
    {
        var ct = TestContext.Current.CancellationToken;
        var folder = Directory.CreateTempSubdirectory("formshub-docs-");
        foreach (var name in (string[])["docs", "tests", "templates"])
            File.CreateSymbolicLink(Path.Combine(folder.FullName, name), Repository.PathOf(name));

        using var bash = Process.Start(new ProcessStartInfo("bash", ["-c", "exec 2>&1\n" + script])
        {
            WorkingDirectory = folder.FullName,
            RedirectStandardOutput = true,
            UseShellExecute = false,
            Environment =
            {
                ["FORMSHUB"] = server.Address.ToString().TrimEnd('/'),
                ["FORMSHUB_ADMIN_PASSWORD"] = TestServer.AdministratorPassword,
            },
        })!;
        var output = await bash.StandardOutput.ReadToEndAsync(ct);
        await bash.WaitForExitAsync(ct);
        foreach (var link in folder.EnumerateDirectories()) link.Delete();
        folder.Delete(recursive: true);
        return (bash.ExitCode, output);
    }

    [GeneratedRegex(@"^```bash\n(?<code>.*?)^```", RegexOptions.Singleline | RegexOptions.Multiline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex BashBlocks();
}
