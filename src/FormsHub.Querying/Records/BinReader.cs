using FormsHub.Core.Access;
using FormsHub.Core.Forms;
using FormsHub.Querying.Planning;
using FormsHub.Querying.Sql;
using Npgsql;

namespace FormsHub.Querying.Records;

/// <summary>Lists the recycle bin over many forms, newest deletion first, as far as the caller may see the records in it.</summary>
public sealed class BinReader(NpgsqlDataSource source, IFormCatalog catalog, IDirectory directory, TimeProvider clock)
{
    /// <param name="first">How many at most.</param>
    public async Task<IReadOnlyList<BinnedRecord>> ListAsync(Caller caller, IReadOnlyList<Form> forms, BinFilter filter, int first, CancellationToken ct)
    {
        var after = filter.After is { } place ? SqlText.Of($" and (deleted_at, record) < ({place.At.UtcDateTime}, {place.Id})") : SqlText.Empty;
        await using var row = await RunAsync(
            SqlText.Of($"""
                select record, form, title, deleted_at, deleted_by, change_set from bin
                where {Where(caller, forms, filter)}{after} order by deleted_at desc, record desc limit {first}
                """),
            ct);
        var found = new List<BinnedRecord>();
        while (await row.ReadAsync(ct))
        {
            found.Add(new BinnedRecord(
                row.GetGuid(0), forms.First(form => form.Number == row.GetInt32(1)), row.GetString(2), row.GetFieldValue<DateTimeOffset>(3),
                await row.IsDBNullAsync(4, ct) ? null : row.GetGuid(4), row.GetGuid(5)));
        }
        return found;
    }

    public async Task<long> CountAsync(Caller caller, IReadOnlyList<Form> forms, BinFilter filter, CancellationToken ct)
    {
        await using var row = await RunAsync(SqlText.Of($"select count(*) from bin where {Where(caller, forms, filter)}"), ct);
        await row.ReadAsync(ct);
        return row.GetInt64(0);
    }

    /// <summary>Records of forms that are seen as a whole, and of others those that their gate lets through.</summary>
    private SqlText Where(Caller caller, IReadOnlyList<Form> forms, BinFilter filter)
    {
        var world = new Asker(caller, catalog, directory, clock).World;
        var open = forms.Where(form => world.SightOf(form).MayName).Select(form => form.Number).ToArray();
        var conditions = new List<SqlText> { SqlText.Of($"form = any({open})") };
        conditions.AddRange(forms.Where(form => !open.Contains(form.Number)).Select(form =>
        {
            var record = new PlanContext(world).Root(form);
            var words = filter.Words is { } text ? SqlText.Of($" where strpos(lower({record.ShownTitle()}), {text}) > 0") : SqlText.Empty;
            return SqlText.Of($"(form = {form.Number} and record in (select r.id from {record.Context.Source(record)}{words}))");
        }));
        var all = new List<SqlText> { SqlText.Of($"({SqlText.Join(" or ", conditions)})") };
        if (filter.Words is { } sought) all.Add(SqlText.Of($"strpos(lower(title), {sought}) > 0"));
        if (filter.By is { } by) all.Add(SqlText.Of($"deleted_by = {by}"));
        if (filter.From is { } from) all.Add(SqlText.Of($"deleted_at >= {from.UtcDateTime}"));
        if (filter.To is { } to) all.Add(SqlText.Of($"deleted_at < {to.UtcDateTime}"));
        return SqlText.Join(" and ", all);
    }

    private async Task<NpgsqlDataReader> RunAsync(SqlText sql, CancellationToken ct)
    {
        var batch = source.CreateBatch();
        batch.BatchCommands.Add(sql.ToBatchCommand());
        return await batch.ExecuteReaderAsync(ct);
    }
}

/// <summary>What is asked of the recycle bin; null asks nothing.</summary>
/// <param name="Words">Lower-case text in the title.</param>
/// <param name="After">The deletion that an earlier page ended with.</param>
public sealed record BinFilter(string? Words, Guid? By, DateTimeOffset? From, DateTimeOffset? To, (DateTimeOffset At, Guid Id)? After);

/// <summary>A record in the recycle bin. Its title is as it was then: who may not see it must not be shown it.</summary>
public sealed record BinnedRecord(Guid Id, Form Form, string Title, DateTimeOffset DeletedAt, Guid? DeletedBy, Guid ChangeSet);
