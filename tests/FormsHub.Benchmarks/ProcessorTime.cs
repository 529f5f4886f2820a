using System.Globalization;

namespace FormsHub.Benchmarks;

/// <summary>Processor time of processes and their children, from Linux's /proc; it is less noisy than rates on a shared machine.</summary>
/// <remarks>proc_pid_stat(5): after the name in brackets come the state, the parent, and as 12th to 15th utime, stime, cutime, cstime in ticks.</remarks>
public static class ProcessorTime
{
    private const double TicksPerSecond = 100;

    /// <summary>Seconds that a process has used, and with <paramref name="children"/> its direct children, also ended ones; 0 where there is no /proc.</summary>
    public static double Of(int root, bool children)
    {
        if (!Directory.Exists("/proc/self")) return 0;
        var ticks = 0L;
        foreach (var folder in Directory.EnumerateDirectories("/proc"))
        {
            if (!int.TryParse(Path.GetFileName(folder), CultureInfo.InvariantCulture, out var id) || Fields(folder) is not { } fields) continue;
            if (id == root) ticks += fields[11] + fields[12] + (children ? fields[13] + fields[14] : 0);
            else if (children && fields[1] == root) ticks += fields[11] + fields[12];
        }
        return ticks / TicksPerSecond;
    }

    /// <summary>Seconds that all ended children of this process have used; 0 where there is no /proc.</summary>
    public static double Ended() => Directory.Exists("/proc/self") && Fields("/proc/self") is { } fields ? (fields[13] + fields[14]) / TicksPerSecond : 0;

    private static long[]? Fields(string folder)
    {
        try
        {
            var line = File.ReadAllText(Path.Combine(folder, "stat"));
            return [.. line[(line.LastIndexOf(')') + 2)..].Split(' ').Select(word => long.TryParse(word, CultureInfo.InvariantCulture, out var number) ? number : 0)];
        }
        catch (IOException)
        {
            return null; // it has ended meanwhile
        }
    }
}
