using System.Text.Json;
using FormsHub.Core.Access;
using FormsHub.Server.Hosting;

namespace FormsHub.Server.People.Tokens;

/// <summary>The scopes of a token as the database keeps them.</summary>
internal static class StoredScopes
{
    /// <summary>Null: the token may do all that its person may.</summary>
    public static IReadOnlyList<TokenScope>? Read(string? json) => json is null
        ? null
        : [.. JsonSerializer.Deserialize<List<CreateToken.Scope>>(json, Json.Options)!.Select(scope => new TokenScope(scope.Form, scope.Actions.ToHashSet()))];

    public static string? Write(IReadOnlyList<CreateToken.Scope>? scopes) => scopes is null ? null : JsonSerializer.Serialize(scopes, Json.Options);
}
