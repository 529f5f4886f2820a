using System.Net;
using FormsHub.Testing;

namespace FormsHub.Server.Tests.Templates;

/// <summary>An installation that stopped midway is finished by the next try, and nothing of it is there twice.</summary>
public sealed class CutOffInstallationTests : IAsyncLifetime
{
    private readonly string _templates = Directory.CreateTempSubdirectory("formshub-templates-").FullName;
    private TestServer _server = null!;

    private ApiClient Admin => _server.Administrator;

    public async ValueTask InitializeAsync()
    {
        Write("app.json", """{"key": "shop", "title": "Shop", "forms": ["city", "store"]}""");
        Write("forms/city.json", """{"key": "city", "fields": [{"key": "name", "type": "text", "required": true}]}""");
        Write("forms/store.json", """{"key": "store", "fields": [{"key": "name", "type": "text"}, {"key": "city", "type": "reference", "target": "city"}]}""");
        Write("samples/city.json", """{"items": [{"ref": "c1", "data": {"name": "上海"}}, {"ref": "c2", "data": {"name": "北京"}}]}""");
        Write("samples/store.json", """{"items": [{"data": {"name": "A", "city": {"ref": "city:c1"}}}]}""");
        _server = await TestServer.StartAsync(settings => settings with { Templates = _templates });
    }

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        Directory.Delete(_templates, recursive: true);
    }

    [Theory]
    [InlineData("before insert on forms", "forms")]
    [InlineData("before insert on form_versions", "form_versions")]
    [InlineData("before insert on change_sets", "change_sets")]
    [InlineData("before delete on settings", "settings")]
    public async Task An_installation_that_the_database_cut_off_is_taken_up_again(string moment, string table)
    {
        await RunAsync("create function cut() returns trigger language plpgsql as $$ begin raise exception 'the power went'; end $$");
        await RunAsync($"create trigger cut {moment} for each row execute function cut()");
        Assert.False((await InstallAsync(sampleData: true)).Status is HttpStatusCode.OK);
        Assert.False(await IsInstalledAsync());
        await RunAsync($"drop trigger cut on {table}");

        var installed = (await InstallAsync(sampleData: true)).Succeeded();

        Assert.Equal(3, installed["records"].GetInt32());
        Assert.Equal(1, (await Admin.GetAsync($"/change-sets/{installed["changeSet"].GetString()}")).Succeeded()["forms"].EnumerateArray().Count(form => form.GetString() is "city"));
        await EverythingIsThereOnceAsync();
        (await InstallAsync(sampleData: true)).Refused(HttpStatusCode.Conflict, "already_installed");
    }

    [Fact]
    public async Task A_broken_sample_is_told_each_time_and_mended_or_left_out()
    {
        Write("samples/city.json", """{"items": [{"ref": "c1", "data": {"name": ""}}, {"ref": "c2", "data": {"name": "北京"}}]}""");
        (await InstallAsync(sampleData: true)).Refused(HttpStatusCode.Conflict);
        Assert.Contains("samples/city.json", (await InstallAsync(sampleData: true)).Refused(HttpStatusCode.Conflict)["detail"].GetString(), StringComparison.Ordinal);
        Assert.False(await IsInstalledAsync());

        Write("samples/city.json", """{"items": [{"ref": "c1", "data": {"name": "上海"}}, {"ref": "c2", "data": {"name": "北京"}}]}""");
        (await InstallAsync(sampleData: true)).Succeeded();

        await EverythingIsThereOnceAsync();
    }

    [Fact]
    public async Task Samples_that_cannot_be_written_may_be_left_out()
    {
        Write("samples/store.json", """{"items": [{"data": {"nmae": "A"}}]}""");
        (await InstallAsync(sampleData: true)).Refused(HttpStatusCode.Conflict);

        Assert.Equal(0, (await InstallAsync(sampleData: false)).Succeeded()["records"].GetInt32());

        Assert.True(await IsInstalledAsync());
        Assert.Empty((await Admin.QueryAsync("city"))["items"].EnumerateArray());
    }

    private async Task EverythingIsThereOnceAsync()
    {
        Assert.True(await IsInstalledAsync());
        Assert.Equal(2, (await Admin.QueryAsync("city"))["items"].GetArrayLength());
        var store = Assert.Single((await Admin.QueryAsync("store"))["items"].EnumerateArray());
        Assert.Equal("上海", store.GetProperty("data").GetProperty("city").GetProperty("title").GetString());
    }

    private Task<ApiAnswer> InstallAsync(bool sampleData) => Admin.PostAsync("/templates/shop/install", new { sampleData });

    private async Task<bool> IsInstalledAsync() =>
        Assert.Single((await Admin.GetAsync("/templates")).Succeeded()["items"].EnumerateArray()).GetProperty("installed").GetBoolean();

    private async Task RunAsync(string sql)
    {
        await using var command = _server.Database.Source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
    }

    private void Write(string path, string text)
    {
        var file = Path.Combine(_templates, "shop", path);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllText(file, text);
    }
}
