using System.Text;
using System.Text.Json;
using FormsHub.Core.Encryption;

namespace FormsHub.Storage.Encryption;

/// <summary>
/// The key ring as files: one for each key, named by its id, readable by the server's user alone. Files are added and never changed; taking one away is
/// for people to do.
/// </summary>
public sealed class KeyFolder(string path)
{
    private const string Ending = ".key.json";

    private const UnixFileMode OwnFolder = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
    private const UnixFileMode OwnFile = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    public string FullPath { get; } = Path.GetFullPath(path);

    private sealed record Stored(string Id, string Kind, string Key);

    /// <summary>The keys that are there; a file that holds none is told by an exception.</summary>
    public IReadOnlyList<RingKey> Read() => !Directory.Exists(FullPath) ? [] : [.. Directory.EnumerateFiles(FullPath, "*" + Ending).Order(StringComparer.Ordinal).Select(ReadFile)];

    /// <summary>Keeps a key for good before it is used; one that is there already stays as it is.</summary>
    public void Add(RingKey key)
    {
        if (OperatingSystem.IsWindows()) Directory.CreateDirectory(FullPath);
        else Directory.CreateDirectory(FullPath, OwnFolder);
        var name = Path.Combine(FullPath, key.Id + Ending);
        if (File.Exists(name)) return;

        var part = name + ".part";
        File.Delete(part);
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = OwnFile;
        using (var file = new FileStream(part, options))
        {
            file.Write(Encoding.UTF8.GetBytes(JsonSerializer.Serialize(new Stored(key.Id, key.Kind is RingKeyKind.Data ? "data" : "hash", key.Text))));
            file.Flush(flushToDisk: true);
        }
        File.Move(part, name);
    }

    private static RingKey ReadFile(string file)
    {
        try
        {
            var stored = JsonSerializer.Deserialize<Stored>(File.ReadAllText(file))!;
            return new RingKey(stored.Id, stored.Kind is "data" ? RingKeyKind.Data : RingKeyKind.Hash, Convert.FromBase64String(stored.Key));
        }
        catch (Exception exception) when (exception is JsonException or FormatException or ArgumentNullException)
        {
            throw new InvalidDataException($"\"{file}\" is not a key of the key ring.", exception);
        }
    }
}
