using System.Text.Json;
using FormsHub.Core.Fields;

namespace FormsHub.Querying.Graph.Holes;

/// <summary>A value that may be of another kind than its field's: what cannot be shown as the kind is empty.</summary>
/// <param name="type">The scalar of the schema, or that of the list's items.</param>
internal sealed class ScalarHole(string type, bool isMany) : Hole
{
    public override void Write(JsonElement made, Utf8JsonWriter json)
    {
        if (!isMany)
        {
            WriteOne(made, json);
            return;
        }
        json.WriteStartArray();
        foreach (var item in made.ValueKind is JsonValueKind.Array ? made.EnumerateArray().Where(Fits).ToList() : []) WriteOne(item, json);
        json.WriteEndArray();
    }

    private void WriteOne(JsonElement value, Utf8JsonWriter json)
    {
        if (Fits(value)) value.WriteTo(json);
        else if (type is "Boolean" && value.ValueKind is JsonValueKind.String && value.GetString() is "true" or "false") json.WriteBooleanValue(value.GetString() is "true");
        else json.WriteNullValue();
    }

    private bool Fits(JsonElement value) => type switch
    {
        "JSON" => true,
        "Decimal" => value.ValueKind is JsonValueKind.Number,
        "Int" => value.ValueKind is JsonValueKind.Number && value.TryGetInt32(out _),
        "Boolean" => value.ValueKind is JsonValueKind.True or JsonValueKind.False,
        "Date" or "DateTime" or "Time" => value.ValueKind is JsonValueKind.String && !value.ValueEquals(Masking.Everything),
        _ => value.ValueKind is JsonValueKind.String,
    };
}
