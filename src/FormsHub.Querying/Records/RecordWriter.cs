using System.Collections.Frozen;
using System.Text.Json;
using FormsHub.Core.Access;
using FormsHub.Core.Expressions;
using FormsHub.Core.Fields;
using Npgsql;

namespace FormsHub.Querying.Records;

/// <summary>Writes the rows of a reader as records, in the contract's shape.</summary>
internal sealed class RecordWriter(FormPlan plan, Utf8JsonWriter json, Asker asker, FrozenSet<string>? selected = null)
{
    private readonly IDirectory _directory = asker.Directory;

    /// <summary>The record that the reader stands on.</summary>
    public void Write(NpgsqlDataReader row)
    {
        json.WriteStartObject();
        json.WriteString("id"u8, row.GetGuid((int)RecordColumn.Id));
        json.WriteString("form"u8, plan.Form.Key);
        json.WriteNumber("rev"u8, row.GetInt32((int)RecordColumn.Rev));
        json.WriteNumber("version"u8, row.GetInt32((int)RecordColumn.Version));
        json.WriteString("title"u8, row.GetString((int)RecordColumn.Title));
        json.WriteString("state"u8, row.GetString((int)RecordColumn.State));
        WriteLink("owner"u8, row, RecordColumn.Owner, LinkKind.User);
        WriteLink("department"u8, row, RecordColumn.Department, LinkKind.Department);
        WriteMoment("createdAt"u8, row, RecordColumn.CreatedAt);
        WriteLink("createdBy"u8, row, RecordColumn.CreatedBy, LinkKind.User);
        WriteMoment("updatedAt"u8, row, RecordColumn.UpdatedAt);
        WriteLink("updatedBy"u8, row, RecordColumn.UpdatedBy, LinkKind.User);
        WriteMoment("deletedAt"u8, row, RecordColumn.DeletedAt);
        WriteLink("deletedBy"u8, row, RecordColumn.DeletedBy, LinkKind.User);
        json.WriteStartObject("data"u8);
        WriteData(row);
        foreach (var wire in plan.AtRead) WriteComputed(row, wire);
        if (plan.Volatile.Any(IsSelected)) WriteVolatile(row);
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private void WriteData(NpgsqlDataReader row)
    {
        var bytes = row.GetFieldValue<byte[]>((int)RecordColumn.Data);
        var reader = new Utf8JsonReader(bytes);
        reader.Read();
        while (reader.Read() && reader.TokenType is JsonTokenType.PropertyName)
        {
            var wire = plan.Wire(reader.ValueSpan);
            reader.Read();
            if (wire is null || !IsSelected(wire)) reader.Skip();
            else WriteField(row, wire, bytes, ref reader);
        }
    }

    private void WriteField(NpgsqlDataReader row, FieldWire wire, byte[] data, ref Utf8JsonReader reader)
    {
        json.WritePropertyName(wire.Key);
        if (wire.Way is FieldWay.Link && reader.TokenType is JsonTokenType.String)
        {
            WriteLink(row, wire, ref reader);
            return;
        }

        var start = (int)reader.TokenStartIndex;
        reader.Skip();
        var value = data.AsSpan(start..(int)reader.BytesConsumed);
        if (wire.Way is FieldWay.Raw) json.WriteRawValue(value, skipInputValidation: true);
        else WriteTyped(row, wire, value);
    }

    private void WriteLink(NpgsqlDataReader row, FieldWire wire, ref Utf8JsonReader reader)
    {
        json.WriteStartObject();
        json.WriteString("id"u8, reader.ValueSpan);
        if (wire.Part >= 0)
        {
            var title = Column(row, wire);
            json.WritePropertyName("title"u8);
            if (title.IsEmpty) json.WriteNullValue();
            else json.WriteRawValue(title, skipInputValidation: true);
        }
        else
        {
            json.WriteString("title"u8, wire.Field.Type.Links is LinkKind.Record
                ? (wire.Column < 0 || row.IsDBNull(wire.Column) ? null : row.GetString(wire.Column))
                : reader.TryGetGuid(out var id) ? _directory.Title(wire.Field.Type.Links, id) : null);
        }
        json.WriteEndObject();
    }

    private void WriteTyped(NpgsqlDataReader row, FieldWire wire, ReadOnlySpan<byte> value)
    {
        var titles = wire.Column < 0 || row.IsDBNull(wire.Column) ? (JsonElement?)null : JsonElement.Parse(row.GetFieldValue<byte[]>(wire.Column));
        Wire.Write(json, JsonElement.Parse(value), wire.Field, new Titles(_directory, titles));
    }

    private void WriteComputed(NpgsqlDataReader row, FieldWire wire)
    {
        if (!IsSelected(wire)) return;
        var value = Column(row, wire);
        if (value.IsEmpty) return;
        json.WritePropertyName(wire.Key);
        if (wire.Way is FieldWay.Raw)
        {
            json.WriteRawValue(value, skipInputValidation: true);
        }
        else if (wire.Kind.Type.Links is LinkKind.Record)
        {
            var found = JsonElement.Parse(value);
            Wire.Write(json, found.GetProperty("value"u8), wire.Kind, new Titles(_directory, found.GetProperty("titles"u8)));
        }
        else
        {
            Wire.Write(json, JsonElement.Parse(value), wire.Kind, new Titles(_directory, null));
        }
    }

    /// <summary>The JSON that a column holds for a field; empty if it is null.</summary>
    private static ReadOnlySpan<byte> Column(NpgsqlDataReader row, FieldWire wire) =>
        row.IsDBNull(wire.Column) ? [] : JoinedColumn.Part(row.GetFieldValue<byte[]>(wire.Column), wire.Part);

    private void WriteVolatile(NpgsqlDataReader row)
    {
        var data = VolatileValues.Of(plan, row, asker);
        foreach (var wire in plan.Volatile)
        {
            if (!IsSelected(wire) || !data.TryGetValue(wire.Field.Id, out var value)) continue;
            json.WritePropertyName(wire.Key);
            Wire.Write(json, value, wire.Field, new Titles(_directory, null));
        }
    }

    private bool IsSelected(FieldWire wire) => selected is null || selected.Contains(wire.Field.Id);

    private void WriteLink(ReadOnlySpan<byte> name, NpgsqlDataReader row, RecordColumn column, LinkKind kind)
    {
        if (row.IsDBNull((int)column))
        {
            json.WriteNull(name);
            return;
        }
        var id = row.GetGuid((int)column);
        json.WriteStartObject(name);
        json.WriteString("id"u8, id);
        json.WriteString("title"u8, _directory.Title(kind, id));
        json.WriteEndObject();
    }

    private void WriteMoment(ReadOnlySpan<byte> name, NpgsqlDataReader row, RecordColumn column)
    {
        json.WritePropertyName(name);
        if (row.IsDBNull((int)column)) json.WriteNullValue();
        else ValueJson.WriteTo(json, row.GetDateTime((int)column));
    }
}
