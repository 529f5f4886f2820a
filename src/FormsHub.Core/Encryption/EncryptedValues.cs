using System.Text.Json;
using FormsHub.Core.Forms;

namespace FormsHub.Core.Encryption;

/// <summary>The values of a form's encrypted fields, between what people read and what is stored.</summary>
public static class EncryptedValues
{
    /// <summary>Whether a stored value is a sealed cell. It may still be one, or not yet, while a change of the field is being carried out.</summary>
    public static bool IsSealed(Field field, JsonElement stored) => field.Type.CanBeEncrypted && SealedCell.Is(stored);

    /// <summary>The value of a cell; what is not sealed, as it is.</summary>
    public static JsonElement Open(Form form, Field field, Guid record, JsonElement stored) => IsSealed(field, stored)
        ? JsonSerializer.SerializeToElement(form.Keys.Open(new CellPlace(form.Number, field.Id, record), stored))
        : stored;

    /// <summary>The cell of a value that its field normalised; what is sealed already, as it is.</summary>
    public static JsonElement Seal(Form form, Field field, Guid record, JsonElement value) => value.ValueKind is JsonValueKind.String && value.GetString() is { } text
        ? form.Keys.Seal(new CellPlace(form.Number, field.Id, record), text, field.Type.TailOf(text))
        : value;

    /// <summary>The data of a record with every value of an encrypted field sealed.</summary>
    public static IReadOnlyDictionary<string, JsonElement> Seal(Form form, Guid record, IReadOnlyDictionary<string, JsonElement> data)
    {
        Dictionary<string, JsonElement>? copy = null;
        foreach (var field in form.Encrypted)
        {
            if (data.TryGetValue(field.Id, out var value) && value.ValueKind is JsonValueKind.String) (copy ??= new(data))[field.Id] = Seal(form, field, record, value);
        }
        return copy ?? data;
    }
}
