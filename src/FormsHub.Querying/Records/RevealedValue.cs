using System.Buffers;
using System.Text.Json;
using FormsHub.Core.Access;
using FormsHub.Core.Encryption;
using FormsHub.Core.Filters;
using FormsHub.Core.Forms;
using FormsHub.Core.Results;
using FormsHub.Querying.Gate;
using FormsHub.Querying.Planning;
using FormsHub.Querying.Sql;
using Npgsql;

namespace FormsHub.Querying.Records;

/// <summary>Reads one value in clear that the caller otherwise sees masked, or sees in clear anyway.</summary>
public sealed class RevealedValue(NpgsqlDataSource source, IFormCatalog catalog, IDirectory directory, TimeProvider clock)
{
    /// <summary>
    /// Writes the value, JSON null if it is empty, and answers the record's owner. A record that is not seen is not found, a field that is
    /// hidden is unknown, and a masked one is forbidden without the right to reveal it.
    /// </summary>
    /// <param name="row">The row's id, if the field is a column of a sub-table.</param>
    public async Task<Result<Guid?>> ReadAsync(Caller caller, Form form, Guid id, Field field, string? row, IBufferWriter<byte> output, CancellationToken ct)
    {
        var record = new PlanContext(new Asker(caller, catalog, directory, clock).World).Root(form);
        await using var batch = source.CreateBatch();
        batch.BatchCommands.Add(SqlText.Of($"select r.owner, r.data, {record.Sight.MetBySeen(record)} from {record.Context.Source(record)} where r.id = {id} and r.deleted_at is null").ToBatchCommand());
        await using var reader = await batch.ExecuteReaderAsync(ct);
        if (!await reader.ReadAsync(ct)) return QueryProblems.RecordNotFound(form.Key, id);

        var seen = new RowSight(record.Sight, (ulong)reader.GetInt64(2));
        if (seen.Of(field) is Sight.Nothing) return QueryProblems.Invalid([FilterErrors.UnknownField("/field", field.Key, [])]);
        if (!seen.MayReveal(field)) return QueryProblems.Forbidden(form.Key, FormAction.Reveal);

        await using var json = new Utf8JsonWriter(output, RecordReader.Json);
        if (Value(JsonElement.Parse(reader.GetFieldValue<byte[]>(1)), field, row) is { } value) Wire.Write(json, EncryptedValues.Open(form, field, id, value), field, new Titles(directory, null));
        else json.WriteNullValue();
        return await reader.IsDBNullAsync(0, ct) ? (Guid?)null : reader.GetGuid(0);
    }

    private static JsonElement? Value(JsonElement data, Field field, string? row)
    {
        if (field.Table is not { } table) return data.TryGetProperty(field.Id, out var value) ? value : null;
        if (!data.TryGetProperty(table.Id, out var rows) || !Wire.Fits(rows, table)) return null;
        return rows.EnumerateArray().Where(each => each.GetProperty("id"u8).GetString() == row).Select(each => each.TryGetProperty(field.Id, out var cell) ? cell : (JsonElement?)null).FirstOrDefault();
    }
}
