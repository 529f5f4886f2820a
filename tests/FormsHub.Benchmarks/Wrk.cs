using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;

namespace FormsHub.Benchmarks;

/// <summary>
/// Sends prepared requests through wrk, where it is installed: as pgbench does for the limit, it leaves nearly all of the processors to
/// what is measured.
/// </summary>
public static partial class Wrk
{
    /// <summary>Reads requests from a file, each after its length, and puts new numbers where <see cref="PreparedRequest.Number"/> stands.</summary>
    private const string Script = """
        local counter = 0
        function setup(thread)
          thread:set("first", FIRST + counter * 500000)
          counter = counter + 1
        end
        function init(arguments)
          requests, at = {}, 0
          local file = assert(io.open(arguments[1], "rb"))
          for length in function() return file:read("*n", 1) end do
            local text, parts, from = file:read(length), {}, 1
            while true do
              local start, stop = text:find("999999999", from, true)
              if not start then break end
              parts[#parts + 1] = text:sub(from, start - 1)
              from = stop + 1
            end
            parts[#parts + 1] = text:sub(from)
            requests[#requests + 1] = parts
          end
          file:close()
        end
        function request()
          at = at % #requests + 1
          local parts = requests[at]
          if #parts == 1 then return parts[1] end
          first = first + 1
          return table.concat(parts, string.format("%09d", first))
        end
        function done(summary, latency, all)
          local bad = summary.errors.status + summary.errors.connect + summary.errors.read + summary.errors.write + summary.errors.timeout
          io.write(string.format("result %d %d %d %d %d\n", summary.requests, summary.duration, latency:percentile(50), latency:percentile(95), bad))
        end
        """;

    public static string? Program { get; } = new[] { "/usr/bin/wrk", "/usr/local/bin/wrk" }.FirstOrDefault(File.Exists);

    /// <summary>Repeats the requests after a warm-up, where that is a second or more; watched is processor time so far, in seconds, of each process that is watched.</summary>
    public static async Task<Rate> MeasureAsync(
        Uri address, IEnumerable<byte[]> requests, int connections, double warmUp, double seconds, IReadOnlyList<Func<double>> watched, CancellationToken ct)
    {
        var folder = Directory.CreateTempSubdirectory("formshub-wrk-");
        try
        {
            var file = Path.Combine(folder.FullName, "requests");
            await using (var stream = File.Create(file))
            {
                foreach (var request in requests)
                {
                    await stream.WriteAsync(System.Text.Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{request.Length} ")), ct);
                    await stream.WriteAsync(request, ct);
                }
            }

            if (warmUp >= 1) await RunAsync(folder.FullName, address, file, connections, warmUp, ct);
            var used = watched.Select(time => time()).ToList();
            var (count, rate) = await RunAsync(folder.FullName, address, file, connections, seconds, ct);
            return rate with { Microseconds = [.. watched.Select((time, i) => (time() - used[i]) * 1e6 / Math.Max(1, count))] };
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static async Task<(int Count, Rate Rate)> RunAsync(
        string folder, Uri address, string file, int connections, double seconds, CancellationToken ct)
    {
        var script = Path.Combine(folder, "requests.lua");
        await File.WriteAllTextAsync(script, Script.Replace("FIRST", PreparedRequest.Take(1_000_000).ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal), ct);
        var whole = Math.Max(1, (int)Math.Round(seconds));
        var start = new ProcessStartInfo(
            Program!,
            ["-t", Math.Min(2, connections).ToString(CultureInfo.InvariantCulture), "-c", connections.ToString(CultureInfo.InvariantCulture),
             "-d", whole.ToString(CultureInfo.InvariantCulture) + "s", "--timeout", "60s", "-s", script, address.ToString(), "--", file])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync(ct);
        var output = await process.StandardOutput.ReadToEndAsync(ct);
        await process.WaitForExitAsync(ct);
        if (Result().Match(output) is not { Success: true } result) throw new InvalidOperationException($"wrk ended with {process.ExitCode}: {output}{await errors}");
        var figures = result.Groups["figures"].Value.Split(' ').Select(text => long.Parse(text, CultureInfo.InvariantCulture)).ToList();
        if (figures[4] > 0) throw new InvalidOperationException($"{figures[4]} of {figures[0]} requests failed: {output}");
        return ((int)figures[0], new Rate(figures[0] / (figures[1] / 1e6), figures[2] / 1e3, figures[3] / 1e3));
    }

    [GeneratedRegex(@"^result (?<figures>[\d ]+)$", RegexOptions.Multiline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Result();
}
