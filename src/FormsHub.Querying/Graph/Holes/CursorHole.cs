using System.Text;
using System.Text.Json;
using FormsHub.Querying.Planning;

namespace FormsHub.Querying.Graph.Holes;

/// <summary>The cursor of a position: <c>[sort values…, record id]</c>.</summary>
internal sealed class CursorHole(int form, Sort sort) : Hole
{
    public override void Write(JsonElement made, Utf8JsonWriter json) => json.WriteStringValue(Cursor.Write(Encoding.UTF8.GetBytes(made.GetRawText()), form, sort));
}
