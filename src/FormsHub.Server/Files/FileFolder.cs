using System.Security.Cryptography;
using FormsHub.Core.Results;
using FormsHub.Server.Hosting;

namespace FormsHub.Server.Files;

/// <summary>
/// The bytes of files on disk, by content: <c>files/ab/cd/&lt;sha256&gt;</c> below the data folder. Names that people give never
/// become part of a path.
/// </summary>
public sealed class FileFolder(Settings settings)
{
    private const int BufferSize = 81920;
    private readonly string _folder = Path.Combine(settings.Data, "files");

    /// <summary>What was stored.</summary>
    public sealed record Stored(byte[] Sha256, long Size, byte[] Head);

    /// <summary>Where the bytes with that hash lie.</summary>
    public string PathOf(byte[] sha256)
    {
        var name = Convert.ToHexStringLower(sha256);
        return Path.Combine(_folder, name[..2], name[2..4], name);
    }

    /// <summary>Streams to disk while hashing; on disk for good when it returns. A file larger than the limit, or refused, leaves nothing behind.</summary>
    /// <param name="refuse">Looks at the first bytes.</param>
    public async Task<Result<Stored>> StoreAsync(Stream content, Func<byte[], Problem?> refuse, CancellationToken ct)
    {
        var incoming = Path.Combine(_folder, "incoming");
        Directory.CreateDirectory(incoming);
        var temporary = Path.Combine(incoming, Guid.CreateVersion7().ToString("N"));
        try
        {
            var stored = await CopyAsync(content, temporary, ct);
            if (stored.Failed) return stored.Problem;
            if (refuse(stored.Value.Head) is { } refused) return refused;
            var path = PathOf(stored.Value.Sha256);
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.Move(temporary, path, overwrite: true);
            return stored;
        }
        finally
        {
            File.Delete(temporary);
        }
    }

    /// <summary>Removes the bytes with that hash, unless an upload since <paramref name="before"/> brought them anew.</summary>
    public bool Remove(byte[] sha256, DateTimeOffset before)
    {
        var file = new FileInfo(PathOf(sha256));
        if (!file.Exists || file.LastWriteTimeUtc >= before.UtcDateTime) return false;
        file.Delete();
        return true;
    }

    /// <summary>Removes what is left of uploads that were cut off before that time.</summary>
    public void RemoveAbandoned(DateTimeOffset before)
    {
        var incoming = new DirectoryInfo(Path.Combine(_folder, "incoming"));
        if (!incoming.Exists) return;
        foreach (var file in incoming.EnumerateFiles().Where(file => file.LastWriteTimeUtc < before.UtcDateTime)) file.Delete();
    }

    private async Task<Result<Stored>> CopyAsync(Stream content, string path, CancellationToken ct)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        await using var file = new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.None, BufferSize, FileOptions.Asynchronous);
        var buffer = new byte[BufferSize];
        List<byte> head = new(FileKinds.HeadLength);
        long size = 0;
        int read;
        while ((read = await content.ReadAsync(buffer, ct)) > 0)
        {
            size += read;
            if (size > settings.FileLimit) return FileProblems.TooLarge(settings.FileLimit);
            hash.AppendData(buffer.AsSpan(0, read));
            if (head.Count < FileKinds.HeadLength) head.AddRange(buffer.AsSpan(0, Math.Min(read, FileKinds.HeadLength - head.Count)));
            await file.WriteAsync(buffer.AsMemory(0, read), ct);
        }
        file.Flush(flushToDisk: true);
        return new Stored(hash.GetHashAndReset(), size, [.. head]);
    }
}
