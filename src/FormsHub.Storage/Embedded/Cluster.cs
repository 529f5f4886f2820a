using System.Globalization;
using System.Runtime.Versioning;
using System.Security.Cryptography;
using System.Text;

namespace FormsHub.Storage.Embedded;

/// <summary>The files of the embedded PostgreSQL in the data directory.</summary>
internal sealed class Cluster
{
    /// <summary>A path of a unix socket may have 107 bytes; its name takes 18 of them.</summary>
    private const int LongestSocketFolder = 88;

    private const string User = "formshub";
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    private Cluster(string folder, string password)
    {
        Folder = folder;
        Password = password;
        SocketFolder = Encoding.UTF8.GetByteCount(folder) <= LongestSocketFolder ? folder : Path.Combine("/tmp", "formshub-" + ShortHash(folder));
    }

    /// <summary>PostgreSQL's data directory.</summary>
    public string Folder { get; }

    /// <summary>Where its unix socket lies: nothing listens on a network.</summary>
    public string SocketFolder { get; }

    public string PidFile => Path.Combine(Folder, "postmaster.pid");
    public string StartLog => Path.Combine(Folder, "start.log");

    private string Password { get; }

    /// <summary>A connection string for a database of this cluster.</summary>
    public string ConnectionString(string database = "formshub") => new Npgsql.NpgsqlConnectionStringBuilder
    {
        Host = SocketFolder,
        Port = 5432,
        Username = User,
        Password = Password,
        Database = database,
        ApplicationName = "formshub",
        SslMode = Npgsql.SslMode.Disable,
        Timeout = 15,
    }.ConnectionString;

    /// <summary>Opens the cluster of a data directory; makes it at the first start.</summary>
    [UnsupportedOSPlatform("windows")]
    public static async Task<Cluster> OpenAsync(string data, PostgresPrograms programs, CancellationToken ct)
    {
        var passwordFile = Path.Combine(data, "postgres.password");
        var folder = await PlaceAsync(data, ct);
        var made = File.Exists(Path.Combine(folder, "PG_VERSION"));
        if (made && !File.Exists(passwordFile))
        {
            throw new EmbeddedPostgresException(
                $"\"{passwordFile}\" is missing, so the database in \"{folder}\" cannot be opened. Put the file back from a backup of the data directory.");
        }
        if (!File.Exists(passwordFile)) await WriteAsync(passwordFile, Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(24)), ct);

