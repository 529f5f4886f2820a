using System.Diagnostics;
using System.Globalization;
using FormsHub.Server.Tests.Records;
using FormsHub.Testing;

namespace FormsHub.Server.Tests.Embedded;

/// <summary>What becomes of the embedded PostgreSQL is told in the server's log, and nothing that is secret.</summary>
public sealed class EmbeddedLogTests : IDisposable
{
    private readonly string _data = Directory.CreateTempSubdirectory("formshub-log-").FullName;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public void Dispose() => Directory.Delete(_data, recursive: true);

    [Fact]
    public async Task The_log_tells_of_a_takeover_and_of_an_unexpected_end()
    {
        var variables = new Dictionary<string, string> { ["FORMSHUB_DATA"] = _data, ["FORMSHUB_LOG"] = "json" };
        await using (var killed = await ServerProcess.StartAsync(variables, Ct)) await killed.KillAsync(Ct);

        await using var server = await ServerProcess.StartAsync(variables, Ct);
        using var admin = server.Client();
        await admin.SignInAsync("admin", TestServer.AdministratorPassword);
        await admin.PublishFormAsync(RecordForms.Person("person"));
        await admin.CreateAsync("person", new { name = "紧急联系人", code = "13800138000" });
        Assert.Contains("Took over the PostgreSQL", server.Output, StringComparison.Ordinal);

        var postgres = int.Parse(File.ReadLines(Path.Combine(_data, "postgres", "postmaster.pid")).First(), CultureInfo.InvariantCulture);
        Process.GetProcessById(postgres).Kill();
        for (var i = 0; i < 300 && !server.Output.Contains("PostgreSQL runs again", StringComparison.Ordinal); i++) await Task.Delay(50, Ct);

        Assert.Contains("has ended unexpectedly", server.Output, StringComparison.Ordinal);
        Assert.Contains("PostgreSQL runs again", server.Output, StringComparison.Ordinal);
        var password = (await File.ReadAllTextAsync(Path.Combine(_data, "postgres.password"), Ct)).Trim();
        Assert.All(new[] { password, TestServer.AdministratorPassword, "13800138000", "紧急联系人" }, secret =>
            Assert.DoesNotContain(secret, server.Output, StringComparison.Ordinal));
    }
}
