using System.Diagnostics;
using FormsHub.Testing;

namespace FormsHub.Server.Tests.Docs;

/// <summary>The clients of docs/guides/graphql-clients.md work as they stand there, against the template of the demo.</summary>
public sealed class GraphQLClientsTests(TestServer server) : IClassFixture<TestServer>, IAsyncLifetime
{
    private const string Guide = "docs/guides/graphql-clients.md";
    private const string Conformance = "tests/FormsHub.GraphQL.Conformance";

    private string _token = "";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        await server.Administrator.PostAsync("/templates/emergency-contacts/install", new { sampleData = false });
        _token = (await server.Administrator.PostAsync("/tokens", new { name = "client" })).Succeeded()["token"].GetString()!;
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Theory]
    [InlineData("codegen.ts", "ts")]
    [InlineData("tsconfig.json", "json")]
    [InlineData("src/formshub.ts", "ts")]
    [InlineData("src/contacts.ts", "ts")]
    public async Task The_guide_shows_the_files_that_run(string file, string language)
    {
        var text = await File.ReadAllTextAsync(Repository.PathOf(Conformance, "client", file), Ct);

        Assert.Contains($"```{language}\n{text}```\n", await File.ReadAllTextAsync(Repository.PathOf(Guide), Ct), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_guide_shows_the_class_that_runs()
    {
        var text = await File.ReadAllTextAsync(Repository.PathOf("tests/FormsHub.Server.Tests/Docs/FormsHubGraphQL.cs"), Ct);
        var region = text.Split("#region guide\n")[1].Split("#endregion")[0];

        Assert.Contains($"```csharp\n{region}```\n", await File.ReadAllTextAsync(Repository.PathOf(Guide), Ct), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_client_in_TypeScript_is_generated_compiles_and_runs()
    {
        Assert.True(Directory.Exists(Repository.PathOf(Conformance, "node_modules")), $"Its packages are missing: npm --prefix {Conformance} ci");
        using var node = Process.Start(new ProcessStartInfo("node", [Repository.PathOf(Conformance, "client.mjs")])
        {
            RedirectStandardOutput = true,
            UseShellExecute = false,
            Environment = { ["FORMSHUB"] = server.Address.ToString().TrimEnd('/'), ["FORMSHUB_TOKEN"] = _token },
        })!;
        var output = await node.StandardOutput.ReadToEndAsync(Ct);
        await node.WaitForExitAsync(Ct);

        Assert.True(node.ExitCode is 0, output);
        Assert.Equal(
            ["Northwind has a contact", "required /input/phone", "required /input/customer", "required /input/relation", "Li Lei Northwind"],
            output.TrimEnd().Split('\n'));
    }

    [Fact]
    public async Task The_client_in_CSharp_reads_and_writes()
    {
        var customer = (await server.Administrator.CreateAsync("customer", new { name = "Southwind", level = "important", region = "south", responseMinutes = 30 })).GetProperty("id").GetString();
        foreach (var (name, phone) in ((string, string)[])[("Ann", "13800138001"), ("Bob", "13800138002")])
            await server.Administrator.CreateAsync("contact", new { name, customer, relation = "technical", priority = "low", phone });
        using var http = new HttpClient { BaseAddress = server.Address, DefaultRequestHeaders = { Authorization = new("Bearer", _token) } };
        var client = new FormsHubGraphQL(http);

        var contacts = await client.ContactsAsync("important", Ct).ToListAsync(Ct);
        Assert.Equal([("Ann", "Southwind"), ("Bob", "Southwind")], contacts.Select(contact => (contact.Name, contact.Customer?.Name)));

        await client.RenameAsync(contacts[0], "Anna", Ct);
        var late = await Assert.ThrowsAsync<FormsHubException>(() => client.RenameAsync(contacts[0], "Annie", Ct));
        Assert.Equal("record_changed", late.Code);
        var unknown = await Assert.ThrowsAsync<FormsHubException>(() => client.AskAsync<object>("{ nothing }", null, Ct));
        Assert.Equal("validation_failed", unknown.Code);
    }
}
