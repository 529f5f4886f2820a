using System.Diagnostics;
using System.Runtime.InteropServices;

namespace FormsHub.Storage.Embedded;

/// <summary>
/// The account that PostgreSQL runs under. PostgreSQL refuses to run as root: there it is started as nobody (65534), who must own the
/// cluster and be able to reach it and the programs.
/// </summary>
internal static class OsUser
{
    private const uint Nobody = 65534;

    public static readonly bool IsRoot = !OperatingSystem.IsWindows() && GetEffectiveUserId() is 0;

    /// <summary>A process description of the program under PostgreSQL's account.</summary>
    public static ProcessStartInfo Command(string program, params IEnumerable<string> arguments)
    {
        var start = IsRoot
            ? new ProcessStartInfo("setpriv", ["--reuid=65534", "--regid=65534", "--clear-groups", program, .. arguments])
            : new ProcessStartInfo(program, arguments);
        start.WorkingDirectory = "/";
        start.UseShellExecute = false;
        start.RedirectStandardInput = true;
        start.RedirectStandardOutput = true;
        start.RedirectStandardError = true;
        start.Environment["LC_ALL"] = "C";
        return start;
    }

    /// <summary>Runs it to its end: exit code and everything it said.</summary>
    public static async Task<(int Code, string Output)> RunAsync(ProcessStartInfo start, CancellationToken ct)
    {
        using var process = Process.Start(start) ?? throw new EmbeddedPostgresException($"\"{start.FileName}\" did not start.");
        process.StandardInput.Close();
        var output = process.StandardOutput.ReadToEndAsync(ct);
        var errors = process.StandardError.ReadToEndAsync(ct);
        await process.WaitForExitAsync(ct);
        return (process.ExitCode, (await output + await errors).Trim());
    }

    /// <summary>Whether PostgreSQL's account can go into the folder.</summary>
    public static async Task<bool> CanReachAsync(string folder, CancellationToken ct) =>
        !IsRoot || (await RunAsync(Command("test", "-x", folder), ct)).Code is 0;

    /// <summary>Gives a file or folder to PostgreSQL's account.</summary>
    public static void GiveTo(string path)
    {
        if (IsRoot && ChangeOwner(path, Nobody, Nobody) is not 0)
            throw new EmbeddedPostgresException($"\"{path}\" cannot be given to user {Nobody} (error {Marshal.GetLastPInvokeError()}).");
    }

    /// <summary>Sends a signal; false if there is no such process (any more).</summary>
    public static bool Signal(int process, int signal) => Kill(process, signal) is 0;

    [DllImport("libc", EntryPoint = "geteuid")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    private static extern uint GetEffectiveUserId();

    [DllImport("libc", EntryPoint = "chown", SetLastError = true, CharSet = CharSet.Ansi, BestFitMapping = false, ThrowOnUnmappableChar = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    private static extern int ChangeOwner([MarshalAs(UnmanagedType.LPUTF8Str)] string path, uint user, uint group);

    [DllImport("libc", EntryPoint = "kill", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    private static extern int Kill(int process, int signal);
}
