using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;

namespace FormsHub.Server.GraphQL;

/// <summary>
/// Automatic persisted queries: who has sent a document once with its hash sends only the hash. Each server remembers its own; who is told
/// that the hash is unknown sends the document again.
/// </summary>
public sealed class PersistedQueries
{
    private const long MostBytes = 16L * 1024 * 1024;

    private readonly ConcurrentDictionary<string, string> _documents = [];
    private readonly ConcurrentQueue<string> _byAge = [];
    private long _bytes;

    public string? Find(string hash) => _documents.GetValueOrDefault(hash);

    public static string HashOf(string document) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(document)));

    /// <summary>Keeps a document whose hash this is; the oldest go when there are too many.</summary>
    public void Keep(string hash, string document)
    {
        if (!_documents.TryAdd(hash, document)) return;
        _byAge.Enqueue(hash);
        Interlocked.Add(ref _bytes, Size(document));
        while (Interlocked.Read(ref _bytes) > MostBytes && _byAge.TryDequeue(out var oldest))
            if (_documents.TryRemove(oldest, out var gone)) Interlocked.Add(ref _bytes, -Size(gone));
    }

    private static long Size(string document) => (2L * document.Length) + 300;
}
