using System.Buffers;
using System.Text.Json;
using FormsHub.Core.Access;
using FormsHub.Core.Forms;
using FormsHub.Core.Results;
using FormsHub.Querying.Gate;
using FormsHub.Querying.Planning;
using FormsHub.Querying.Sql;
using Npgsql;

namespace FormsHub.Querying.Records;

/// <summary>Answers which records point at a record.</summary>
public sealed class BackReferenceReader(NpgsqlDataSource source, IFormCatalog catalog, IDirectory directory, TimeProvider clock)
{
    /// <summary>
    /// Writes, for each field of a form that the caller may read and that points at the record, how many records do and the ones
    /// changed last: <c>{"items": [{"form", "field", "count", "records": [{"id", "title"}]}]}</c>.
    /// </summary>
    public async Task<Result<int>> WriteAsync(Caller caller, Form form, Guid record, int each, IBufferWriter<byte> output, CancellationToken ct)
    {
        var gate = FormGate.For(caller, form, FormAction.Read);
        if (gate.Failed) return gate.Problem;
        var world = new Asker(caller, catalog, directory, clock).World;
        var pointing = catalog.All.Where(other => FormGate.MayRead(caller, other))
            .SelectMany(other => other.Fields.Select(field => (Form: other, Field: field)))
            .Where(link => LinkTitles.TargetOf(link.Field) is { } target && catalog.Find(target)?.Number == form.Number && world.Rights.Sees(link.Form, link.Field) is Sight.Clear)
            .ToList();

        await using var batch = source.CreateBatch();
        var asked = new PlanContext(world).Root(form);
        batch.BatchCommands.Add(SqlText.Of($"select 1 from {asked.Context.Source(asked)} where r.id = {record}").ToBatchCommand());
        foreach (var (other, field) in pointing) batch.BatchCommands.Add(Pointing(new PlanContext(world).Root(other), field, record, each).ToBatchCommand());
        await using var row = await batch.ExecuteReaderAsync(ct);
        if (!await row.ReadAsync(ct)) return QueryProblems.RecordNotFound(form.Key, record);

        await using var json = new Utf8JsonWriter(output, RecordReader.Json);
        var count = 0;
        json.WriteStartObject();
        json.WriteStartArray("items"u8);
        foreach (var (other, field) in pointing)
        {
            await row.NextResultAsync(ct);
            if (!await row.ReadAsync(ct)) continue;
            json.WriteStartObject();
            json.WriteString("form"u8, other.Key);
            json.WriteString("field"u8, field.Key);
            json.WriteNumber("count"u8, row.GetInt64(0));
            json.WriteStartArray("records"u8);
            do
            {
                json.WriteStartObject();
                json.WriteString("id"u8, row.GetGuid(1));
                json.WriteString("title"u8, row.GetString(2));
                json.WriteEndObject();
            }
            while (await row.ReadAsync(ct));
            json.WriteEndArray();
            json.WriteEndObject();
            count++;
        }
        json.WriteEndArray();
        json.WriteEndObject();
        return count;
    }

    private static SqlText Pointing(Scope pointing, Field field, Guid record, int each)
    {
        var value = Values.Of(field, pointing).Sql;
        var points = field.Type.IsMany(field) ? SqlText.Of($"{value} ? {record.ToString()}") : SqlText.Of($"{value} = {record.ToString()}");
        return SqlText.Of($"""
            select count(*) over (), r.id, {pointing.ShownTitle()} from {pointing.Context.Source(pointing)}
            where {points} and r.deleted_at is null order by r.updated_at desc, r.id desc limit {each}
            """);
    }
}
