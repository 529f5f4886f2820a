using System.Text.Json;

namespace FormsHub.Core.Encryption;

/// <summary>
/// An encrypted value as records and revisions hold it: <c>{"k": key, "c": nonce, sealed text and tag, "h": hash, "t": hash of the last
/// characters}</c>. Only <see cref="KeyRing"/> makes and opens one.
/// </summary>
public static class SealedCell
{
    /// <summary>The id of the key that it is sealed with.</summary>
    public const string KeyName = "k";

    internal const string Content = "c";

    /// <summary>By which SQL asks whether values are equal.</summary>
    public const string Hash = "h";

    /// <summary>By which SQL asks for the last four characters.</summary>
    public const string Tail = "t";

    /// <summary>Whether it has the shape of a sealed cell. Of fields that hold objects of people's own this must not be asked.</summary>
    public static bool Is(JsonElement value) => value.ValueKind is JsonValueKind.Object && Text(value, KeyName) is not null && Text(value, Content) is not null && Text(value, Hash) is not null;

    /// <summary>The id of the key that a cell is sealed with.</summary>
    public static string KeyOf(JsonElement cell) => Text(cell, KeyName)!;

    public static string HashOf(JsonElement cell) => Text(cell, Hash)!;

    /// <summary>Whether two stored values are the same: of sealed ones their hashes tell, however they were sealed.</summary>
    public static bool AreSame(JsonElement left, JsonElement right) =>
        Is(left) && Is(right) ? HashOf(left) == HashOf(right) : JsonElement.DeepEquals(left, right);

    internal static string? Text(JsonElement cell, string name) =>
        cell.TryGetProperty(name, out var part) && part.ValueKind is JsonValueKind.String ? part.GetString() : null;
}