        var cluster = new Cluster(folder, (await File.ReadAllTextAsync(passwordFile, ct)).Trim());
        if (!made) await cluster.CreateAsync(data, programs, ct);
        cluster.WriteSettings();
        if (cluster.SocketFolder != folder)
        {
            Directory.CreateDirectory(cluster.SocketFolder, OwnerOnly);
            OsUser.GiveTo(cluster.SocketFolder);
        }
        return cluster;
    }

    /// <summary>
    /// The folder <c>postgres</c> of the data directory. Where PostgreSQL's account cannot come so far (data below root's home), that is a
    /// link to a folder under /var/lib/formshub.
    /// </summary>
    [UnsupportedOSPlatform("windows")]
    private static async Task<string> PlaceAsync(string data, CancellationToken ct)
    {
        var folder = Path.Combine(data, "postgres");
        var link = new DirectoryInfo(folder).LinkTarget;
        if (link is not null) return link;
        if (!OsUser.IsRoot || Directory.Exists(folder)) return folder;

        File.SetUnixFileMode(data, File.GetUnixFileMode(data) | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute);
        if (await OsUser.CanReachAsync(data, ct)) return folder;

        var elsewhere = Path.Combine("/var/lib/formshub", "data-" + ShortHash(data));
        Directory.CreateDirectory("/var/lib/formshub");
        File.CreateSymbolicLink(folder, elsewhere);
        return elsewhere;
    }

    /// <summary>Makes the cluster beside its place and moves it there when it is whole, so that no start ever finds half of one.</summary>
    [UnsupportedOSPlatform("windows")]
    private async Task CreateAsync(string data, PostgresPrograms programs, CancellationToken ct)
    {
        var making = Folder + ".making";
        var passwordFile = making + ".password";
        if (Directory.Exists(making)) Directory.Delete(making, recursive: true);
        Directory.CreateDirectory(making, OwnerOnly);
        OsUser.GiveTo(making);
        try
        {
            await WriteAsync(passwordFile, Password, ct);
            OsUser.GiveTo(passwordFile);
            List<string> arguments =
            [
                "-D", making, "-U", User, "--auth=scram-sha-256", "--pwfile=" + passwordFile, "--encoding=UTF8", "--data-checksums",
                "--locale=C.UTF-8",
            ];
            if (await programs.VersionAsync(ct) >= 17) arguments.Add("--locale-provider=builtin");
            var (code, output) = await OsUser.RunAsync(OsUser.Command(programs.Initdb, arguments), ct);
            if (code is not 0) throw new EmbeddedPostgresException($"The database could not be made in \"{data}\": {output}");

            var main = Path.Combine(making, "postgresql.conf");
            await File.WriteAllTextAsync(main, "include_if_exists 'formshub.conf'\n# Settings below this line win over FormsHub's.\n" + await File.ReadAllTextAsync(main, ct), ct);
            Directory.Move(making, Folder);
        }
        finally
        {
            File.Delete(passwordFile);
        }
    }

    /// <summary>Writes the settings anew, as they depend on the machine. Durability is PostgreSQL's own default and is said to be sure.</summary>
    private void WriteSettings()
    {
        var memory = GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / (1024 * 1024);
        var path = Path.Combine(Folder, "formshub.conf");
        File.WriteAllText(path, string.Create(CultureInfo.InvariantCulture, $"""
            # Written by FormsHub at every start; put your own settings into postgresql.conf.
            listen_addresses = ''
            unix_socket_directories = '{SocketFolder.Replace("'", "''", StringComparison.Ordinal)}'
            unix_socket_permissions = 0700
            max_connections = 100
            fsync = on
            synchronous_commit = on
            full_page_writes = on
            shared_buffers = {Math.Clamp(memory / 8, 64, 2048)}MB
            effective_cache_size = {Math.Max(memory / 2, 256)}MB
            work_mem = {Math.Clamp(memory / 256, 4, 32)}MB
            maintenance_work_mem = {Math.Clamp(memory / 32, 64, 512)}MB
            max_wal_size = 2GB
            checkpoint_completion_target = 0.9
            random_page_cost = 1.1
            jit = off
            max_parallel_workers_per_gather = {Math.Min(Environment.ProcessorCount / 4, 4)}
            autovacuum_naptime = 20s
            timezone = 'UTC'
            log_timezone = 'UTC'
            # No values of records in the log: no statements, no parameters, no details of errors.
            logging_collector = on
            log_directory = 'log'
            log_filename = 'postgres-%a.log'
            log_truncate_on_rotation = on
            log_rotation_age = 1d
            log_min_error_statement = panic
            log_error_verbosity = terse
            log_parameter_max_length = 0
            log_parameter_max_length_on_error = 0

            """));
        OsUser.GiveTo(path);
    }

    /// <summary>Writes a secret for its owner alone, whole or not at all.</summary>
    [UnsupportedOSPlatform("windows")]
    private static async Task WriteAsync(string path, string text, CancellationToken ct)
    {
        var options = new FileStreamOptions
        {
            Mode = FileMode.Create,
            Access = FileAccess.Write,
            UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite,
        };
        await using (var file = new FileStream(path + ".new", options))
        {
            await file.WriteAsync(Encoding.UTF8.GetBytes(text + "\n"), ct);
            file.Flush(flushToDisk: true);
        }
        File.Move(path + ".new", path, overwrite: true);
    }

    private static string ShortHash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..16];
}
