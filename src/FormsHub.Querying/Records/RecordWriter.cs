using System.Buffers;
using System.Collections.Frozen;
using System.Text.Json;
using FormsHub.Core.Access;
using FormsHub.Core.Encryption;
using FormsHub.Core.Expressions;
using FormsHub.Core.Fields;
using FormsHub.Querying.Gate;
using Npgsql;

namespace FormsHub.Querying.Records;

/// <summary>Writes the rows of a reader as records, in the contract's shape.</summary>
internal sealed class RecordWriter(FormPlan plan, NpgsqlDataReader row, Utf8JsonWriter json, Asker asker, FrozenSet<string>? selected = null)
{
    private readonly IDirectory _directory = asker.Directory;
    private readonly FormSight _sight = asker.World.SightOf(plan.Form);
    private RowSight _seen;
    private readonly Dictionary<Guid, byte[]> _people = [];
    private readonly Dictionary<string, JsonElement> _asked = [];
    private readonly VolatileValues? _volatile = plan.Volatile.Any(wire => selected is null || selected.Contains(wire.Field.Id)) ? new VolatileValues(plan, row, asker) : null;

    /// <summary>The record that the reader stands on.</summary>
    public void Write()
    {
        _seen = new RowSight(_sight, _sight.Differs ? (ulong)row.GetInt64(plan.ColumnCount) : RowSight.OnlyScope);
        // Formulas of a record in the recycle bin are not computed again when other records change: they tell of those as they were.
        if (!row.IsDBNull((int)RecordColumn.DeletedAt)) _seen = _seen.Past;
        json.WriteStartObject();
        json.WriteString("id"u8, row.GetGuid((int)RecordColumn.Id));
        json.WriteString("form"u8, plan.Form.Key);
        json.WriteNumber("rev"u8, row.GetInt32((int)RecordColumn.Rev));
        json.WriteNumber("version"u8, row.GetInt32((int)RecordColumn.Version));
        json.WriteString("title"u8, _seen.Title(row.GetString((int)RecordColumn.Title)));
        json.WriteString("state"u8, row.GetString((int)RecordColumn.State));
        WriteLink("owner"u8, RecordColumn.Owner, LinkKind.User);
        WriteLink("department"u8, RecordColumn.Department, LinkKind.Department);
        WriteMoment("createdAt"u8, RecordColumn.CreatedAt);
        WriteLink("createdBy"u8, RecordColumn.CreatedBy, LinkKind.User);
        WriteMoment("updatedAt"u8, RecordColumn.UpdatedAt);
        WriteLink("updatedBy"u8, RecordColumn.UpdatedBy, LinkKind.User);
        WriteMoment("deletedAt"u8, RecordColumn.DeletedAt);
        WriteLink("deletedBy"u8, RecordColumn.DeletedBy, LinkKind.User);
        json.WriteStartObject("data"u8);
        WriteData();
        foreach (var wire in plan.AtRead) WriteComputed(wire);
        if (_volatile is not null) WriteVolatile(_volatile);
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private void WriteData()
    {
        _asked.Clear();
        var bytes = row.GetFieldValue<byte[]>((int)RecordColumn.Data);
        var reader = new Utf8JsonReader(bytes);
        reader.Read();
        while (reader.Read() && reader.TokenType is JsonTokenType.PropertyName)
        {
            var wire = plan.Wire(reader.ValueSpan);
            reader.Read();
            if (wire is { IsAsked: true } && _volatile is not null)
            {
                var copy = reader;
                _asked[wire.Field.Id] = Value(bytes, ref copy);
            }
            if (wire is null || !IsSelected(wire) || _seen.Of(wire.Field) is not (not Sight.Nothing and var seen)) reader.Skip();
            else if (seen is Sight.Masked) WriteMask(wire, Value(bytes, ref reader));
            else WriteField(wire, bytes, ref reader);
        }
    }

    private void WriteMask(FieldWire wire, JsonElement value)
    {
        json.WritePropertyName(wire.Key);
        json.WriteStringValue(RowSight.Mask(Opened(wire, value), wire.Field));
    }

    /// <summary>The value at which a reader stands, which then stands at its end.</summary>
    private static JsonElement Value(byte[] data, ref Utf8JsonReader reader)
    {
        var start = (int)reader.TokenStartIndex;
        reader.Skip();
        return JsonElement.Parse(data.AsSpan(start..(int)reader.BytesConsumed));
    }

    private void WriteField(FieldWire wire, byte[] data, ref Utf8JsonReader reader)
    {
        json.WritePropertyName(wire.Key);
        if (wire.Way is FieldWay.Link && reader.TokenType is JsonTokenType.String)
        {
            WriteLink(wire, ref reader);
            return;
        }

        var start = (int)reader.TokenStartIndex;
        reader.Skip();
        var value = data.AsSpan(start..(int)reader.BytesConsumed);
        if (wire.Way is FieldWay.Raw && value[0] is (byte)'{') Opened(wire, JsonElement.Parse(value)).WriteTo(json);
        else if (wire.Way is FieldWay.Raw) json.WriteRawValue(value, skipInputValidation: true);
        else WriteTyped(wire, value);
    }

    /// <summary>The value of a sealed cell, which is opened here and nowhere before.</summary>
    private JsonElement Opened(FieldWire wire, JsonElement stored) => EncryptedValues.Open(plan.Form, wire.Field, row.GetGuid((int)RecordColumn.Id), stored);

    private void WriteLink(FieldWire wire, ref Utf8JsonReader reader)
    {
        json.WriteStartObject();
        json.WriteString("id"u8, reader.ValueSpan);
        if (wire.Part >= 0)
        {
            var title = Column(wire);
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

    private void WriteTyped(FieldWire wire, ReadOnlySpan<byte> value)
    {
        var titles = wire.Column < 0 || row.IsDBNull(wire.Column) ? (JsonElement?)null : JsonElement.Parse(row.GetFieldValue<byte[]>(wire.Column));
        Wire.Write(json, JsonElement.Parse(value), wire.Field, new Titles(_directory, titles, _seen));
    }

    private void WriteComputed(FieldWire wire)
    {
        if (!IsSelected(wire) || _seen.Of(wire.Field) is not (not Sight.Nothing and var seen)) return;
        var value = Column(wire);
        if (value.IsEmpty) return;
        json.WritePropertyName(wire.Key);
        if (seen is Sight.Masked)
        {
            json.WriteStringValue(Masking.Everything);
        }
        else if (wire.Way is FieldWay.Raw || IsMask(wire, value))
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

    /// <summary>Whether what was looked up is but a mask, whatever kind of value it stands for.</summary>
    private static bool IsMask(FieldWire wire, ReadOnlySpan<byte> value) => wire.Kind.Type.Links is not LinkKind.Record && value.SequenceEqual("\"***\""u8);

    /// <summary>The JSON that a column holds for a field; empty if it is null.</summary>
    private ReadOnlySpan<byte> Column(FieldWire wire) =>
        row.IsDBNull(wire.Column) ? [] : JoinedColumn.Part(row.GetFieldValue<byte[]>(wire.Column), wire.Part);

    private void WriteVolatile(VolatileValues formulas)
    {
        var values = formulas.Of(_asked);
        foreach (var wire in plan.Volatile)
        {
            if (!IsSelected(wire) || _seen.Of(wire.Field) is not Sight.Clear || !values.TryGetValue(wire.Field.Id, out var value)) continue;
            json.WritePropertyName(wire.Key);
            Wire.Write(json, value, wire.Field, new Titles(_directory, null));
        }
    }

    private bool IsSelected(FieldWire wire) => selected is null || selected.Contains(wire.Field.Id);

    private void WriteLink(ReadOnlySpan<byte> name, RecordColumn column, LinkKind kind)
    {
        if (!_sight.NamesPeople || row.IsDBNull((int)column))
        {
            json.WriteNull(name);
            return;
        }
        var id = row.GetGuid((int)column);
        if (!_people.TryGetValue(id, out var link)) _people.Add(id, link = Link(id, _directory.Title(kind, id)));
        json.WritePropertyName(name);
        json.WriteRawValue(link, skipInputValidation: true);
    }

    /// <summary>A page's records have few people.</summary>
    private static byte[] Link(Guid id, string? title)
    {
        var buffer = new ArrayBufferWriter<byte>(96);
        using (var writer = new Utf8JsonWriter(buffer, RecordReader.Json))
        {
            writer.WriteStartObject();
            writer.WriteString("id"u8, id);
            writer.WriteString("title"u8, title);
            writer.WriteEndObject();
        }
        return buffer.WrittenSpan.ToArray();
    }

    private void WriteMoment(ReadOnlySpan<byte> name, RecordColumn column)
    {
        json.WritePropertyName(name);
        if (row.IsDBNull((int)column)) json.WriteNullValue();
        else ValueJson.WriteTo(json, row.GetDateTime((int)column));
    }
}
