using System.Text.Json;
using FormsHub.Core.Access;
using FormsHub.Core.Encryption;
using FormsHub.Core.Fields;
using FormsHub.Core.Forms;
using FormsHub.Core.Results;

namespace FormsHub.Core.Records;

/// <summary>A client's object of field keys and values, read by the field types: the values to store, null where emptied.</summary>
/// <param name="Values">Keyed by field id.</param>
public sealed record RecordInput(
    IReadOnlyDictionary<string, JsonElement?> Values, IReadOnlyList<FieldError> Errors, IReadOnlyList<Repair> Repairs)
{
    /// <summary>The same with the values of encrypted fields sealed for their record: from here on nothing sees them in clear.</summary>
    public RecordInput Sealed(Form form, Guid record)
    {
        var given = form.Encrypted.Where(field => Values.GetValueOrDefault(field.Id) is not null).ToList();
        if (given.Count is 0) return this;
        var values = new Dictionary<string, JsonElement?>(Values);
        foreach (var field in given) values[field.Id] = EncryptedValues.Seal(form, field, record, values[field.Id]!.Value);
        return this with { Values = values };
    }

    /// <summary>Reads every property; all errors are collected, with paths below /data.</summary>
    /// <param name="rights">What the writer may see; fields that are hidden are as if there were none. Null: everything.</param>
    /// <param name="isNew">Whether a record is made: then what may be filled in is known, also to who sees no records.</param>
    public static RecordInput Read(Form form, JsonElement data, IRecordRights? rights = null, bool isNew = false)
    {
        bool IsHidden(Field field) => rights?.Of(field) is Sight.Nothing && !(isNew && rights.MayWrite(field, FormAction.Create));

        if (data.ValueKind is not JsonValueKind.Object)
            return new RecordInput(new Dictionary<string, JsonElement?>(), [RecordErrors.NotAnObject], []);

        var values = new Dictionary<string, JsonElement?>();
        var named = new HashSet<string>();
        List<FieldError>? errors = null;
        List<Repair>? repairs = null;
        foreach (var property in data.EnumerateObject())
        {
            if (form[property.Name] is not { } field || IsHidden(field))
            {
                (errors ??= []).Add(RecordErrors.UnknownField(property.Name, Suggestion.For(
                    property.Name, form.Fields.Where(each => !IsHidden(each)).Select(each => each.Key))));
                continue;
            }

            var path = "/data" + JsonPointer.To(property.Name);
            if (field.Type.Role is not FieldRole.Input)
            {
                if (property.Value.ValueKind is not JsonValueKind.Null) (errors ??= []).Add(RecordErrors.Computed(path, field));
                continue;
            }

            if (!named.Add(field.Id))
            {
                (errors ??= []).Add(RecordErrors.NamedTwice(path, field));
                continue;
            }
            if (property.Value.ValueKind is JsonValueKind.Null)
            {
                values[field.Id] = null;
                continue;
            }

            var reading = field.Type.Read(property.Value, field);
            foreach (var error in reading.Errors ?? []) (errors ??= []).Add(error.Under(path));
            foreach (var repair in reading.Repairs ?? []) (repairs ??= []).Add(repair.Under(path));
            if (!reading.Failed) values[field.Id] = reading.Value;
        }
        return new RecordInput(values, errors ?? [], repairs ?? []);
    }
}
