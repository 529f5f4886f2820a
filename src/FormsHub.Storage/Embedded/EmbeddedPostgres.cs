using System.Diagnostics;
using System.Globalization;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace FormsHub.Storage.Embedded;

/// <summary>
/// The PostgreSQL that FormsHub runs in its data directory when it is not given another. It outlives a killed server: the next one
/// takes it over. If it dies itself while serving, it is started again.
/// </summary>
public sealed partial class EmbeddedPostgres : IAsyncDisposable
{
    private const int Interrupt = 2, Quit = 3, KillNow = 9, Probe = 0;

    /// <summary>Beyond every process id that an operating system gives.</summary>
    private const string NoProcess = "2147483646";

    private static readonly TimeSpan LongestStart = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan LongestStop = TimeSpan.FromSeconds(60);

    private readonly ServerLock _lock;
    private readonly Cluster _cluster;
    private readonly PostgresPrograms _programs;
    private readonly ILogger _log;
    private readonly CancellationTokenSource _stopping = new();
    private int _process;
    private Task _watching = Task.CompletedTask;

    private EmbeddedPostgres(ServerLock taken, Cluster cluster, PostgresPrograms programs, ILogger log)
    {
        (_lock, _cluster, _programs, _log) = (taken, cluster, programs, log);
        ConnectionString = cluster.ConnectionString();
    }

    public string ConnectionString { get; }

    /// <summary>The process id of the postmaster.</summary>
    public int ProcessId => Volatile.Read(ref _process);

    /// <summary>Starts, or takes over, the PostgreSQL of a data directory; ready for connections when it returns.</summary>
    /// <param name="programs">The folder with <c>bin/</c>; null: found beside the program.</param>
    /// <exception cref="EmbeddedPostgresException">It cannot run, and why.</exception>
    public static async Task<EmbeddedPostgres> StartAsync(string data, string? programs, ILogger log, CancellationToken ct)
    {
        if (OperatingSystem.IsWindows())
            throw new EmbeddedPostgresException("The embedded PostgreSQL runs on Linux and macOS. Set FORMSHUB_DB to a PostgreSQL server.");
        data = Path.GetFullPath(data);
        Directory.CreateDirectory(data);
        var taken = ServerLock.TryTake(data) ?? throw new EmbeddedPostgresException(
            $"Another FormsHub server is running on the data directory \"{data}\". Stop it, or set FORMSHUB_DATA to another directory.");
        try
        {
            var found = await PostgresPrograms.FindAsync(programs, ct);
            var postgres = new EmbeddedPostgres(taken, await Cluster.OpenAsync(data, found, ct), found, log);
            await postgres.StartAsync(ct);
            await postgres.EnsureDatabaseAsync(ct);
            postgres._watching = Task.Run(() => postgres.WatchAsync(postgres._stopping.Token), CancellationToken.None);
            return postgres;
        }
        catch
        {
            taken.Dispose();
            throw;
        }
    }

    /// <summary>The connection string of the PostgreSQL that another server runs in a data directory; null where none runs.</summary>
    public static async Task<string?> OfRunningAsync(string data, string? programs, CancellationToken ct)
    {
        data = Path.GetFullPath(data);
        if (OperatingSystem.IsWindows() || !Directory.Exists(data)) return null;
        using var free = ServerLock.TryTake(data);
        return free is null ? (await Cluster.OpenAsync(data, await PostgresPrograms.FindAsync(programs, ct), ct)).ConnectionString() : null;
    }

