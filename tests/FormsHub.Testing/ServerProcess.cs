using System.Diagnostics;
using System.Globalization;
using System.Net;

namespace FormsHub.Testing;

/// <summary>The server as an operating-system process of its own, for what only that shows: crashes, start-up, memory.</summary>
public sealed class ServerProcess : IAsyncDisposable
{
    private readonly Process _process;
    private readonly List<string> _output = [];

    private ServerProcess(Process process, Uri address) => (_process, Address) = (process, address);

    public Uri Address { get; }
    public int Id => _process.Id;

    /// <summary>What it printed so far.</summary>
    public string Output
    {
        get
        {
            lock (_output) return string.Join('\n', _output);
        }
    }

    /// <summary>Resident memory in bytes.</summary>
    public long Memory
    {
        get
        {
            _process.Refresh();
            return _process.WorkingSet64;
        }
    }

    /// <summary>Starts it with these environment variables and waits until it is ready.</summary>
    public static async Task<ServerProcess> StartAsync(IReadOnlyDictionary<string, string> variables, CancellationToken ct, string? program = null)
    {
        var address = new Uri(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{PrivatePostgres.FreePort()}"));
        var start = new ProcessStartInfo("dotnet", [program ?? DebugProgram()])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
            WorkingDirectory = Repository.Root,
        };
        start.Environment["FORMSHUB_URLS"] = address.ToString().TrimEnd('/');
        start.Environment["FORMSHUB_ADMIN_PASSWORD"] = TestServer.AdministratorPassword;
        foreach (var (name, value) in variables) start.Environment[name] = value;

        var server = new ServerProcess(new Process { StartInfo = start }, address);
        server._process.OutputDataReceived += server.Remember;
        server._process.ErrorDataReceived += server.Remember;
        server._process.Start();
        server._process.BeginOutputReadLine();
        server._process.BeginErrorReadLine();
        await server.WaitUntilReadyAsync(ct);
        return server;
    }

    public ApiClient Client() => new(new HttpClient(new SocketsHttpHandler { CookieContainer = new CookieContainer() })
    {
        BaseAddress = Address,
        DefaultRequestHeaders = { { "X-FormsHub", "1" }, { "Accept-Language", "en" } },
    });

    /// <summary>As <c>kill -9</c>.</summary>
    public async Task KillAsync(CancellationToken ct)
    {
        _process.Kill();
        await _process.WaitForExitAsync(ct);
    }

    /// <summary>As <c>kill -TERM</c>; the exit code.</summary>
    public async Task<int> StopAsync(CancellationToken ct)
    {
        using var kill = Process.Start("kill", ["-TERM", Id.ToString(CultureInfo.InvariantCulture)]);
        await kill.WaitForExitAsync(ct);
        await _process.WaitForExitAsync(ct);
        return _process.ExitCode;
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited) await StopAsync(CancellationToken.None);
        _process.Dispose();
    }

    private static string DebugProgram() =>
        Path.GetFullPath(Path.Combine(AppContext.BaseDirectory, "..", "..", "FormsHub.Server", Path.GetFileName(AppContext.BaseDirectory.TrimEnd('/')), "FormsHub.Server.dll"));

    private void Remember(object sender, DataReceivedEventArgs line)
    {
        if (line.Data is null) return;
        lock (_output) _output.Add(line.Data);
    }

    private async Task WaitUntilReadyAsync(CancellationToken ct)
    {
        using var http = new HttpClient { BaseAddress = Address };
        for (var began = Stopwatch.StartNew(); began.Elapsed < TimeSpan.FromMinutes(1); await Task.Delay(10, ct))
        {
            if (_process.HasExited) throw new InvalidOperationException($"The server ended with {_process.ExitCode}:\n{Output}");
            try
            {
                using var answer = await http.GetAsync(new Uri("/health/ready", UriKind.Relative), ct);
                if (answer.IsSuccessStatusCode) return;
            }
            catch (HttpRequestException)
            {
                // not listening yet
            }
        }

        throw new TimeoutException($"The server was not ready after a minute:\n{Output}");
    }
}
