using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using FormsHub.GraphQL.Language;
using FormsHub.GraphQL.Types;

namespace FormsHub.GraphQL.Validation;

/// <summary>
/// Documents that were read and found valid, so that a client's next request with the same text costs a hash. A verdict holds for one schema
/// and is never given for another. When the bytes are used up, what was not asked for the longest goes. What is wrong is not kept: errors
/// are cheap, and would let anyone push out what is in use. Safe for many threads.
/// </summary>
public sealed class DocumentCache(ValidationOptions? validation = null, ParserOptions? parsing = null, long maxBytes = 64 << 20)
{
    // A syntax tree takes about 16 bytes for each character of its text, which it keeps as well.
    private const int BytesPerCharacter = 18;
    private const int BytesPerEntry = 400;

    private readonly Lock _lock = new();
    private readonly ConditionalWeakTable<Schema, object> _schemas = [];
    private readonly Dictionary<Key, LinkedListNode<Entry>> _entries = [];
    private readonly LinkedList<Entry> _byUse = new();
    private long _bytes;

    /// <summary>What the kept documents take up, as estimated from their texts.</summary>
    public long Bytes
    {
        get
        {
            lock (_lock) return _bytes;
        }
    }

    /// <summary>How many documents are kept.</summary>
    public int Count
    {
        get
        {
            lock (_lock) return _entries.Count;
        }
    }

    /// <summary>The document of this text, or what is wrong with it.</summary>
    public CheckedDocument Read(Schema schema, string text)
    {
        // The mark stands for the schema without keeping it alive.
        var key = new Key(_schemas.GetValue(schema, static _ => new object()), HashOf(text));
        if (TryFind(key, out var known)) return new CheckedDocument(known, []);

        DocumentNode document;
        try
        {
            document = Parser.Parse(text, parsing);
        }
        catch (GraphQLException unreadable)
        {
            return new CheckedDocument(null, [unreadable.Error]);
        }

        var errors = Validator.Validate(schema, document, validation);
        if (errors.Count > 0) return new CheckedDocument(null, errors);
        Keep(new Entry(key, document, ((long)text.Length * BytesPerCharacter) + BytesPerEntry));
        return new CheckedDocument(document, []);
    }

    private bool TryFind(Key key, [NotNullWhen(true)] out DocumentNode? document)
    {
        lock (_lock)
        {
            document = null;
            if (!_entries.TryGetValue(key, out var found)) return false;
            _byUse.Remove(found);
            _byUse.AddFirst(found);
            document = found.Value.Document;
            return true;
        }
    }

    private void Keep(Entry entry)
    {
        if (entry.Bytes > maxBytes) return;
        lock (_lock)
        {
            // Another thread may have read the same text meanwhile.
            if (!_entries.TryAdd(entry.Key, new LinkedListNode<Entry>(entry))) return;
            _byUse.AddFirst(_entries[entry.Key]);
            _bytes += entry.Bytes;
            while (_bytes > maxBytes) Remove(_byUse.Last!);
        }
    }

    private void Remove(LinkedListNode<Entry> entry)
    {
        _byUse.Remove(entry);
        _entries.Remove(entry.Value.Key);
        _bytes -= entry.Value.Bytes;
    }

    private static UInt128 HashOf(string text)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(MemoryMarshal.AsBytes(text.AsSpan()), hash);
        return MemoryMarshal.Read<UInt128>(hash);
    }

    private readonly record struct Key(object Schema, UInt128 Text);

    private sealed record Entry(Key Key, DocumentNode Document, long Bytes);
}

/// <summary>A document that can be executed, or why there is none.</summary>
public sealed record CheckedDocument(DocumentNode? Document, IReadOnlyList<GraphQLError> Errors);