    /// <summary>Stops it, letting running transactions roll back.</summary>
    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        await _watching;
        if (OsUser.Signal(ProcessId, Interrupt) && !await EndsAsync(ProcessId, LongestStop))
        {
            OsUser.Signal(ProcessId, Quit);
            await EndsAsync(ProcessId, LongestStop);
        }
        _stopping.Dispose();
        _lock.Dispose();
    }

    /// <summary>Lets go of it without stopping it, as a killed server does.</summary>
    internal async Task AbandonAsync()
    {
        await _stopping.CancelAsync();
        await _watching;
        _lock.Dispose();
    }

    private async Task StartAsync(CancellationToken ct)
    {
        if (Running() is { } running)
        {
            Adopted(_log, running);
            _process = running;
            await WaitUntilReadyAsync(ct);
            return;
        }

        var watch = Stopwatch.StartNew();
        while (true)
        {
            ForgetStalePid();
            File.Delete(_cluster.StartLog);
            var command = OsUser.Command(_programs.PgCtl, "start", "-W", "-s", "-D", _cluster.Folder, "-l", _cluster.StartLog);
            var (_, said) = await OsUser.RunAsync(command, ct);
            if (await WaitUntilReadyAsync(ct)) return;

            // After a postmaster was killed, its last children may hold the shared memory for a moment.
            var reason = $"{said} {ReadLog()}".Trim();
            if (!reason.Contains("shared memory block", StringComparison.Ordinal) || watch.Elapsed > LongestStop)
                throw new EmbeddedPostgresException($"PostgreSQL did not start; see \"{_cluster.Folder}/log\". {reason}");
            if (watch.Elapsed > TimeSpan.FromSeconds(3)) KillOrphans();
            await Task.Delay(100, ct);
        }
    }

    /// <summary>Waits for "ready" in the postmaster's file; false if the postmaster ends before.</summary>
    private async Task<bool> WaitUntilReadyAsync(CancellationToken ct)
    {
        var watch = Stopwatch.StartNew();
        while (watch.Elapsed < LongestStart)
        {
            if (ReadPidFile() is [var pid, _, _, _, _, _, _, var state, ..] && Running() is { } running && pid.Trim() == running.ToString(CultureInfo.InvariantCulture))
            {
                Volatile.Write(ref _process, running);
                if (state.Trim() is "ready") return true;
            }
            else if (watch.ElapsedMilliseconds > 10_000 || ReadLog().Contains("FATAL", StringComparison.Ordinal))
            {
                return false;
            }
            await Task.Delay(10, ct);
        }
        return false;
    }

    private async Task EnsureDatabaseAsync(CancellationToken ct)
    {
        for (var attempt = 0; ; attempt++)
        {
            try
            {
                await using var connection = new NpgsqlConnection(_cluster.ConnectionString("postgres") + ";Pooling=false");
                await connection.OpenAsync(ct);
                await using var find = new NpgsqlCommand("select 1 from pg_database where datname = 'formshub'", connection);
                if (await find.ExecuteScalarAsync(ct) is not null) return;
                await using var create = new NpgsqlCommand("create database formshub template template0 strategy file_copy", connection);
                await create.ExecuteNonQueryAsync(ct);
                return;
            }
            catch (NpgsqlException exception) when (exception.IsTransient && attempt < 100)
            {
                // One that was taken over may be in recovery, or on its way down.
                await Task.Delay(100, ct);
                if (Running() is null) await StartAsync(ct);
            }
        }
    }

    private async Task WatchAsync(CancellationToken ct)
    {
        try
        {
            while (true)
            {
                await Task.Delay(200, ct);
                if (IsOurs(ProcessId)) continue;
                Died(_log, ProcessId);
                try
                {
                    await StartAsync(ct);
                    Restarted(_log, ProcessId);
                }
                catch (EmbeddedPostgresException exception)
                {
                    NotRestarted(_log, exception.Message);
                    await Task.Delay(2000, ct);
                }
            }
        }
        catch (OperationCanceledException)
        {
            // Told to stop.
        }
    }

    /// <summary>The postmaster that serves this cluster, if there is one.</summary>
    private int? Running() => ReadPidFile() is [var first, ..] && int.TryParse(first, CultureInfo.InvariantCulture, out var pid) && IsOurs(pid) ? pid : null;

    /// <summary>
    /// After a crash the file may name a process that is now something else, in a container above all, where numbers repeat. PostgreSQL
    /// would refuse to start; so the number is replaced by one that no process has. The rest of the file stays: by it PostgreSQL sees
    /// that no child of the dead one is left.
    /// </summary>
    private void ForgetStalePid()
    {
        File.Delete(Path.Combine(_cluster.SocketFolder, ".s.PGSQL.5432.lock"));
        var lines = ReadPidFile();
        if (lines.Length is 0) return;
        if (int.TryParse(lines[0], CultureInfo.InvariantCulture, out var pid) && !OsUser.Signal(pid, Probe)) return;
        lines[0] = NoProcess;
        File.WriteAllLines(_cluster.PidFile, lines);
    }

    /// <summary>Whether that is a living postmaster of this cluster; a zombie is not.</summary>
    private bool IsOurs(int pid)
    {
        if (!OsUser.Signal(pid, Probe)) return false;
        try
        {
            var command = OperatingSystem.IsLinux()
                ? File.ReadAllText($"/proc/{pid}/cmdline").Replace('\0', ' ')
                : Process.GetProcessById(pid).ProcessName;
            return command.Contains("postgres", StringComparison.Ordinal)
                && (!OperatingSystem.IsLinux() || command.Contains(_cluster.Folder, StringComparison.Ordinal));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return false;
        }
    }

    /// <summary>Ends children of a dead postmaster that do not notice; they can no longer commit.</summary>
    private void KillOrphans()
    {
        if (!OperatingSystem.IsLinux()) return;
        foreach (var process in Directory.GetDirectories("/proc").Where(folder => char.IsAsciiDigit(folder[6])))
        {
            try
            {
                if (new FileInfo(process + "/cwd").LinkTarget == _cluster.Folder)
                    OsUser.Signal(int.Parse(process.AsSpan(6), CultureInfo.InvariantCulture), KillNow);
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
            {
                // It has gone, or is none of ours.
            }
        }
    }

    private string[] ReadPidFile()
    {
        try
        {
            return File.ReadAllLines(_cluster.PidFile);
        }
        catch (IOException)
        {
            return [];
        }
    }

    private string ReadLog()
    {
        try
        {
            return File.ReadAllText(_cluster.StartLog).Trim();
        }
        catch (IOException)
        {
            return "";
        }
    }

    private async Task<bool> EndsAsync(int pid, TimeSpan within)
    {
        var watch = Stopwatch.StartNew();
        while (watch.Elapsed < within)
        {
            if (!IsOurs(pid)) return true;
            await Task.Delay(20, CancellationToken.None);
        }
        return false;
    }

    [LoggerMessage(LogLevel.Information, "Took over the PostgreSQL that an earlier server left running (process {Process})")]
    private static partial void Adopted(ILogger logger, int process);

    [LoggerMessage(LogLevel.Error, "PostgreSQL (process {Process}) has ended unexpectedly; starting it again")]
    private static partial void Died(ILogger logger, int process);

    [LoggerMessage(LogLevel.Information, "PostgreSQL runs again (process {Process})")]
    private static partial void Restarted(ILogger logger, int process);

    [LoggerMessage(LogLevel.Error, "{Reason}")]
    private static partial void NotRestarted(ILogger logger, string reason);
}
