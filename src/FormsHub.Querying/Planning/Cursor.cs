using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Npgsql;

namespace FormsHub.Querying.Planning;

/// <summary>
/// A position in a list: the sort values and the id of a record. Opaque to clients: a version, a check sum over the order and the
/// position, and the position itself, in base64url.
/// </summary>
internal sealed partial record Cursor(IReadOnlyList<JsonElement?> Values, Guid Id)
{
    private const byte Version = 1;
    private const int SumLength = 8;

    /// <summary>The position of the record that a reader stands on, whose sort values start at a column.</summary>
    public static string Write(NpgsqlDataReader row, int firstKey, Guid id, int form, Sort sort)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream))
        {
            json.WriteStartArray();
            for (var i = 0; i < sort.Keys.Count; i++) WriteValue(json, row, firstKey + i, sort.Keys[i].Value.Kind);
            json.WriteStringValue(id);
            json.WriteEndArray();
        }
        return Write(stream.ToArray(), form, sort);
    }

    /// <summary>The position that a JSON array of the sort values and the id says.</summary>
    public static string Write(ReadOnlySpan<byte> position, int form, Sort sort) => Base64Url.EncodeToString([Version, .. Sum(position, form, sort), .. position]);

    /// <summary>Reads a cursor of that list in that order; null if it is none.</summary>
    public static Cursor? Read(string text, int form, Sort sort)
    {
        if (text.Length > 20_000 || !Base64Url.IsValid(text)) return null;
        var bytes = Base64Url.DecodeFromChars(text);
        if (bytes.Length <= 1 + SumLength || bytes[0] is not Version) return null;
        var position = bytes.AsSpan(1 + SumLength);
        if (!bytes.AsSpan(1, SumLength).SequenceEqual(Sum(position, form, sort))) return null;
        try
        {
            using var json = JsonDocument.Parse(position.ToArray());
            var items = json.RootElement.EnumerateArray().Select(item => item.Clone()).ToList();
            return items.Count == sort.Keys.Count + 1 && items[^1].TryGetGuid(out var id) && items.Take(sort.Keys.Count).Zip(sort.Keys, Fits).All(fits => fits)
                ? new Cursor([.. items.Take(sort.Keys.Count).Select(item => item.ValueKind is JsonValueKind.Null ? (JsonElement?)null : item)], id)
                : null;
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            return null;
        }
    }

    private static bool Fits(JsonElement value, SortKey key) => value.ValueKind is JsonValueKind.Null ? !key.IsNeverEmpty : key.Value.Kind switch
    {
        ValueKind.Text => value.ValueKind is JsonValueKind.String,
        ValueKind.Number => value.ValueKind is JsonValueKind.String
            && value.GetString() is { Length: < 200 } number && Number().IsMatch(number),
        ValueKind.Uuid => value.TryGetGuid(out _),
        ValueKind.Moment => value.TryGetDateTimeOffset(out _),
        ValueKind.TextArray or ValueKind.Json => false,
    };

    [GeneratedRegex(@"^-?[0-9]{1,100}(\.[0-9]{1,90})?\z", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Number();

    private static void WriteValue(Utf8JsonWriter json, NpgsqlDataReader row, int column, ValueKind kind)
    {
        if (row.IsDBNull(column)) json.WriteNullValue();
        else if (kind is ValueKind.Moment) json.WriteStringValue(row.GetDateTime(column));
        else if (kind is ValueKind.Uuid) json.WriteStringValue(row.GetGuid(column));
        else json.WriteStringValue(row.GetString(column));
    }

    private static ReadOnlySpan<byte> Sum(ReadOnlySpan<byte> position, int form, Sort sort)
    {
        var order = Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"formshub cursor {form} {sort.Signature} "));
        return SHA256.HashData([.. order, .. position]).AsSpan(0, SumLength);
    }
}
