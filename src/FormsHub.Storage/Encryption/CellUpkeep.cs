using System.Text.Json;
using FormsHub.Core.Encryption;
using FormsHub.Core.Forms;
using FormsHub.Core.Records;
using FormsHub.Storage.Forms;
using Npgsql;
using NpgsqlTypes;

namespace FormsHub.Storage.Encryption;

/// <summary>
/// Makes the stored values of one field, in records and revisions, what they should be: sealed with the active key, or clear. Nothing of it
/// is a change of a record, so that no revision is written; searched texts follow. What was done stays done: after a crash it goes on with the rest.
/// </summary>
public sealed class CellUpkeep
{
    private const int PageSize = 500;

    /// <summary>Each round has less to do than the one before; more than a few mean that something does not come to an end.</summary>
    private const int MostRounds = 50;

    private readonly NpgsqlDataSource _source;
    private readonly string _records;
    private readonly string _revisions;
    private readonly string _field;
    private readonly Form? _texts;
    private readonly Func<string, string> _isDue;
    private readonly Func<Guid, JsonElement, JsonElement> _renew;

    /// <param name="isDue">Of an SQL value, whether it must be made anew.</param>
    /// <param name="texts">The form whose searched texts follow; null: they do not change.</param>
    private CellUpkeep(NpgsqlDataSource source, int form, string field, Form? texts, Func<string, string> isDue, Func<Guid, JsonElement, JsonElement> renew)
    {
        (_source, _field, _texts, _isDue, _renew) = (source, field, texts, isDue, renew);
        (_records, _revisions) = (RecordTable.Records(form), RecordTable.Revisions(form));
    }

    /// <summary>As the field's present version says.</summary>
    public static CellUpkeep As(NpgsqlDataSource source, Form form, Field field) => field.IsEncrypted
        ? new CellUpkeep(source, form.Number, field.Id, form, value => $"jsonb_typeof({value}) = 'string'", (record, value) => EncryptedValues.Seal(form, field, record, value))
        : new CellUpkeep(source, form.Number, field.Id, form, IsSealed, (record, value) => EncryptedValues.Open(form, field, record, value));

    /// <summary>With the active key, whether or not the form still has the field.</summary>
    public static CellUpkeep WithActiveKey(NpgsqlDataSource source, int form, string field, KeyRing ring) => new(
        source, form, field, null, value => $"{IsSealed(value)} and {value}->>'{SealedCell.KeyName}' <> '{ring.Active}'",
        (record, cell) => ring.Reseal(new CellPlace(form, field, record), cell));

    private static string IsSealed(string value) => $"jsonb_typeof({value}) = 'object'";

    /// <summary>Comes back when every write that began before, by the version before, is over.</summary>
    public async Task WaitForWritersAsync(CancellationToken ct)
    {
        for (var left = 20; ; left--)
        {
            await using var connection = await _source.OpenConnectionAsync(ct);
            await using var transaction = await connection.BeginTransactionAsync(ct);
            try
            {
                await FormPartition.RunAsync(connection, "set local lock_timeout = 1000", ct);
                await FormPartition.RunAsync(connection, $"lock table {_records} in share mode", ct);
                await transaction.CommitAsync(ct);
                return;
            }
            catch (PostgresException exception) when (exception.SqlState is PostgresErrorCodes.LockNotAvailable && left > 0)
            {
                await transaction.RollbackAsync(ct);
            }
        }
    }

    /// <summary>How many records and revisions are to be made anew.</summary>
    public async Task<long> CountAsync(CancellationToken ct)
    {
        await using var command = _source.CreateCommand(
            $"select (select count(*) from {_records} where {_isDue($"data->'{_field}'")}) + (select count(*) from {_revisions} where {RevisionIsDue})");
        command.CommandTimeout = 0;
        return (long)(await command.ExecuteScalarAsync(ct))!;
    }

    /// <summary>Goes over all of them until none is left, also of those written meanwhile.</summary>
    public async Task RunAsync(Func<long, Task> progress, CancellationToken ct)
    {
        var (done, rounds) = (0L, 0);
        do
        {
            if (++rounds > MostRounds) throw new InvalidOperationException($"Values of {_field} in {_records} stay as they are.");
            Guid? after = null;
            while (await RecordsAsync(after, ct) is { Count: > 0 } page)
            {
                await WriteRecordsAsync(page, ct);
                (after, done) = (page[^1].Id, done + page.Count);
                await progress(done);
            }
            (Guid, int)? behind = null;
            while (await RevisionsAsync(behind, ct) is { Count: > 0 } page)
            {
                await WriteRevisionsAsync(page, ct);
                (behind, done) = ((page[^1].Record, page[^1].Rev), done + page.Count);
                await progress(done);
            }
        }
        while (await CountAsync(ct) > 0);
    }

    /// <summary>Takes the old values out of what PostgreSQL keeps besides: rows that are dead, and statistics, which quote values.</summary>
    public async Task ForgetAsync(CancellationToken ct)
    {
        await using var command = _source.CreateCommand();
        command.CommandTimeout = 0;
        foreach (var table in new[] { _records, _revisions })
        {
            command.CommandText = $"vacuum (analyze) {table}";
            await command.ExecuteNonQueryAsync(ct);
        }
        // Statistics over all forms are there only where somebody has asked for them.
        command.CommandText = "select coalesce(string_agg(distinct tablename, ', '), '') from pg_stats where schemaname = current_schema() and tablename in ('records', 'revisions')";
        if (await command.ExecuteScalarAsync(ct) is not string { Length: > 0 } tables) return;
        command.CommandText = $"analyze {tables}";
        await command.ExecuteNonQueryAsync(ct);
    }

