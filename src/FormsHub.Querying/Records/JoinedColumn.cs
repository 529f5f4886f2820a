using System.Text.Json;

namespace FormsHub.Querying.Records;

/// <summary>A column that holds several values of the same row as one JSON array.</summary>
internal static class JoinedColumn
{
    /// <summary>The JSON at a place of the array, or the whole if the place is -1; empty if it is null.</summary>
    public static ReadOnlySpan<byte> Part(byte[] json, int place)
    {
        if (place < 0) return json;
        var reader = new Utf8JsonReader(json);
        reader.Read();
        for (var i = 0; reader.Read() && reader.TokenType is not JsonTokenType.EndArray; i++)
        {
            var start = (int)reader.TokenStartIndex;
            if (i == place && reader.TokenType is JsonTokenType.Null) return [];
            reader.Skip();
            if (i == place) return json.AsSpan(start..(int)reader.BytesConsumed);
        }
        return [];
    }
}
