using System.Text.Json;
using FormsHub.Core.Records;
using Npgsql;

namespace FormsHub.Storage.Records;

/// <summary>Reads what a write has to know: the records as they are, their revisions, and the targets of their references.</summary>
internal static class RecordRows
{
    private const string Columns =
        "id, rev, version, title, state, owner, department, created_at, created_by, updated_at, updated_by, deleted_at, deleted_by, data";

    /// <summary>The records with those ids, one statement per form in one round trip; absent ones are left out.</summary>
    public static async Task<Dictionary<RecordKey, StoredRecord>> LoadAsync(
        NpgsqlConnection connection, IEnumerable<RecordKey> keys, CancellationToken ct)
    {
        var found = new Dictionary<RecordKey, StoredRecord>();
        var forms = keys.GroupBy(key => key.Form, key => key.Id).ToList();
        if (forms.Count is 0) return found;

        await using var batch = new NpgsqlBatch(connection);
        foreach (var form in forms)
        {
            // For one id PostgreSQL keeps the plan; for a list it would make a new one each time.
            batch.BatchCommands.Add(form.Distinct().ToArray() is var ids && ids is [var only]
                ? new NpgsqlBatchCommand($"select {Columns} from {RecordTable.Records(form.Key)} where id = $1") { Parameters = { new NpgsqlParameter<Guid> { TypedValue = only } } }
                : new NpgsqlBatchCommand($"select {Columns} from {RecordTable.Records(form.Key)} where id = any($1)") { Parameters = { new NpgsqlParameter<Guid[]> { TypedValue = ids } } });
        }

        await using var reader = await batch.ExecuteReaderAsync(ct);
        foreach (var form in forms)
        {
            while (await reader.ReadAsync(ct))
            {
                var record = Read(reader, form.Key);
                found[new RecordKey(form.Key, record.Id)] = record;
            }
            await reader.NextResultAsync(ct);
        }
        return found;
    }

    /// <summary>Locks live records against deletion and change until the transaction ends; answers those found.</summary>
    public static async Task<List<StoredRecord>> LockAsync(
        NpgsqlConnection connection, int form, IReadOnlyCollection<Guid> ids, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(
            $"select {Columns} from {RecordTable.Records(form)} where id = any($1) and deleted_at is null order by id for update", connection)
        {
            Parameters = { new NpgsqlParameter<Guid[]> { TypedValue = [.. ids] } },
        };
        return await ReadAllAsync(command, form, ct);
    }

    /// <summary>Live records of a form whose reference field points at one of the ids, without some of them.</summary>
    public static async Task<List<StoredRecord>> ReferringAsync(
        NpgsqlConnection connection, int form, string condition, IReadOnlyCollection<Guid> ids, IReadOnlyCollection<Guid> without, int limit,
        CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(
            $"select {Columns} from {RecordTable.Records(form)} where {condition} and deleted_at is null and id <> all($2) order by id limit $3", connection)
        {
            Parameters =
            {
                new NpgsqlParameter<string[]> { TypedValue = [.. ids.Select(id => id.ToString())] },
                new NpgsqlParameter<Guid[]> { TypedValue = [.. without] },
                new NpgsqlParameter<int> { TypedValue = limit },
            },
        };
        return await ReadAllAsync(command, form, ct);
    }

    /// <summary>The revisions of one record that are newer than <paramref name="rev"/>, newest first.</summary>
    public static Task<List<Revision>> RevisionsAfterAsync(
        NpgsqlConnection connection, int form, Guid id, int rev, CancellationToken ct) =>
        RevisionsAsync(connection, form, "record = $1 and rev > $2 order by rev desc", ct,
            new NpgsqlParameter<Guid> { TypedValue = id }, new NpgsqlParameter<int> { TypedValue = rev });

    /// <summary>The revisions that a change set made in one form, oldest first.</summary>
    public static Task<List<Revision>> OfChangeSetAsync(NpgsqlConnection connection, int form, Guid changeSet, CancellationToken ct) =>
        RevisionsAsync(connection, form, "change_set = $1 order by record, rev", ct, new NpgsqlParameter<Guid> { TypedValue = changeSet });

    private static async Task<List<Revision>> RevisionsAsync(
        NpgsqlConnection connection, int form, string condition, CancellationToken ct, params NpgsqlParameter[] parameters)
    {
        await using var command = new NpgsqlCommand(
            $"select record, rev, at, by, op, change_set, version, changes from {RecordTable.Revisions(form)} where {condition}", connection);
        foreach (var parameter in parameters) command.Parameters.Add(parameter);

        var revisions = new List<Revision>();
        await using var reader = await command.ExecuteReaderAsync(ct);
        while (await reader.ReadAsync(ct))
        {
            revisions.Add(new Revision(
                reader.GetGuid(0), reader.GetInt32(1), reader.GetFieldValue<DateTimeOffset>(2), NullableGuid(reader, 3),
                Enum.Parse<RevisionOp>(reader.GetString(4), ignoreCase: true), reader.GetGuid(5), reader.GetInt32(6),
                Changes.Read(JsonElement.Parse(reader.GetFieldValue<byte[]>(7)))));
        }
        return revisions;
    }

    private static async Task<List<StoredRecord>> ReadAllAsync(NpgsqlCommand command, int form, CancellationToken ct)
    {
        var records = new List<StoredRecord>();
        await using var reader = await command.ExecuteReaderAsync(ct);
        while (await reader.ReadAsync(ct)) records.Add(Read(reader, form));
        return records;
    }

    private static StoredRecord Read(NpgsqlDataReader reader, int form) => new()
    {
        Form = form,
        Id = reader.GetGuid(0),
        Rev = reader.GetInt32(1),
        Version = reader.GetInt32(2),
        Title = reader.GetString(3),
        State = reader.GetString(4),
        Owner = NullableGuid(reader, 5),
        Department = NullableGuid(reader, 6),
        CreatedAt = reader.GetFieldValue<DateTimeOffset>(7),
        CreatedBy = NullableGuid(reader, 8),
        UpdatedAt = reader.GetFieldValue<DateTimeOffset>(9),
        UpdatedBy = NullableGuid(reader, 10),
        DeletedAt = reader.IsDBNull(11) ? null : reader.GetFieldValue<DateTimeOffset>(11),
        DeletedBy = NullableGuid(reader, 12),
        Data = Data(reader.GetFieldValue<byte[]>(13)),
    };

    private static Dictionary<string, JsonElement> Data(byte[] json)
    {
        var data = new Dictionary<string, JsonElement>();
        foreach (var property in JsonElement.Parse(json).EnumerateObject()) data.Add(property.Name, property.Value);
        return data;
    }

    private static Guid? NullableGuid(NpgsqlDataReader reader, int column) => reader.IsDBNull(column) ? null : reader.GetGuid(column);
}
