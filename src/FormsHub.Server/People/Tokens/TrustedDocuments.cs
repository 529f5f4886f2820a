using System.Collections.Frozen;
using System.Text.Json;
using FormsHub.Server.GraphQL;

namespace FormsHub.Server.People.Tokens;

/// <summary>The GraphQL documents of a token as the database keeps them.</summary>
internal static class TrustedDocuments
{
    /// <summary>By their ids, and by their SHA-256 with and without its name before it.</summary>
    public static IReadOnlyDictionary<string, string>? Read(string? json)
    {
        if (json is null) return null;
        var found = new Dictionary<string, string>();
        foreach (var member in JsonElement.Parse(json).EnumerateObject())
        {
            var document = member.Value.GetString()!;
            found[PersistedQueries.HashOf(document)] = document;
            found["sha256:" + PersistedQueries.HashOf(document)] = document;
        }
        // An id that looks like another document's hash is still an id.
        foreach (var member in JsonElement.Parse(json).EnumerateObject()) found[member.Name] = member.Value.GetString()!;
        return found.ToFrozenDictionary();
    }
}
