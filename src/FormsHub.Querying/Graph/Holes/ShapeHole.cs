using System.Text.Json;

namespace FormsHub.Querying.Graph.Holes;

/// <summary>A stored object, or a list of such, of which only what is asked for is shown: the parts of a value, and files.</summary>
/// <param name="isMany">Whether a list is shown; else, of a stored list, its first item.</param>
internal sealed class ShapeHole(Selected field, bool isMany) : Hole
{
    public override void Write(JsonElement made, Utf8JsonWriter json)
    {
        if (made.ValueKind is JsonValueKind.Array)
        {
            if (isMany) json.WriteStartArray();
            foreach (var item in isMany ? made.EnumerateArray() : made.EnumerateArray().Take(1)) WriteOne(item, json);
            if (isMany) json.WriteEndArray();
            else if (made.GetArrayLength() is 0) json.WriteNullValue();
            return;
        }
        WriteOne(made, json);
    }

    private void WriteOne(JsonElement value, Utf8JsonWriter json)
    {
        if (value.ValueKind is not JsonValueKind.Object)
        {
            json.WriteNullValue();
            return;
        }
        json.WriteStartObject();
        foreach (var asked in field.Fields)
        {
            json.WritePropertyName(asked.Key);
            if (asked.Name is "__typename") json.WriteStringValue(field.Type.Name);
            else if (asked.Field.Tag is PartOfShape part) part.Write(value, json);
            else throw new InvalidOperationException($"\"{asked.Name}\" is no part of a stored value.");
        }
        json.WriteEndObject();
    }
}

/// <summary>How a field of such an object is shown; the <see cref="GraphQL.Types.Field.Tag"/> of its field.</summary>
internal sealed record PartOfShape(string Name, Func<JsonElement, string?>? Made = null)
{
    public void Write(JsonElement value, Utf8JsonWriter json)
    {
        if (Made is not null) json.WriteStringValue(Made(value));
        else if (value.TryGetProperty(Name, out var part)) part.WriteTo(json);
        else json.WriteNullValue();
    }
}
