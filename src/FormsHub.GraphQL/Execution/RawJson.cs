namespace FormsHub.GraphQL.Execution;

/// <summary>
/// JSON that is already made, in UTF-8: the answer of a field with its whole selection, keys and nulls as the response shall hold them. It is written
/// as it is and not looked into.
/// </summary>
public sealed record RawJson(ReadOnlyMemory<byte> Utf8)
{
    public bool IsNull => Utf8.Span.Trim(" \t\r\n"u8).SequenceEqual("null"u8);
}
