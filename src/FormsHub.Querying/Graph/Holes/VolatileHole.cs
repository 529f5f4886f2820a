using System.Text.Json;
using FormsHub.Core.Expressions;
using FormsHub.Core.Forms;
using FormsHub.Querying.Records;

namespace FormsHub.Querying.Graph.Holes;

/// <summary>
/// A formula that is computed at each read: <c>[data, linked records by id, computed fields by id, system fields by name]</c> is what it
/// is computed from.
/// </summary>
internal sealed class VolatileHole(Form form, Field field, Hole shown, Asker asker) : Hole
{
    public override bool IsPersonal => true;

    public override void Write(JsonElement made, Utf8JsonWriter json)
    {
        var data = made[0].EnumerateObject().ToDictionary(member => member.Name, member => member.Value);
        var linked = made[1].ValueKind is JsonValueKind.Object ? made[1] : (JsonElement?)null;
        var context = asker.Context with
        {
            Linked = (link, id) => LinkedRecords.Fields(link, id, linked, asker.Catalog),
            RolledUp = computed => made[2].TryGetProperty(computed.Id, out var value) && value.ValueKind is not JsonValueKind.Null
                && computed.Type.Effective(computed, form, asker.Catalog) is { } kind ? kind.Type.ToValue(value, kind) : Value.Empty,
            System = name => made[3].TryGetProperty(name, out var value) && value.ValueKind is not JsonValueKind.Null
                ? name is "createdAt" ? new Value.Moment(value.GetDateTimeOffset()) : new Value.Text(value.GetString()!)
                : Value.Empty,
        };
        if (RecordLogic.Volatile(form, data, context).TryGetValue(field.Id, out var found)) shown.Write(found, json);
        else json.WriteNullValue();
    }
}
