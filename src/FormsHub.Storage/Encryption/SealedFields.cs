using System.Text.Json;
using FormsHub.Core.Encryption;
using FormsHub.Core.Records;
using Npgsql;

namespace FormsHub.Storage.Encryption;

/// <summary>Where sealed values lie: in the fields of all forms that are or were encrypted, also of forms in the recycle bin and of fields that are gone.</summary>
public sealed class SealedFields(NpgsqlDataSource source)
{
    public async Task<IReadOnlyList<(int Form, string Field)>> ListAsync(CancellationToken ct)
    {
        await using var command = source.CreateCommand(
            """
            select distinct v.form, field->>'id' from form_versions v
            cross join lateral jsonb_path_query(v.definition, '$.fields[*] ? (@.sensitive == "encrypt")') field order by 1, 2
            """);
        var fields = new List<(int, string)>();
        await using var row = await command.ExecuteReaderAsync(ct);
        while (await row.ReadAsync(ct)) fields.Add((row.GetInt32(0), row.GetString(1)));
        return fields;
    }

    /// <summary>How many values each key seals, in records and in revisions, by key id.</summary>
    public async Task<IReadOnlyDictionary<string, KeyUse>> UseAsync(CancellationToken ct)
    {
        var use = new Dictionary<string, KeyUse>();
        foreach (var (form, field) in await ListAsync(ct))
        {
            foreach (var (key, count) in await CountAsync($"select data->'{field}' as cell from {RecordTable.Records(form)}", ct))
                use[key] = use.GetValueOrDefault(key) is var known ? known with { Records = known.Records + count } : default;
            foreach (var (key, count) in await CountAsync($"select jsonb_array_elements(changes->'{field}') as cell from {RecordTable.Revisions(form)} where changes ? '{field}'", ct))
                use[key] = use.GetValueOrDefault(key) is var known ? known with { Revisions = known.Revisions + count } : default;
        }
        return use;
    }

    /// <summary>The cell written last of each field and key: who opens these has the keys that the data needs.</summary>
    public async Task<IReadOnlyList<(CellPlace Place, JsonElement Cell)>> SamplesAsync(CancellationToken ct)
    {
        var samples = new List<(CellPlace, JsonElement)>();
        foreach (var (form, field) in await ListAsync(ct))
        {
            await using var command = source.CreateCommand(
                $"""
                select distinct on (cell->>'{SealedCell.KeyName}') id, cell from (
                  select id, data->'{field}' as cell, updated_at as at from {RecordTable.Records(form)}
                  union all select v.record, jsonb_array_elements(v.changes->'{field}'), v.at from {RecordTable.Revisions(form)} v where v.changes ? '{field}') cells
                where jsonb_typeof(cell) = 'object' order by cell->>'{SealedCell.KeyName}', at desc
                """);
            command.CommandTimeout = 0;
            await using var row = await command.ExecuteReaderAsync(ct);
            while (await row.ReadAsync(ct)) samples.Add((new CellPlace(form, field, row.GetGuid(0)), JsonElement.Parse(row.GetFieldValue<byte[]>(1))));
        }
        return samples;
    }

    private async Task<List<(string Key, long Count)>> CountAsync(string cells, CancellationToken ct)
    {
        await using var command = source.CreateCommand($"select cell->>'{SealedCell.KeyName}', count(*) from ({cells}) cells where jsonb_typeof(cell) = 'object' group by 1");
        command.CommandTimeout = 0;
        var counts = new List<(string, long)>();
        await using var row = await command.ExecuteReaderAsync(ct);
        while (await row.ReadAsync(ct)) counts.Add((row.GetString(0), row.GetInt64(1)));
        return counts;
    }
}
