using System.Text.Json;
using FormsHub.Core.Access;
using FormsHub.Core.Fields;
using FormsHub.Core.Forms;
using FormsHub.Querying.Gate;
using FormsHub.Querying.Planning;
using FormsHub.Querying.Sql;
using Npgsql;

namespace FormsHub.Querying.Records;

/// <summary>Says whether a file may be read because a record shows it.</summary>
public sealed class RecordFiles(NpgsqlDataSource source, IFormCatalog catalog, IDirectory directory, TimeProvider clock)
{
    /// <summary>Whether one of the records, living or in the recycle bin, has or had the file in a field that the caller sees in clear.</summary>
    public async Task<bool> ShowsAsync(Caller caller, Form form, IReadOnlyCollection<Guid> records, Guid file, CancellationToken ct)
    {
        if (FormGate.For(caller, form, FormAction.Read).Failed) return false;
        var record = new PlanContext(new Asker(caller, catalog, directory, clock).World).Root(form);
        if (record.Sight.IsWhole) return true;

        await using var batch = source.CreateBatch();
        batch.BatchCommands.Add(SqlText.Of($"select r.data, {record.Sight.MetBySeen(record)} from {record.Context.Source(record)} where r.id = any({records.ToArray()})").ToBatchCommand());
        await using var row = await batch.ExecuteReaderAsync(ct);
        while (await row.ReadAsync(ct))
        {
            var seen = new RowSight(record.Sight, (ulong)row.GetInt64(1));
            var data = JsonElement.Parse(row.GetFieldValue<byte[]>(0));
            if (form.Fields.Any(field => Shows(field, data, seen, file))) return true;
        }
        return false;
    }

    private static bool Shows(Field field, JsonElement data, RowSight seen, Guid file) =>
        seen.Of(field) is Sight.Clear && data.TryGetProperty(field.Id, out var value) && Wire.Fits(value, field)
        && field.Type.LinksIn(value, field).Any(link => link.Kind is LinkKind.File && link.Id == file && seen.Of(link.Field) is Sight.Clear);
}
