using System.Text.Json;
using FormsHub.Core.Fields;
using FormsHub.Core.Forms;

namespace FormsHub.Querying.Records;

/// <summary>Stored values as clients see them.</summary>
internal static class Wire
{
    /// <summary>
    /// As the field type says; a value that a former type of the field left, and that the type could not understand, as it is stored.
    /// </summary>
    public static void Write(Utf8JsonWriter json, JsonElement value, Field field, IWireTitles titles)
    {
        if (Fits(value, field)) field.Type.WriteWire(json, value, field, titles);
        else value.WriteTo(json);
    }

    /// <summary>Whether the value has the shape that the field's type stores.</summary>
    public static bool Fits(JsonElement value, Field field)
    {
        var list = field.Columns.Count > 0 || field.Type.Links is LinkKind.File || field.Type.SqlTypeOf(field) is SqlType.TextArray;
        return list ? value.ValueKind is JsonValueKind.Array && Consists(value, field.Columns.Count > 0 || field.Type.Links is LinkKind.File)
            : field.Type.Parts.Count > 0 ? value.ValueKind is JsonValueKind.Object
            : field.Type.Links is LinkKind.None || value.ValueKind is JsonValueKind.String;
    }

    private static bool Consists(JsonElement list, bool ofObjects) =>
        list.EnumerateArray().All(item => item.ValueKind == (ofObjects ? JsonValueKind.Object : JsonValueKind.String));
}
