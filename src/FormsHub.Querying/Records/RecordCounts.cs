using FormsHub.Core.Access;
using FormsHub.Core.Forms;
using FormsHub.Core.Records;
using FormsHub.Querying.Gate;
using FormsHub.Querying.Planning;
using FormsHub.Querying.Sql;
using Npgsql;

namespace FormsHub.Querying.Records;

/// <summary>Counts the records of many forms in one round trip, for lists of forms.</summary>
public sealed class RecordCounts(NpgsqlDataSource source, IFormCatalog catalog, IDirectory directory, TimeProvider clock)
{
    /// <summary>From here on the estimate of the last analysis does; counting would read too much.</summary>
    private const int Many = 10_000;

    /// <summary>The counts of the forms whose records the caller may read, by the number of the form.</summary>
    public async Task<IReadOnlyDictionary<int, RecordCount>> OfAsync(Caller caller, IEnumerable<Form> forms, CancellationToken ct)
    {
        var visible = forms.Where(form => !FormGate.For(caller, form, FormAction.Read).Failed).ToList();
        var counts = new Dictionary<int, RecordCount>();
        if (visible.Count is 0) return counts;

        var world = new Asker(caller, catalog, directory, clock).World;
        await using var batch = source.CreateBatch();
        foreach (var form in visible) batch.BatchCommands.Add(Count(new PlanContext(world).Root(form)));
        await using var row = await batch.ExecuteReaderAsync(ct);
        foreach (var form in visible)
        {
            if (await row.ReadAsync(ct)) counts.Add(form.Number, new RecordCount(row.GetInt64(0), row.GetBoolean(1)));
            await row.NextResultAsync(ct);
        }
        return counts;
    }

    /// <summary>
    /// The index over living records is analysed as well, so it knows how many there are. Who sees only some is told how many these are,
    /// or that they are many.
    /// </summary>
    private static NpgsqlBatchCommand Count(Scope records)
    {
        var source = records.Context.Source(records);
        if (!records.Sight.SeesAllRows)
            return SqlText.Of($"select count(*), count(*) > {Many} from (select from {source} where r.deleted_at is null limit {Many} + 1) c").ToBatchCommand();

        var index = RecordTable.Records(records.Form.Number) + "_updated";
        return SqlText.Of($"""
            select case when i.reltuples > {Many} then i.reltuples::bigint else (select count(*) from {source} where r.deleted_at is null) end, i.reltuples > {Many}
            from pg_class i where i.oid = {index}::regclass
            """).ToBatchCommand();
    }
}

/// <summary>How many records a form has, without those in the recycle bin.</summary>
/// <param name="IsEstimate">PostgreSQL's own estimate, of a form with many records.</param>
public readonly record struct RecordCount(long Count, bool IsEstimate);
