using System.Buffers;

namespace FormsHub.GraphQL.Execution;

/// <summary>
/// JSON that is already made, in UTF-8: the answer of a field with its whole selection, keys and nulls as the response shall hold them. It is written
/// as it is and not looked into.
/// </summary>
/// <param name="Owner">Takes the memory back once the JSON is written; null: nobody waits for it.</param>
public sealed record RawJson(ReadOnlySequence<byte> Utf8, IDisposable? Owner = null) : IDisposable
{
    public RawJson(ReadOnlyMemory<byte> utf8) : this(new ReadOnlySequence<byte>(utf8))
    {
    }

    /// <summary>No other value of JSON begins with this letter.</summary>
    public bool IsNull => Utf8.FirstSpan.TrimStart(" \t\r\n"u8) is [(byte)'n', ..];

    public void Dispose() => Owner?.Dispose();
}
