using System.Text.Json;
using FormsHub.Core.Access;
using FormsHub.Core.Encryption;
using FormsHub.Core.Expressions;
using FormsHub.Core.Fields;
using FormsHub.Core.Forms;
using FormsHub.Core.Records;
using FormsHub.Querying.Gate;
using FormsHub.Querying.Planning;
using FormsHub.Querying.Records;
using FormsHub.Querying.Sql;
using Npgsql;

namespace FormsHub.Querying.History;

/// <summary>Writes revisions as clients see them: fields by key, values in wire form.</summary>
internal sealed class RevisionWriter(Form form, Utf8JsonWriter json, IDirectory directory, FormSight sight)
{
    private const string Columns = "v.record, v.rev, v.at, v.by, v.op, v.change_set, v.version, v.changes, s.via";

    private const int ChangesColumn = 7;
    private const int TitlesColumn = 9;

    private const int MetColumn = 10;

    /// <summary>
    /// The columns that a revision v of a record r is read with, and its change set s: the last two are the titles that its changes need
    /// and the row scopes that the record meets.
    /// </summary>
    public static SqlText ColumnsOf(Scope record) => SqlText.Of(
        $"{SqlText.Known(Columns)}, {LinkTitles.Of(record.Form.Fields, "v.changes", "[*]", record) ?? SqlText.Known("null::jsonb")}, {record.Sight.MetBySeen(record)}");

    /// <summary>The revision that the reader stands on.</summary>
    public void Write(NpgsqlDataReader row)
    {
        json.WriteNumber("rev"u8, row.GetInt32(1));
        json.WritePropertyName("at"u8);
        ValueJson.WriteTo(json, row.GetDateTime(2));
        WritePerson("by"u8, row.IsDBNull(3) ? null : row.GetGuid(3));
        json.WriteString("op"u8, row.GetString(4));
        json.WriteString("changeSet"u8, row.GetGuid(5));
        json.WriteString("via"u8, row.IsDBNull(8) ? null : row.GetString(8));
        json.WriteNumber("version"u8, row.GetInt32(6));
        json.WriteStartArray("changes"u8);
        var titles = TitlesAt(row);
        foreach (var change in ChangesAt(row))
        {
            json.WriteStartObject();
            WriteChange(change, titles);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    /// <summary>The changes of the revision that the reader stands on, without the fields that are hidden.</summary>
    public IEnumerable<Change> ChangesAt(NpgsqlDataReader row) => ChangesOf(form, JsonElement.Parse(row.GetFieldValue<byte[]>(ChangesColumn)), row.GetGuid(0), SeenAt(row));

    /// <summary>The stored changes of a record, without the fields that are hidden, and opened.</summary>
    public static IEnumerable<Change> ChangesOf(Form form, JsonElement stored, Guid record, RowSight seen) => Changes.Read(stored)
        .Where(change => form.ById(change.Field) is { } field ? seen.Of(field) is not Sight.Nothing : seen.IsWhole || Changes.IsOfRecord(change.Field))
        .Select(change => Opened(form, record, change));

    /// <summary>A change with the values of sealed cells.</summary>
    private static Change Opened(Form form, Guid record, Change change)
    {
        if (form.ById(change.Field) is not { Type.CanBeEncrypted: true } field) return change;
        return change with { Before = Open(change.Before), After = Open(change.After) };

        JsonElement? Open(JsonElement? value) => value is { } stored ? EncryptedValues.Open(form, field, record, stored) : null;
    }

    public RowSight SeenAt(NpgsqlDataReader row) => new(sight, (ulong)row.GetInt64(MetColumn));

    public Titles TitlesAt(NpgsqlDataReader row) =>
        new(directory, row.IsDBNull(TitlesColumn) ? null : JsonElement.Parse(row.GetFieldValue<byte[]>(TitlesColumn)), SeenAt(row));

    /// <summary>The members field, before and after of a change.</summary>
    public void WriteChange(Change change, IWireTitles titles)
    {
        var field = form.ById(change.Field);
        json.WriteString("field"u8, field?.Key ?? change.Field);
        WriteValue("before"u8, change.Before, field, change.Field, titles);
        WriteValue("after"u8, change.After, field, change.Field, titles);
    }

    public void WriteValue(ReadOnlySpan<byte> name, JsonElement? value, Field? field, string id, IWireTitles titles)
    {
        json.WritePropertyName(name);
        WriteValue(value, field, id, titles);
    }

    public void WriteValue(JsonElement? value, Field? field, string id, IWireTitles titles)
    {
        if (value is not { } present) json.WriteNullValue();
        else if (field is not null && titles.Sees(field) is Sight.Masked) json.WriteStringValue(RowSight.Mask(present, field));
        else if (field is not null) Wire.Write(json, present, field, titles);
        else if (present.TryGetGuidText(out var linked) && id is Changes.Owner or Changes.Department) WriteLink(id is Changes.Owner ? LinkKind.User : LinkKind.Department, linked);
        else present.WriteTo(json);
    }

    private void WritePerson(ReadOnlySpan<byte> name, Guid? id)
    {
        json.WritePropertyName(name);
        if (id is { } known) WriteLink(LinkKind.User, known);
        else json.WriteNullValue();
    }

    private void WriteLink(LinkKind kind, Guid id)
    {
        json.WriteStartObject();
        json.WriteString("id"u8, id);
        json.WriteString("title"u8, directory.Title(kind, id));
        json.WriteEndObject();
    }
}

internal static class StoredIds
{
    public static bool TryGetGuidText(this JsonElement value, out Guid id)
    {
        id = default;
        return value.ValueKind is JsonValueKind.String && value.TryGetGuid(out id);
    }
}
