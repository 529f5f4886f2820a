using System.Text.Json;
using FormsHub.Core.Fields;

namespace FormsHub.Querying.Graph.Holes;

/// <summary>People or departments by their ids.</summary>
internal sealed class LinkHole(LinkKind kind, bool isMany, Selected field) : Hole
{
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

    private void WriteOne(JsonElement id, Utf8JsonWriter json)
    {
        if (id.ValueKind is not JsonValueKind.String || !id.TryGetGuid(out var known))
        {
            json.WriteNullValue();
            return;
        }
        json.WriteStartObject();
        foreach (var asked in field.Fields)
        {
            json.WritePropertyName(asked.Key);
            switch (asked.Name)
            {
                case "__typename":
                    json.WriteStringValue(field.Type.Name);
                    break;
                case "id":
                    json.WriteStringValue(known);
                    break;
                default:
                    json.WriteStringValue(field.Statement.Asker.Directory.Title(kind, known));
                    break;
            }
        }
        json.WriteEndObject();
    }
}
