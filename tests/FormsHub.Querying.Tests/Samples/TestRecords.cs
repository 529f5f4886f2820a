using System.Text.Json;
using System.Text.Json.Nodes;
using FormsHub.Core.Forms;
using FormsHub.Core.Records;
using Npgsql;
using NpgsqlTypes;

namespace FormsHub.Querying.Tests.Samples;

/// <summary>Writes records and their partitions as the write path leaves them.</summary>
internal static class TestRecords
{
    public static async Task MakeTablesAsync(NpgsqlDataSource source, Form form)
    {
        var (records, revisions) = (RecordTable.Records(form.Number), RecordTable.Revisions(form.Number));
        await RunAsync(source, $"create table {records} partition of records for values in ({form.Number})");
        await RunAsync(source, $"create table {revisions} partition of revisions for values in ({form.Number})");
        await RunAsync(source, $"alter table {records} add primary key (id)");
        await RunAsync(source, $"alter table {revisions} add primary key (record, rev)");
        await RunAsync(source, $"create index on {records} (updated_at desc, id desc) where deleted_at is null");
        await RunAsync(source, $"create index on {records} using gin (grams) where deleted_at is null");
        foreach (var index in FieldSql.Indexes(form)) await RunAsync(source, index.Statement(concurrently: false));
    }

    /// <summary>Adds a record; data is keyed by field key.</summary>
    public static Task AddAsync(
        NpgsqlDataSource source, Form form, Guid id, string data, DateTime at, Guid? owner = null, DateTime? deletedAt = null, int rev = 1)
    {
        var stored = new JsonObject(JsonNode.Parse(data)!.AsObject().Select(each => KeyValuePair.Create(form[each.Key]!.Id, each.Value?.DeepClone())));
        return AddManyAsync(source, form, [new TestRecord(id, JsonSerializer.SerializeToElement(stored), at, owner, deletedAt, rev)]);
    }

    /// <summary>Adds records in one statement.</summary>
    public static async Task AddManyAsync(NpgsqlDataSource source, Form form, IReadOnlyList<TestRecord> records)
    {
        var searches = records.Select(record => RecordText.Search(form, record.Data.EnumerateObject().ToDictionary(each => each.Name, each => each.Value))).ToList();
        await using var command = source.CreateCommand("""
            insert into records (form, id, rev, version, title, owner, created_at, updated_at, deleted_at, data, search, grams)
            select $1, id, rev, 1, title, owner, created_at, at, deleted_at, data::jsonb, search, grams::int[]
            from unnest($2, $3, $4, $5, $6, $7, $8, $9, $10, $11) as t (id, rev, title, owner, created_at, at, deleted_at, data, search, grams)
            """);
        command.Parameters.AddWithValue(form.Number);
        command.Parameters.AddWithValue(records.Select(record => record.Id).ToArray());
        command.Parameters.AddWithValue(records.Select(record => record.Rev).ToArray());
        command.Parameters.AddWithValue(records.Select(record =>
            form.TitleField is { } field && record.Data.TryGetProperty(field.Id, out var value) ? value.ToString() : "").ToArray());
        command.Parameters.AddWithValue(NpgsqlDbType.Array | NpgsqlDbType.Uuid, records.Select(record => record.Owner).ToArray());
        command.Parameters.AddWithValue(records.Select(record => record.CreatedAt ?? record.At).ToArray());
        command.Parameters.AddWithValue(records.Select(record => record.At).ToArray());
        command.Parameters.AddWithValue(NpgsqlDbType.Array | NpgsqlDbType.TimestampTz, records.Select(record => record.DeletedAt).ToArray());
        command.Parameters.AddWithValue(records.Select(record => record.Data.GetRawText()).ToArray());
        command.Parameters.AddWithValue(searches.ToArray());
        command.Parameters.AddWithValue(searches.Select(search => $"{{{string.Join(',', SearchText.Grams(search))}}}").ToArray());
        await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
    }

    public static async Task RunAsync(NpgsqlDataSource source, string sql)
    {
        await using var command = source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
    }
}

/// <summary>A record to store; its data is keyed by field id.</summary>
internal sealed record TestRecord(Guid Id, JsonElement Data, DateTime At, Guid? Owner = null, DateTime? DeletedAt = null, int Rev = 1, DateTime? CreatedAt = null);
