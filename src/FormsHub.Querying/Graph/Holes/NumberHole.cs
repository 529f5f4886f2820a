using System.Text.Json;
using FormsHub.Querying.Aggregates;

namespace FormsHub.Querying.Graph.Holes;

/// <summary>A number that a measure gives, which may have more digits than a stored one.</summary>
internal sealed class NumberHole : Hole
{
    public static readonly NumberHole Only = new();

    public override void Write(JsonElement made, Utf8JsonWriter json) => AggregateReader.WriteNumber(json, made.GetRawText());
}