    private string RevisionIsDue => $"changes ? '{_field}' and (({_isDue($"changes->'{_field}'->0")}) or ({_isDue($"changes->'{_field}'->1")}))";

    private async Task<List<(Guid Id, int Rev, JsonElement Data)>> RecordsAsync(Guid? after, CancellationToken ct)
    {
        await using var command = _source.CreateCommand(
            $"select id, rev, {(_texts is null ? $"jsonb_build_object('{_field}', data->'{_field}')" : "data")} from {_records} where ($1::uuid is null or id > $1) and {_isDue($"data->'{_field}'")} order by id limit {PageSize}");
        command.CommandTimeout = 0;
        command.Parameters.Add(new() { Value = (object?)after ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Uuid });
        var page = new List<(Guid, int, JsonElement)>();
        await using var row = await command.ExecuteReaderAsync(ct);
        while (await row.ReadAsync(ct)) page.Add((row.GetGuid(0), row.GetInt32(1), JsonElement.Parse(row.GetFieldValue<byte[]>(2))));
        return page;
    }

    /// <summary>Whoever wrote a record meanwhile has made it as it should be, or the next round does.</summary>
    private async Task WriteRecordsAsync(List<(Guid Id, int Rev, JsonElement Data)> page, CancellationToken ct)
    {
        var renewed = page.ConvertAll(record => _renew(record.Id, record.Data.GetProperty(_field)));
        await using var command = _source.CreateCommand(
            $"""
            update {_records} r set data = jsonb_set(r.data, array['{_field}'], input.value::jsonb){(_texts is null ? "" : ", title = input.title, search = input.search, grams = input.grams::int[]")}
            from unnest($1::uuid[], $2::int[], $3::text[]{(_texts is null ? "" : ", $4::text[], $5::text[], $6::text[]")}) input (id, rev, value{(_texts is null ? "" : ", title, search, grams")})
            where r.id = input.id and r.rev = input.rev and {_isDue($"r.data->'{_field}'")}
            """);
        command.CommandTimeout = 0;
        command.Parameters.Add(new() { Value = page.Select(record => record.Id).ToArray() });
        command.Parameters.Add(new() { Value = page.Select(record => record.Rev).ToArray() });
        command.Parameters.Add(new() { Value = renewed.Select(value => value.GetRawText()).ToArray() });
        if (_texts is { } form)
        {
            var data = page.Select((record, i) => record.Data.EnumerateObject().ToDictionary(each => each.Name, each => each.Name == _field ? renewed[i] : each.Value)).ToList();
            var search = data.ConvertAll(values => RecordText.Search(form, values));
            command.Parameters.Add(new() { Value = data.Select(values => RecordText.Title(form, values)).ToArray() });
            command.Parameters.Add(new() { Value = search.ToArray() });
            command.Parameters.Add(new() { Value = search.Select(text => $"{{{string.Join(',', SearchText.Grams(text))}}}").ToArray() });
        }
        await command.ExecuteNonQueryAsync(ct);
    }

    private async Task<List<(Guid Record, int Rev, JsonElement Values)>> RevisionsAsync((Guid Record, int Rev)? after, CancellationToken ct)
    {
        await using var command = _source.CreateCommand(
            $"select record, rev, changes->'{_field}' from {_revisions} where ($1::uuid is null or (record, rev) > ($1, $2)) and {RevisionIsDue} order by record, rev limit {PageSize}");
        command.CommandTimeout = 0;
        command.Parameters.Add(new() { Value = (object?)after?.Record ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Uuid });
        command.Parameters.Add(new() { Value = after?.Rev ?? 0 });
        var page = new List<(Guid, int, JsonElement)>();
        await using var row = await command.ExecuteReaderAsync(ct);
        while (await row.ReadAsync(ct)) page.Add((row.GetGuid(0), row.GetInt32(1), JsonElement.Parse(row.GetFieldValue<byte[]>(2))));
        return page;
    }

    private async Task WriteRevisionsAsync(List<(Guid Record, int Rev, JsonElement Values)> page, CancellationToken ct)
    {
        await using var command = _source.CreateCommand(
            $"""
            update {_revisions} v set changes = jsonb_set(v.changes, array['{_field}'], input.pair::jsonb)
            from unnest($1::uuid[], $2::int[], $3::text[]) input (record, rev, pair) where v.record = input.record and v.rev = input.rev
            """);
        command.CommandTimeout = 0;
        command.Parameters.Add(new() { Value = page.Select(revision => revision.Record).ToArray() });
        command.Parameters.Add(new() { Value = page.Select(revision => revision.Rev).ToArray() });
        command.Parameters.Add(new() { Value = page.Select(revision => $"[{string.Join(',', revision.Values.EnumerateArray().Select(value => Renewed(revision.Record, value)))}]").ToArray() });
        await command.ExecuteNonQueryAsync(ct);
    }

    private string Renewed(Guid record, JsonElement value) => value.ValueKind is JsonValueKind.Null ? "null" : _renew(record, value).GetRawText();
}
