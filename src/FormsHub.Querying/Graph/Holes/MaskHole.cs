using System.Text.Json;
using FormsHub.Core.Encryption;
using FormsHub.Core.Forms;
using FormsHub.Querying.Gate;

namespace FormsHub.Querying.Graph.Holes;

/// <summary>The mask of a value: <c>[record id, stored value]</c>.</summary>
internal sealed class MaskHole(Form form, Field field) : Hole
{
    public override void Write(JsonElement made, Utf8JsonWriter json) =>
        json.WriteStringValue(RowSight.Mask(EncryptedValues.Open(form, field, made[0].GetGuid(), made[1]), field));
}

/// <summary>A sealed value, which is opened here and nowhere before: <c>[record id, stored value]</c>.</summary>
internal sealed class SealedHole(Form form, Field field) : Hole
{
    public override void Write(JsonElement made, Utf8JsonWriter json) => EncryptedValues.Open(form, field, made[0].GetGuid(), made[1]).WriteTo(json);
}
