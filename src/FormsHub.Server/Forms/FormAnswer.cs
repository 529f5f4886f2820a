using System.Buffers;
using System.Text.Json;
using FormsHub.Core.Access;
using FormsHub.Core.Forms;
using FormsHub.Core.Forms.Definitions;
using FormsHub.Querying.Gate;
using FormsHub.Querying.Records;
using FormsHub.Server.Hosting;
using FormsHub.Server.Records;
using FormsHub.Storage.Forms;

namespace FormsHub.Server.Forms;

/// <summary>A form in answers: its names, its versions, and the definition that the caller sees.</summary>
internal static class FormAnswer
{
    public static JsonAnswer One(FormRow row, FormDefinition definition, bool mayManage, FormRights? rights = null, int status = StatusCodes.Status200OK) => new(status, output =>
    {
        using var json = new Utf8JsonWriter(output, Json.Writer);
        Write(json, row, definition, mayManage, whole: true, rights: rights);
    });

    public static void Write(Utf8JsonWriter json, FormRow row, FormDefinition definition, bool mayManage, bool whole, RecordCount? records = null, FormRights? rights = null)
    {
        if (!mayManage && rights is not null) definition = ShownDefinition.Of(definition, rights);
        json.WriteStartObject();
        json.WriteString("id"u8, row.Id);
        json.WriteString("key"u8, row.Key);
        json.WriteString("plural"u8, definition.Plural);
        json.WriteString("app"u8, definition.App);
        json.WriteString("icon"u8, definition.Icon);
        WriteText(json, "title"u8, definition.Title);
        WriteText(json, "description"u8, definition.Description);
        json.WriteString("titleField"u8, definition.TitleField);
        json.WriteNumber("version"u8, row.Version);
        json.WriteNumber("rev"u8, row.DraftRev);
        json.WriteBoolean("hasDraft"u8, row.HasDraft);
        json.WriteBoolean("mayManage"u8, mayManage);
        if (records is { } known)
        {
            json.WriteNumber("recordCount"u8, known.Count);
            json.WriteBoolean("recordCountEstimated"u8, known.IsEstimate);
        }
        if (rights is not null) WriteRights(json, rights, mayManage ? rights.Fields : rights.KnownFields);
        json.WriteStartArray("members"u8);
        foreach (var member in definition.Members) json.WriteStringValue(member);
        json.WriteEndArray();
        if (whole)
        {
            json.WritePropertyName("definition"u8);
            FormDefinitionJson.Write(json, definition);
        }
        json.WriteEndObject();
    }

    private static void WriteRights(Utf8JsonWriter json, FormRights rights, IEnumerable<KeyValuePair<string, string>> fields)
    {
        json.WriteStartObject("rights"u8);
        json.WriteStartArray("actions"u8);
        foreach (var action in rights.Actions) json.WriteStringValue(GrantReader.NameOf(action));
        json.WriteEndArray();
        json.WriteString("rows"u8, rights.Rows switch { RowsSeen.All => "all"u8, RowsSeen.Some => "some"u8, _ => "none"u8 });
        json.WriteStartObject("fields"u8);
        foreach (var (field, right) in fields) json.WriteString(field, right);
        json.WriteEndObject();
        json.WriteEndObject();
    }

    /// <summary>A definition alone: the draft, or one version.</summary>
    public static JsonAnswer Definition(FormDefinition definition) => new(
        StatusCodes.Status200OK, output => output.Write(System.Text.Encoding.UTF8.GetBytes(FormDefinitionJson.Write(definition))));

    private static void WriteText(Utf8JsonWriter json, ReadOnlySpan<byte> name, Localized? text)
    {
        json.WritePropertyName(name);
        JsonSerializer.Serialize(json, text, Json.Options);
    }
}
