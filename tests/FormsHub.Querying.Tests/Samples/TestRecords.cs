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

    /// <summary>Adds a live record; data is keyed by field key.</summary>
    public static async Task AddAsync(
        NpgsqlDataSource source, Form form, Guid id, string data, DateTime at, Guid? owner = null, DateTime? deletedAt = null, int rev = 1)
    {
        var stored = new JsonObject(JsonNode.Parse(data)!.AsObject().Select(each => KeyValuePair.Create(form[each.Key]!.Id, each.Value?.DeepClone())));
        var title = form.TitleField is { } field && stored[field.Id] is { } value ? value.ToString() : "";
        var search = SearchText.Normalize(string.Join(' ', stored.Where(each => each.Value is JsonValue).Select(each => each.Value!.ToString())));
        await using var command = source.CreateCommand("""
            insert into records (form, id, rev, version, title, owner, created_at, updated_at, deleted_at, data, search, grams)
            values ($1, $2, $3, 1, $4, $5, $6, $6, $7, $8, $9, $10)
            """);
        command.Parameters.AddWithValue(form.Number);
        command.Parameters.AddWithValue(id);
        command.Parameters.AddWithValue(rev);
        command.Parameters.AddWithValue(title);
        command.Parameters.Add(new NpgsqlParameter { Value = (object?)owner ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Uuid });
        command.Parameters.AddWithValue(at);
        command.Parameters.Add(new NpgsqlParameter { Value = (object?)deletedAt ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.TimestampTz });
        command.Parameters.Add(new NpgsqlParameter { Value = stored.ToJsonString(), NpgsqlDbType = NpgsqlDbType.Jsonb });
        command.Parameters.AddWithValue(search);
        command.Parameters.AddWithValue(SearchText.Grams(search));
        await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
    }

    public static async Task RunAsync(NpgsqlDataSource source, string sql)
    {
        await using var command = source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
    }
}
