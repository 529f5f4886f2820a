using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using Npgsql;

namespace FormsHub.Testing;

/// <summary>
/// A PostgreSQL server of our own on a free loopback port. It ends with this process, however this
/// process ends: the shell around it waits on a pipe that only we hold, and removes the data when the pipe closes.
/// </summary>
public sealed class PrivatePostgres : IAsyncDisposable
{
    private const string Script = """
        set -e
        dir=$(mktemp -d /tmp/formshub-test.XXXXXX)
        trap 'rm -rf "$dir"' EXIT
        "$1/initdb" -D "$dir" -U postgres -A trust -E UTF8 --no-sync $3 >/dev/null
        "$1/postgres" -D "$dir" -p "$2" -k "$dir" -c listen_addresses=127.0.0.1 -c max_connections=300 \
            -c log_min_messages=fatal -c jit=off $4 </dev/null >/dev/null 2>"$dir/server.log" &
        server=$!
        read -r _ || true
        kill -QUIT $server
        wait $server || true
        """;

    /// <summary>Settings for tests: nothing has to survive, so nothing is waited for.</summary>
    private const string Hasty = "-c fsync=off -c synchronous_commit=off -c full_page_writes=off -c shared_buffers=128MB -c max_wal_size=2GB -c autovacuum_naptime=5s";

    private readonly Process _shell;

    private PrivatePostgres(Process shell, int port)
    {
        _shell = shell;
        Port = port;
    }

    public int Port { get; }

    /// <summary>A connection string of this server, for the given database.</summary>
    public string ConnectionString(string database) =>
        string.Create(CultureInfo.InvariantCulture, $"Host=127.0.0.1;Port={Port};Username=postgres;Database={database}");

    /// <summary>Starts the PostgreSQL whose programs lie in <paramref name="bin"/>.</summary>
    /// <param name="settings">Arguments of the server; by default it is hasty and not durable.</param>
    public static async Task<PrivatePostgres> StartAsync(string bin, CancellationToken ct, string settings = Hasty)
    {
        var port = FreePort();
        var locale = bin.Contains("/postgresql/15/", StringComparison.Ordinal)
            ? "--locale=C.UTF-8"
            : "--locale-provider=builtin --locale=C.UTF-8";
        List<string> command = ["sh", "-c", Script, "sh", bin, port.ToString(CultureInfo.InvariantCulture), locale, settings];
        if (OperatingSystem.IsLinux() && GetEffectiveUserId() is 0)
            command.InsertRange(0, ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"]);
        var start = new ProcessStartInfo(command[0], command.Skip(1))
        {
            RedirectStandardInput = true,
            UseShellExecute = false,
            WorkingDirectory = "/tmp",
        };
        var shell = Process.Start(start) ?? throw new InvalidOperationException("The shell did not start.");
        var server = new PrivatePostgres(shell, port);
        await server.WaitUntilReadyAsync(ct);
        return server;
    }

    public async ValueTask DisposeAsync()
    {
        _shell.StandardInput.Close();
        await _shell.WaitForExitAsync(CancellationToken.None);
        _shell.Dispose();
    }

    internal static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private async Task WaitUntilReadyAsync(CancellationToken ct)
    {
        for (var attempt = 0; attempt < 600; attempt++)
        {
            if (_shell.HasExited) throw new InvalidOperationException("The test's PostgreSQL ended before it was ready.");
            try
            {
                await using var connection = new NpgsqlConnection($"{ConnectionString("postgres")};Pooling=false");
                await connection.OpenAsync(ct);
                return;
            }
            catch (NpgsqlException)
            {
                await Task.Delay(50, ct);
            }
        }

        throw new TimeoutException("The test's PostgreSQL was not ready after 30 s.");
    }

    [DllImport("libc", EntryPoint = "geteuid")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    private static extern uint GetEffectiveUserId();
}
