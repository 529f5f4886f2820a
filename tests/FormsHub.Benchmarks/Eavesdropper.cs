using System.Text.Json;
using System.Text.RegularExpressions;
using Npgsql;

namespace FormsHub.Benchmarks;

/// <summary>
/// Hears which statements the server sends for a request, by PostgreSQL's own log, and writes their values in, so that the limit is
/// measured with the very same SQL.
/// </summary>
public sealed partial class Eavesdropper(NpgsqlDataSource source)
{
    public const string Settings = "-c log_min_messages=log -c logging_collector=on -c log_destination=jsonlog -c log_directory=log -c log_filename=pg.log -c log_rotation_size=0";

    /// <summary>The statements about records that the work makes the server send.</summary>
    public async Task<IReadOnlyList<string>> HearAsync(Func<Task> work, CancellationToken ct)
    {
        await RunAsync("alter system set log_statement = 'all'", ct);
        await RunAsync("select pg_reload_conf()", ct);
        await Task.Delay(200, ct);
        var start = await SizeAsync(ct);
        await work();
        await Task.Delay(200, ct);
        await RunAsync("alter system reset log_statement", ct);
        await RunAsync("select pg_reload_conf()", ct);

        await using var command = source.CreateCommand("select pg_read_file('log/pg.json', $1, 1000000000)");
        command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = start });
        var log = (string)(await command.ExecuteScalarAsync(ct))!;
        return [.. log.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(Statement).OfType<string>()];
    }

    private async Task<long> SizeAsync(CancellationToken ct)
    {
        await using var command = source.CreateCommand("select size from pg_stat_file('log/pg.json')");
        return (long)(await command.ExecuteScalarAsync(ct))!;
    }

    private async Task RunAsync(string sql, CancellationToken ct)
    {
        await using var command = source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync(ct);
    }

    private static string? Statement(string line)
    {
        if (line is not ['{', .., '}']) return null; // the log is read while it is written: the first line may be half of one
        var entry = JsonElement.Parse(line);
        if (!entry.TryGetProperty("message", out var message)) return null;
        var execution = Execution().Match(message.GetString()!);
        if (!execution.Success || !Records().IsMatch(execution.Groups["sql"].Value)) return null;

        var values = entry.TryGetProperty("detail", out var detail)
            ? Values().Matches(detail.GetString()!).ToDictionary(match => match.Groups["number"].Value, match => match.Groups["value"].Value)
            : [];
        return Placeholders().Replace(execution.Groups["sql"].Value, match => values[match.Groups["number"].Value]);
    }

    [GeneratedRegex(@"^execute [^:]+: (?<sql>.*)$", RegexOptions.Singleline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Execution();

    [GeneratedRegex(@"\brecords_\d+|\brevisions_\d+", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Records();

    [GeneratedRegex(@"\$(?<number>\d+) = (?<value>NULL|'([^']|'')*')", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Values();

    [GeneratedRegex(@"\$(?<number>\d+)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Placeholders();
}
