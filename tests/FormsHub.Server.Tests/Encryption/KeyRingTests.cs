using System.Net;
using FormsHub.Server.Encryption;
using FormsHub.Server.Hosting;
using FormsHub.Storage.Encryption;
using FormsHub.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace FormsHub.Server.Tests.Encryption;

/// <summary>The keys outside the database: rotated while the server runs, kept in escrow, missed when they are gone.</summary>
public sealed class KeyRingTests : IAsyncLifetime
{
    private const string Passphrase = "a long passphrase of the tests";

    private string? _keys;
    private TestServer _server = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private ApiClient Admin => _server.Administrator;

    private Settings Settings => _server.Services.GetRequiredService<Settings>();

    public async ValueTask InitializeAsync()
    {
        _server = await TestServer.StartAsync(settings => settings with { Keys = _keys });
        await Admin.PublishFormAsync("""
            {"key": "vault", "title": {"en": "Vault"}, "titleField": "name", "fields": [
              {"key": "name", "type": "text", "label": {"en": "Name"} }, {"key": "code", "type": "text", "unique": true, "label": {"en": "Code"}, "sensitive": "encrypt"}]}
            """);
    }

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    [Fact]
    public async Task Keys_are_rotated_while_people_write()
    {
        var ids = new List<string>();
        for (var i = 0; i < 20; i++) ids.Add(await MakeAsync(i));
        var before = Assert.Single(_server.Services.GetRequiredService<KeyStore>().Ring.Keys, key => key.Id[0] is 'd').Id;

        var rotating = RunAsync("rotate");
        var written = 0;
        while (!rotating.IsCompleted)
        {
            var i = written++ % ids.Count;
            (await Admin.PatchAsync($"/forms/vault/records/{ids[i]}", new { data = new { code = $"code {i} at {written}" } })).Succeeded();
            if (written % 5 is 0) ids.Add(await MakeAsync(1000 + written));
        }
        var (exit, said) = await rotating;

        Assert.True(exit is 0, said);
        Assert.True(written > 20);
        Assert.Contains("retired", said, StringComparison.Ordinal);
        Assert.Equal(0L, await CountAsync($"select count(*) from records where data::text like '%{before}%'") + await CountAsync($"select count(*) from revisions where changes::text like '%{before}%'"));
        foreach (var id in ids) Assert.StartsWith("code ", (await Admin.ReadAsync("vault", id)).GetProperty("data").GetProperty("code").GetString(), StringComparison.Ordinal);
        var code = (await Admin.ReadAsync("vault", ids[3])).GetProperty("data").GetProperty("code").GetString();
        Assert.Equal(1, (await Admin.QueryAsync("vault", new { filter = new { code = new { eq = code } } }))["items"].GetArrayLength());
        var history = (await Admin.GetAsync($"/forms/vault/records/{ids[0]}/revisions")).Succeeded();
        Assert.Contains("code 0", history.Json.GetRawText(), StringComparison.Ordinal);
        Assert.Equal(0, (await RunAsync("check")).Exit);
    }

    [Fact]
    public async Task Without_its_keys_a_server_is_not_ready_writes_nothing_and_makes_no_new_ones()
    {
        var id = await MakeAsync(1);
        _keys = Directory.CreateTempSubdirectory("formshub-test-keys-").FullName;
        await using var other = await _server.StartSiblingAsync();

        var ready = await other.Administrator.GetAsync("//health/ready");
        Assert.Equal(HttpStatusCode.ServiceUnavailable, ready.Status);
        Assert.Contains("encryption keys missing", ready.Text, StringComparison.Ordinal);
        (await other.Administrator.GetAsync($"/forms/vault/records/{id}")).Refused(HttpStatusCode.ServiceUnavailable, "keys_missing");
        (await other.Administrator.PostAsync("/forms/vault/records", new { data = new { name = "x" } })).Refused(HttpStatusCode.ServiceUnavailable, "keys_missing");
        (await other.Administrator.PatchAsync($"/forms/vault/records/{id}", new { data = new { name = "x" } })).Refused(HttpStatusCode.ServiceUnavailable, "keys_missing");
        Assert.Empty(Directory.EnumerateFileSystemEntries(_keys));
        Assert.Equal(HttpStatusCode.OK, (await Admin.GetAsync("//health/ready")).Status);
        Assert.Equal(1L, await CountAsync("select count(*) from records"));
    }

    [Fact]
    public async Task An_exported_ring_opens_the_data_and_puts_lost_keys_back()
    {
        var id = await MakeAsync(1);
        var file = Path.Combine(Settings.Data, "ring.json");
        Assert.Equal(0, (await RunAsync("export", file)).Exit);
        Assert.Equal(0, (await RunAsync("check", file)).Exit);
        Assert.DoesNotContain(Directory.EnumerateFiles(Settings.KeyFolder).Select(File.ReadAllText), text => File.ReadAllText(file).Contains(text[^50..^4], StringComparison.Ordinal));

        Directory.Delete(Settings.KeyFolder, recursive: true);
        var lost = await RunAsync("check");
        Assert.Equal(3, lost.Exit);
        Assert.Contains("missing", lost.Said, StringComparison.Ordinal);
        Assert.Equal(3, (await RunAsync("rotate")).Exit);
        Assert.False(Directory.Exists(Settings.KeyFolder));
        Assert.Equal(0, (await RunAsync("import", file)).Exit);

        await using var other = await _server.StartSiblingAsync();
        Assert.Equal("code 1", (await other.Administrator.ReadAsync("vault", id)).GetProperty("data").GetProperty("code").GetString());
        if (OperatingSystem.IsWindows()) return;
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(Settings.KeyFolder));
        foreach (var key in Directory.EnumerateFiles(Settings.KeyFolder)) Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(key));
    }

    [Fact]
    public void An_exported_ring_opens_with_its_passphrase_alone()
    {
        var keys = _server.Services.GetRequiredService<KeyStore>().Ring.Keys.ToList();
        var file = KeyEscrow.Write(keys, Passphrase);

        Assert.Equal(keys.Select(key => key.Text).Order(), KeyEscrow.Read(file, Passphrase)!.Select(key => key.Text).Order());
        Assert.Null(KeyEscrow.Read(file, Passphrase + "x"));
        Assert.Null(KeyEscrow.Read(file.Replace("\"Content\":\"", "\"Content\":\"A", StringComparison.Ordinal), Passphrase));
        Assert.Null(KeyEscrow.Read("{}", Passphrase));
    }

    private async Task<string> MakeAsync(int i) => (await Admin.CreateAsync("vault", new { name = $"P{i}", code = $"code {i}" })).GetProperty("id").GetString()!;

    private async Task<(int Exit, string Said)> RunAsync(params string[] arguments)
    {
        using var said = new StringWriter();
        var exit = await KeysCommand.RunAsync(Settings, arguments, new StringReader(Passphrase), said, Ct);
        return (exit, said.ToString());
    }

    private async Task<long> CountAsync(string sql)
    {
        await using var command = _server.Database.Source.CreateCommand(sql);
        return (long)(await command.ExecuteScalarAsync(Ct))!;
    }
}
