using System.Net;
using FormsHub.Server.Hosting;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace FormsHub.Testing;

/// <summary>
/// The real server on a free loopback port, with a database and a data folder of its own. A class fixture, or
/// <see cref="StartAsync"/> inside a test; a second server on the same database is <see cref="StartSiblingAsync"/>.
/// </summary>
public sealed class TestServer : IAsyncLifetime
{
    public const string AdministratorPassword = "Correct-horse-7-battery";

    private WebApplication? _app;
    private TestDatabase? _database;
    private bool _ownsDatabase = true;
    private Func<Settings, Settings> _setUp = settings => settings;
    private string _data = "";
    private ApiClient? _administrator;

    public TestDatabase Database => _database ?? throw NotStarted();
    public Uri Address { get; private set; } = new("http://127.0.0.1");
    public IServiceProvider Services => (_app ?? throw NotStarted()).Services;

    /// <summary>The first administrator, signed in.</summary>
    public ApiClient Administrator => _administrator ?? throw NotStarted();

    /// <param name="setUp">Changes how the server is set up.</param>
    public static async Task<TestServer> StartAsync(Func<Settings, Settings>? setUp = null)
    {
        var server = new TestServer { _setUp = setUp ?? (settings => settings) };
        await server.InitializeAsync();
        return server;
    }

    /// <summary>Another server on the same database and data folder, as behind a load balancer.</summary>
    public async Task<TestServer> StartSiblingAsync()
    {
        var sibling = new TestServer { _database = Database, _ownsDatabase = false, _data = _data, _setUp = _setUp };
        await sibling.InitializeAsync();
        return sibling;
    }

    public async ValueTask InitializeAsync()
    {
        _database ??= await TestDatabase.CreateAsync();
        if (_data.Length is 0) _data = Directory.CreateTempSubdirectory("formshub-test-data-").FullName;
        var settings = new Settings
        {
            Database = Database.ConnectionString,
            Data = _data,
            Urls = "http://127.0.0.1:0",
            AdministratorPassword = AdministratorPassword,
        };
        _app = await FormsHubServer.BuildAsync(_setUp(settings), CancellationToken.None);
        await _app.StartAsync(CancellationToken.None);
        Address = new Uri(_app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());
        _administrator = await Anonymous().SignInAsync("admin", AdministratorPassword);
    }

    public async ValueTask DisposeAsync()
    {
        _administrator?.Dispose();
        if (_app is not null) await _app.DisposeAsync();
        if (!_ownsDatabase) return;
        if (_database is not null) await _database.DisposeAsync();
        if (_data.Length > 0) Directory.Delete(_data, recursive: true);
    }

    /// <summary>Somebody who is not signed in; with the header that writes by cookie need.</summary>
    public ApiClient Anonymous()
    {
        var http = new HttpClient(new SocketsHttpHandler { CookieContainer = new CookieContainer(), AllowAutoRedirect = false })
        {
            BaseAddress = Address,
            DefaultRequestHeaders = { { "X-FormsHub", "1" }, { "Accept-Language", "en" } },
        };
        return new ApiClient(http);
    }

    /// <summary>Makes a user with these roles and signs in as that user.</summary>
    public async Task<ApiClient> AsAsync(string userName, params string[] roles)
    {
        const string Password = "Another-horse-8-battery";
        (await Administrator.PostAsync("/users", new { userName, displayName = userName, password = Password, roles })).Succeeded();
        return await Anonymous().SignInAsync(userName, Password);
    }

    private static InvalidOperationException NotStarted() => new("The server is not started yet.");
}
