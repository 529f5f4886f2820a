using System.Text.Json;

namespace FormsHub.Querying.Graph;

/// <summary>
/// A place in the JSON that PostgreSQL builds which the server fills: masks, sealed values, people, choices, cursors. The statement puts
/// JSON there that the value is made of, between two control characters, which no JSON has unescaped.
/// </summary>
internal abstract class Hole
{
    public const byte Begin = 1;
    public const byte End = 2;

    /// <summary>Whether what is written depends on who asks by more than what the statement says.</summary>
    public virtual bool IsPersonal => false;

    /// <summary>Writes the one value that stands there.</summary>
    /// <param name="made">The JSON that the statement gave; never null.</param>
    public abstract void Write(JsonElement made, Utf8JsonWriter json);
}
