using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using Npgsql;

namespace FormsHub.Benchmarks;

/// <summary>
/// What PostgreSQL itself allows: statements with their values written in, each prepared once per connection and repeated, through
/// Npgsql and, where it is installed, through pgbench, which costs the measuring side least.
/// </summary>
public static partial class Limit
{
    private static readonly string[] PgbenchPlaces = ["/usr/lib/postgresql/18/bin/pgbench", "/usr/lib/postgresql/17/bin/pgbench", "/usr/lib/postgresql/16/bin/pgbench", "/usr/lib/postgresql/15/bin/pgbench", "/usr/bin/pgbench"];

    public static string? Pgbench { get; } = PgbenchPlaces.FirstOrDefault(File.Exists);

    /// <summary>Repeats the statements through Npgsql.</summary>
    public static async Task<Rate> NpgsqlAsync(
        string connectionString, IReadOnlyList<string> statements, int connections, double seconds, CancellationToken ct)
    {
        await using var source = NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(connectionString) { MaxPoolSize = connections });
        return await Rate.MeasureAsync(
            connections,
            seconds / 10,
            seconds,
            async number =>
            {
                var connection = await source.OpenConnectionAsync(ct);
                var commands = new List<NpgsqlCommand>();
                foreach (var statement in statements)
                {
                    var command = new NpgsqlCommand(statement, connection);
                    await command.PrepareAsync(ct);
                    commands.Add(command);
                }

                var next = number;
                return async () =>
                {
                    await using var reader = await commands[next++ % commands.Count].ExecuteReaderAsync(ct);
                    while (await reader.ReadAsync(ct))
                    {
                        for (var column = 0; column < reader.FieldCount; column++) _ = reader.GetValue(column);
                    }
                };
            },
            [],
            ct);
    }

    /// <summary>Repeats the statements through pgbench; null where it is not installed.</summary>
    public static async Task<Rate?> PgbenchAsync(
        string connectionString, IReadOnlyList<string> statements, int connections, double seconds, Func<double> postgresTime, CancellationToken ct)
    {
        if (Pgbench is null) return null;
        var folder = Directory.CreateTempSubdirectory("formshub-pgbench-");
        try
        {
            var target = new NpgsqlConnectionStringBuilder(connectionString);
            List<string> arguments =
            [
                "-n", "-M", "prepared", "-h", target.Host!, "-p", target.Port.ToString(CultureInfo.InvariantCulture), "-U", target.Username!,
                "-c", connections.ToString(CultureInfo.InvariantCulture), "-j", Math.Min(2, connections).ToString(CultureInfo.InvariantCulture),
                "-T", Math.Max(1, Math.Round(seconds)).ToString(CultureInfo.InvariantCulture),
            ];
            for (var i = 0; i < statements.Count; i++)
            {
                var script = Path.Combine(folder.FullName, string.Create(CultureInfo.InvariantCulture, $"{i}.sql"));
                await File.WriteAllTextAsync(script, ForPgbench(statements[i]) + ";\n", ct);
                arguments.AddRange(["-f", script]);
            }

            var start = new ProcessStartInfo(Pgbench, [.. arguments, target.Database!])
            {
                RedirectStandardOutput = true,
                RedirectStandardError = true,
                UseShellExecute = false,
            };
            var used = postgresTime();
            using var process = Process.Start(start)!;
            var errors = process.StandardError.ReadToEndAsync(ct);
            var output = await process.StandardOutput.ReadToEndAsync(ct);
            await process.WaitForExitAsync(ct);
            return process.ExitCode is 0
                ? new Rate(Figure(Tps(), output), Figure(Latency(), output), 0)
                {
                    Microseconds = [(postgresTime() - used) * 1e6 / Math.Max(1, Figure(Transactions(), output))],
                }
                : throw new InvalidOperationException($"pgbench ended with {process.ExitCode}: {await errors}");
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    /// <summary>Colons inside texts are written as escapes: pgbench takes ":name" for a variable, there too.</summary>
    private static string ForPgbench(string statement) => Texts().Replace(statement, text => text.Value.Contains(':', StringComparison.Ordinal)
        ? "E" + text.Value.Replace("\\", "\\\\", StringComparison.Ordinal).Replace(":", "\\x3a", StringComparison.Ordinal)
        : text.Value);

    private static double Figure(Regex figure, string output) =>
        double.Parse(figure.Match(output).Groups["figure"].Value, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"'([^']|'')*'", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Texts();

    [GeneratedRegex(@"actually processed: (?<figure>\d+)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Transactions();

    [GeneratedRegex(@"tps = (?<figure>[\d.]+)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Tps();

    [GeneratedRegex(@"latency average = (?<figure>[\d.]+)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Latency();
}
