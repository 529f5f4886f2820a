using System.Text.Json;
using FormsHub.Core.Audit;
using FormsHub.Storage.Audit;
using FormsHub.Core.Forms;
using FormsHub.Core.Records;
using FormsHub.Core.Results;
using Npgsql;
using NpgsqlTypes;

namespace FormsHub.Storage.Forms;

/// <summary>
/// Carries values of records in the recycle bin over into a field's new type, so that they come back whole. The write path leaves
/// deleted records alone; here each gets a revision and stays where it is. Formulas follow when it is restored.
/// </summary>
internal sealed class BinnedUpkeep(NpgsqlDataSource source, Form form, Message summary)
{
    private const int PageSize = 500;

    public async Task CarryAsync(string condition, Func<JsonElement, Dictionary<string, JsonElement?>> carry, CancellationToken ct)
    {
        Guid? after = null;
        while (await PageAsync(condition, after, ct) is { Count: > 0 } page)
        {
            var carried = page.Select(each => (each.Id, each.Rev, each.Data, Values: carry(each.Data))).Where(each => each.Values.Count > 0).ToList();
            if (carried.Count > 0) await WriteAsync(carried, ct);
            after = page[^1].Id;
        }
    }

    private async Task<List<(Guid Id, int Rev, JsonElement Data)>> PageAsync(string condition, Guid? after, CancellationToken ct)
    {
        await using var command = source.CreateCommand(
            $"""
            select id, rev, data from {RecordTable.Records(form.Number)}
            where deleted_at is not null and ($1::uuid is null or id > $1) and {condition} order by id limit {PageSize}
            """);
        command.Parameters.Add(new() { Value = (object?)after ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Uuid });
        var page = new List<(Guid, int, JsonElement)>();
        await using var reader = await command.ExecuteReaderAsync(ct);
        while (await reader.ReadAsync(ct)) page.Add((reader.GetGuid(0), reader.GetInt32(1), JsonElement.Parse(reader.GetFieldValue<byte[]>(2))));
        return page;
    }

    private async Task WriteAsync(List<(Guid Id, int Rev, JsonElement Data, Dictionary<string, JsonElement?> Values)> carried, CancellationToken ct)
    {
        var changeSet = Guid.CreateVersion7();
        await using var command = source.CreateCommand(
            $"""
            with input as (select * from unnest($1::uuid[], $2::int[], $3::text[], $4::text[]) t (id, rev, values, changes)),
            carried as (
              update {RecordTable.Records(form.Number)} r set data = r.data || input.values::jsonb, rev = r.rev + 1, version = $5
              from input where r.id = input.id and r.rev = input.rev and r.deleted_at is not null
              returning r.id, r.rev, input.changes),
            change_set as (
              insert into change_sets (id, at, via, summary, forms, records)
              select $6, now(), 'job', $7, array[{form.Number}], count(*) from carried having count(*) > 0),
            audit as (
              insert into {AuditInbox.Table} (entry) select $8 from carried having count(*) > 0)
            insert into {RecordTable.Revisions(form.Number)} (form, record, rev, at, op, change_set, version, changes)
            select {form.Number}, id, rev, now(), 'update', $6, $5, changes::jsonb from carried
            """);
        command.Parameters.Add(new() { Value = carried.Select(each => each.Id).ToArray() });
        command.Parameters.Add(new() { Value = carried.Select(each => each.Rev).ToArray() });
        command.Parameters.Add(new() { Value = carried.Select(each => JsonSerializer.Serialize(each.Values, JsonSerializerOptions.Default)).ToArray() });
        command.Parameters.Add(new() { Value = carried.Select(each => Changes.Write(ChangesOf(each.Data, each.Values))).ToArray() });
        command.Parameters.Add(new() { Value = form.Version });
        command.Parameters.Add(new() { Value = changeSet });
        command.Parameters.Add(new()
        {
            Value = JsonSerializer.Serialize(new Localized(summary.In(Language.Chinese), summary.In(Language.English)), JsonSerializerOptions.Default),
            NpgsqlDbType = NpgsqlDbType.Jsonb,
        });
        command.Parameters.Add(AuditInbox.Parameter((AuditEntry.Of(AuditAction.RecordUpdated) with
        {
            ActorName = "system",
            Form = form.Number,
            Records = [.. carried.Select(each => each.Id)],
            ChangeSet = changeSet,
        }).With(("via", "job"), ("records", carried.Count))));
        await command.ExecuteNonQueryAsync(ct);
    }

    private static IEnumerable<Change> ChangesOf(JsonElement data, Dictionary<string, JsonElement?> values) =>
        values.Select(value => new Change(value.Key, data.TryGetProperty(value.Key, out var before) ? before : null, value.Value));
}
