using System.Text.Json;

namespace FormsHub.Querying.Graph.Holes;

/// <summary>Stands before a record whose reading is noted, and leaves nothing in the answer: its id.</summary>
internal sealed class SeenHole(GraphRead read) : Hole
{
    public override void Write(JsonElement made, Utf8JsonWriter json) => read.Show(made.GetGuid());
}
