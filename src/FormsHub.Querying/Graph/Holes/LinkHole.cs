using System.Text.Json;
using FormsHub.Core.Fields;
using FormsHub.GraphQL.Types;
using FormsHub.Querying.Graph.People;

namespace FormsHub.Querying.Graph.Holes;

/// <summary>People or departments by their ids.</summary>
/// <param name="type">As which they are selected, where the field itself is of an interface.</param>
internal sealed class LinkHole(LinkKind kind, bool isMany, Selected field, ObjectType? type = null) : Hole
{
    private readonly LinkWriter _writer = new(kind, field, type);

    public override void Write(JsonElement made, Utf8JsonWriter json)
    {
        if (made.ValueKind is not JsonValueKind.Array)
        {
            WriteOne(made, json);
            return;
        }
        if (isMany) json.WriteStartArray();
        foreach (var id in made.EnumerateArray()) WriteOne(id, json);
        if (isMany) json.WriteEndArray();
    }

    private void WriteOne(JsonElement id, Utf8JsonWriter json) =>
        _writer.Write(id.ValueKind is JsonValueKind.String && id.TryGetGuid(out var known) ? known : null, json);
}
