using System.Globalization;

namespace FormsHub.Storage.Audit;

/// <summary>
/// The file outside the database that notes where the chain ended, a line for each day: date, id, hash. The line of today is renewed
/// while the day goes on. It shows entries cut off at the end, and a chain that was computed anew.
/// </summary>
public sealed class AuditHeads(string folder)
{
    public const string FileName = "audit-heads.txt";

    private readonly string _path = Path.Combine(folder, FileName);

    public async Task NoteAsync(DateOnly day, AuditHead head, CancellationToken ct)
    {
        var line = $"{Day(day)} {head.Id.ToString(CultureInfo.InvariantCulture)} {Convert.ToHexStringLower(head.Hash)}";
        var lines = File.Exists(_path) ? (await File.ReadAllLinesAsync(_path, ct)).Where(each => each.Length > 0).ToList() : [];
        if (lines.Count > 0 && lines[^1] == line) return;
        if (lines.Count > 0 && lines[^1].StartsWith(Day(day) + " ", StringComparison.Ordinal)) lines[^1] = line;
        else lines.Add(line);

        // A crash leaves the old file or the new one, never half of one.
        var next = $"{_path}.{Guid.CreateVersion7():N}";
        await using (var file = new FileStream(next, FileMode.CreateNew, FileAccess.Write))
        {
            await using (var writer = new StreamWriter(file, leaveOpen: true))
            {
                foreach (var each in lines) await writer.WriteLineAsync(each.AsMemory(), ct);
            }
            file.Flush(flushToDisk: true);
        }
        File.Move(next, _path, overwrite: true);
    }

    public async Task<IReadOnlyList<AuditHead>> ReadAsync(CancellationToken ct)
    {
        if (!File.Exists(_path)) return [];
        var heads = new List<AuditHead>();
        foreach (var line in await File.ReadAllLinesAsync(_path, ct))
        {
            if (line.Split(' ') is not [_, var id, var hash]) continue;
            if (long.TryParse(id, CultureInfo.InvariantCulture, out var number) && hash.Length is 64 && hash.All(char.IsAsciiHexDigit))
                heads.Add(new AuditHead(number, Convert.FromHexString(hash)));
        }
        return heads;
    }

    private static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
