using System.Diagnostics;
using System.Globalization;

namespace FormsHub.Storage.Embedded;

/// <summary>Where initdb, pg_ctl and postgres are.</summary>
internal sealed class PostgresPrograms(string folder)
{
    public string Initdb => Path.Combine(folder, "bin", "initdb");
    public string PgCtl => Path.Combine(folder, "bin", "pg_ctl");
    public string Postgres => Path.Combine(folder, "bin", "postgres");

    /// <summary>
    /// The folder that FORMSHUB_POSTGRES names (with <c>bin/</c> in it), else the one that the repository's installer has made, which
    /// is run if need be.
    /// </summary>
    public static async Task<PostgresPrograms> FindAsync(string? given, CancellationToken ct)
    {
        var folder = given ?? await InstalledAsync(ct);
        var programs = new PostgresPrograms(RealPath(folder));
        if (!File.Exists(programs.Postgres))
        {
            throw new EmbeddedPostgresException(
                $"There is no PostgreSQL at \"{folder}\": \"{programs.Postgres}\" is missing. Run tools/postgres/install.sh, "
                + "or set FORMSHUB_POSTGRES to a folder that holds bin/postgres, or FORMSHUB_DB to a PostgreSQL server.");
        }
        if (!await OsUser.CanReachAsync(programs.Postgres, ct))
        {
            throw new EmbeddedPostgresException(
                $"\"{programs.Postgres}\" cannot be run by user 65534, as whom PostgreSQL runs when the server is started by root. "
                + "Install it below a folder that everybody may enter, or start the server as an ordinary user.");
        }
        return programs;
    }

    /// <summary>Where a link leads: the link itself may lie where PostgreSQL's account cannot come.</summary>
    private static string RealPath(string folder) =>
        Directory.Exists(folder) && Directory.ResolveLinkTarget(folder, returnFinalTarget: true) is { } real ? real.FullName : Path.GetFullPath(folder);

    /// <summary>The major version, such as 18.</summary>
    public async Task<int> VersionAsync(CancellationToken ct)
    {
        var (_, output) = await OsUser.RunAsync(OsUser.Command(Postgres, "--version"), ct);
        var number = output.Split(' ').FirstOrDefault(word => word.Length > 0 && char.IsAsciiDigit(word[0])) ?? "0";
        return int.Parse(new string([.. number.TakeWhile(char.IsAsciiDigit)]), CultureInfo.InvariantCulture);
    }

    private static async Task<string> InstalledAsync(CancellationToken ct)
    {
        foreach (var start in new[] { AppContext.BaseDirectory, Environment.CurrentDirectory })
        {
            for (var folder = new DirectoryInfo(start); folder is not null; folder = folder.Parent)
            {
                var installed = Path.Combine(folder.FullName, ".tools", "postgres");
                if (File.Exists(Path.Combine(installed, "bin", "postgres"))) return installed;
                var installer = Path.Combine(folder.FullName, "tools", "postgres", "install.sh");
                if (File.Exists(installer)) return await InstallAsync(installer, ct);
            }
        }
        throw new EmbeddedPostgresException("No PostgreSQL was found. Set FORMSHUB_POSTGRES to a folder that holds bin/postgres, or FORMSHUB_DB to a PostgreSQL server.");
    }

    private static async Task<string> InstallAsync(string installer, CancellationToken ct)
    {
        var start = new ProcessStartInfo(installer) { UseShellExecute = false, RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
        var (code, output) = await OsUser.RunAsync(start, ct);
        return code is 0
            ? Path.Combine(Path.GetDirectoryName(installer)!, "..", "..", ".tools", "postgres")
            : throw new EmbeddedPostgresException($"PostgreSQL could not be installed: {output}");
    }
}
