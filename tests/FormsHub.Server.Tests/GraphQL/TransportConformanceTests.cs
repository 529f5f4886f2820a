using System.Diagnostics;
using System.Net;
using FormsHub.Testing;

namespace FormsHub.Server.Tests.GraphQL;

/// <summary>Others' clients and the audit of GraphQL over HTTP, against the real server.</summary>
public class TransportConformanceTests
{
    private const string Script = "tests/FormsHub.GraphQL.Conformance/transport.mjs";

    [Fact]
    public async Task The_audit_and_the_clients_of_both_protocols_are_content()
    {
        var ct = TestContext.Current.CancellationToken;
        await using var server = await TestServer.StartAsync();
        var token = (await server.Administrator.PostAsync("/tokens", new { name = "conformance" })).Succeeded()["token"].GetString();
        var packages = Path.Combine(Path.GetDirectoryName(Repository.PathOf(Script))!, "node_modules");
        Assert.True(Directory.Exists(packages), "Its packages are missing: npm --prefix tests/FormsHub.GraphQL.Conformance ci");

        using var node = Process.Start(new ProcessStartInfo("node", [Repository.PathOf(Script)])
        {
            RedirectStandardOutput = true,
            UseShellExecute = false,
            Environment =
            {
                ["FORMSHUB"] = server.Address.ToString().TrimEnd('/'),
                ["FORMSHUB_TOKEN"] = token,
                ["FORMSHUB_SESSION"] = await SessionAsync(server, ct),
            },
        })!;
        var output = await node.StandardOutput.ReadToEndAsync(ct);
        await node.WaitForExitAsync(ct);

        Assert.True(node.ExitCode is 0, output);
    }

    private static async Task<string> SessionAsync(TestServer server, CancellationToken ct)
    {
        var cookies = new CookieContainer();
        using var http = new HttpClient(new SocketsHttpHandler { CookieContainer = cookies }) { BaseAddress = server.Address, DefaultRequestHeaders = { { "X-FormsHub", "1" } } };
        using var body = new StringContent($$"""{"userName": "admin", "password": "{{TestServer.AdministratorPassword}}"}""", null, "application/json");
        using var answer = await http.PostAsync(new Uri("/api/v1/auth/login", UriKind.Relative), body, ct);
        answer.EnsureSuccessStatusCode();
        return cookies.GetCookieHeader(server.Address);
    }
}
