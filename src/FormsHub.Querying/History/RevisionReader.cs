using System.Buffers;
using System.Globalization;
using System.Text.Json;
using FormsHub.Core.Access;
using FormsHub.Core.Fields;
using FormsHub.Core.Forms;
using FormsHub.Core.Records;
using FormsHub.Core.Results;
using FormsHub.Querying.Gate;
using FormsHub.Querying.Planning;
using FormsHub.Querying.Records;
using FormsHub.Querying.Sql;
using Npgsql;

namespace FormsHub.Querying.History;

/// <summary>Answers questions about what records were, as UTF-8 JSON. Nothing is written when the answer is a problem.</summary>
public sealed class RevisionReader(NpgsqlDataSource source, IFormCatalog catalog, IDirectory directory, TimeProvider clock)
{
    /// <summary>
    /// Writes the revisions of a record, newest first: <c>{"items": […], "pageInfo": {"endCursor", "hasNextPage"}}</c>. The cursor is
    /// the revision number that the page ends with.
    /// </summary>
    public async Task<Result<int>> ListAsync(
        Caller caller, Form form, Guid record, int first, int? before, IBufferWriter<byte> output, CancellationToken ct)
    {
        var gate = FormGate.For(caller, form, FormAction.ViewHistory);
        if (gate.Failed) return gate.Problem;
        var seen = Seen(caller, form);
        var sql = SqlText.Of($"""
            select {RevisionWriter.ColumnsOf(seen)}
            from {Revisions(seen, FormAction.ViewHistory)}
            where v.record = {record} and v.rev < {before ?? int.MaxValue} order by v.rev desc limit {first + 1}
            """);
        await using var row = await RunAsync(sql, ct);
        if (!await row.ReadAsync(ct)) return await MissingAsync(form, record, before, output, ct);

        await using var json = new Utf8JsonWriter(output, RecordReader.Json);
        var writer = new RevisionWriter(form, json, directory, seen.Sight);
        var (count, last, more) = (0, 0, false);
        json.WriteStartObject();
        json.WriteStartArray("items"u8);
        do
        {
            more = count == first;
            if (more) break;
            last = row.GetInt32(1);
            json.WriteStartObject();
            writer.Write(row);
            json.WriteEndObject();
            count++;
        }
        while (await row.ReadAsync(ct));
        json.WriteEndArray();
        WritePageInfo(json, more ? last.ToString(CultureInfo.InvariantCulture) : null);
        json.WriteEndObject();
        return count;
    }

    /// <summary>
    /// Writes the record as a revision left it, in the shape of a record; answers the revision number. It has the fields of the present version
    /// and those of the version that wrote it, so that nothing it held is left out.
    /// </summary>
    /// <param name="version">A version of the form by its number, as it was published; null if there is none.</param>
    public async Task<Result<int>> GetAsync(
        Caller caller, Form form, Guid record, int rev, Func<int, CancellationToken, Task<Form?>> version, IBufferWriter<byte> output, CancellationToken ct)
    {
        var gate = FormGate.For(caller, form, FormAction.ViewHistory);
        if (gate.Failed) return gate.Problem;
        await using (var found = await RunAsync(SqlText.Of($"select v.version from {SqlText.Known(RecordTable.Revisions(form.Number))} v where v.record = {record} and v.rev = {rev}"), ct))
        {
            if (!await found.ReadAsync(ct)) return QueryProblems.RevisionNotFound(record, rev);
            if (found.GetInt32(0) is var number && number != form.Version && await version(number, ct) is { } then) form = form.WithFormer(then);
        }
        var asker = new Asker(caller, catalog, directory, clock) { AsksPast = true };
        var plan = FormPlan.Of(form, asker.World);
        var scope = new PlanContext(asker.World) { IsOfPast = true }.Root(form);
        var sql = SqlText.Of($"""
            select {plan.Columns(scope, null)} from ({AsOf.Revision(form, record, rev)}) r {Among(scope, FormAction.ViewHistory)}
            """);
        await using var row = await RunAsync(sql, ct);
        if (!await row.ReadAsync(ct)) return QueryProblems.RevisionNotFound(record, rev);

        await using var json = new Utf8JsonWriter(output, RecordReader.Json);
        new RecordWriter(plan, row, json, asker).Write();
        return rev;
    }

    /// <summary>
    /// Writes what differs between two revisions: <c>{"changes": [{"field", "before", "after", "rows"?}]}</c>. Revision 0 is the time
    /// before the record; the first may be the later one.
    /// </summary>
    public async Task<Result<int>> DiffAsync(
        Caller caller, Form form, Guid record, int from, int to, IBufferWriter<byte> output, CancellationToken ct)
    {
        var gate = FormGate.For(caller, form, FormAction.ViewHistory);
        if (gate.Failed) return gate.Problem;
        var (low, high) = (Math.Min(from, to), Math.Max(from, to));
        var seen = Seen(caller, form);
        var sql = SqlText.Of($"""
            select {RevisionWriter.ColumnsOf(seen)}
            from {Revisions(seen, FormAction.ViewHistory)}
            where v.record = {record} and v.rev >= {low} and v.rev <= {high} order by v.rev
            """);
        await using var row = await RunAsync(sql, ct);
        await using var json = new Utf8JsonWriter(output, RecordReader.Json);
        var writer = new RevisionWriter(form, json, directory, seen.Sight);
        var fields = new Dictionary<string, Difference>();
        var found = new HashSet<int> { 0 };
        while (await row.ReadAsync(ct))
        {
            found.Add(row.GetInt32(1));
            if (row.GetInt32(1) == low) continue;
            var titles = writer.TitlesAt(row);
            foreach (var change in writer.ChangesAt(row))
            {
                var first = fields.TryGetValue(change.Field, out var known) ? known : new Difference(change, titles, titles);
                fields[change.Field] = first with { Change = first.Change with { After = change.After }, After = titles };
            }
        }
        if (!found.Contains(low) || !found.Contains(high)) return QueryProblems.RevisionNotFound(record, found.Contains(low) ? high : low);

        json.WriteStartObject();
        json.WriteStartArray("changes"u8);
        var count = 0;
        foreach (var difference in fields.Values.Select(each => from <= to ? each : each.Turned()).Where(each => each.IsReal))
        {
            WriteDifference(json, writer, form, difference);
            count++;
        }
        json.WriteEndArray();
        json.WriteEndObject();
        return count;
    }

    /// <summary>
    /// Writes the revisions of a change set, of the forms whose history the caller may see, as in <see cref="ListAsync"/> with
    /// <c>form</c>, <c>record</c> and <c>title</c> before; <paramref name="forms"/> are the numbers in its row. The page begins after a
    /// <see cref="RevisionCursor"/>, as an earlier one ended with it.
    /// </summary>
    public async Task<Result<int>> ChangeSetAsync(
        Caller caller, Guid changeSet, IReadOnlyList<int> forms, int first, RevisionCursor? after, IBufferWriter<byte> output, CancellationToken ct)
    {
        var visible = forms.Distinct().Select(catalog.ByNumber).OfType<Form>()
            .Where(form => form.Number >= (after?.Form ?? 0) && !FormGate.For(caller, form, FormAction.ViewHistory).Failed).OrderBy(form => form.Number).ToList();
        await using var json = new Utf8JsonWriter(output, RecordReader.Json);
        var (count, more) = (0, false);
        var last = after;
        json.WriteStartObject();
        json.WriteStartArray("items"u8);
        foreach (var form in visible)
        {
            if (more) break;
            var further = after is { } place && place.Form == form.Number ? SqlText.Of($"and (v.record, v.rev) > ({place.Record}, {place.Rev})") : SqlText.Empty;
            var seen = Seen(caller, form);
            var sql = SqlText.Of($"""
                select {RevisionWriter.ColumnsOf(seen)}, {seen.ShownTitle()}
                from {Revisions(seen, FormAction.ViewHistory)}
                where v.change_set = {changeSet} {further} order by v.record, v.rev limit {first - count + 1}
                """);
            await using var row = await RunAsync(sql, ct);
            var writer = new RevisionWriter(form, json, directory, seen.Sight);
            while (await row.ReadAsync(ct))
            {
                more = count == first;
                if (more) break;
                json.WriteStartObject();
                json.WriteString("form"u8, form.Key);
                json.WriteString("record"u8, row.GetGuid(0));
                json.WriteString("title"u8, row.IsDBNull(11) ? null : row.GetString(11));
                writer.Write(row);
                json.WriteEndObject();
                last = new RevisionCursor(form.Number, row.GetGuid(0), row.GetInt32(1));
                count++;
            }
        }
        json.WriteEndArray();
        WritePageInfo(json, more ? last?.ToString() : null);
        json.WriteEndObject();
        return count;
    }

    private Scope Seen(Caller caller, Form form) => new PlanContext(new Asker(caller, catalog, directory, clock) { AsksPast = true }.World).Root(form);

    /// <summary>
    /// Revisions v of records r, with their change sets s. Who may not see every record sees the revisions of those only that are there
    /// and that the action is granted for.
    /// </summary>
    private static SqlText Revisions(Scope record, FormAction action)
    {
        var join = record.Sight.AllowsEverywhere(action) ? SqlText.Known("left join") : SqlText.Known("join");
        return SqlText.Of($"""
            {SqlText.Known(RecordTable.Revisions(record.Form.Number))} v left join change_sets s on s.id = v.change_set
            {join} {record.Context.Source(record)} on r.id = v.record{Allowed(record, action, " and ")}
            """);
    }

    /// <summary>That a record, as it was, is one that is seen as it is now and that the action is granted for; nothing, if all are.</summary>
    private static SqlText Among(Scope record, FormAction action) => record.Sight.AllowsEverywhere(action)
        ? SqlText.Empty
        : SqlText.Of($"where r.id in (select r.id from {record.Context.Source(record)}{Allowed(record, action, " where ")})");

    private static SqlText Allowed(Scope record, FormAction action, string before) =>
        record.Sight.WhereAllowed(action, record) is { } condition ? SqlText.Of($"{SqlText.Known(before)}{condition}") : SqlText.Empty;

    private async Task<NpgsqlDataReader> RunAsync(SqlText sql, CancellationToken ct)
    {
        var batch = source.CreateBatch();
        batch.BatchCommands.Add(sql.ToBatchCommand());
        return await batch.ExecuteReaderAsync(ct);
    }

    /// <summary>A page beyond the last revision is empty; a record without any is none.</summary>
    private static async Task<Result<int>> MissingAsync(Form form, Guid record, int? before, IBufferWriter<byte> output, CancellationToken ct)
    {
        if (before is null) return QueryProblems.RecordNotFound(form.Key, record);
        await using var json = new Utf8JsonWriter(output, RecordReader.Json);
        json.WriteStartObject();
        json.WriteStartArray("items"u8);
        json.WriteEndArray();
        WritePageInfo(json, null);
        json.WriteEndObject();
        await json.FlushAsync(ct);
        return 0;
    }

    private static void WritePageInfo(Utf8JsonWriter json, string? cursor)
    {
        json.WriteStartObject("pageInfo"u8);
        json.WriteString("endCursor"u8, cursor);
        json.WriteBoolean("hasNextPage"u8, cursor is not null);
        json.WriteEndObject();
    }

    private static void WriteDifference(Utf8JsonWriter json, RevisionWriter writer, Form form, Difference difference)
    {
        var (change, field) = (difference.Change, form.ById(difference.Change.Field));
        json.WriteStartObject();
        json.WriteString("field"u8, field?.Key ?? change.Field);
        writer.WriteValue("before"u8, change.Before, field, change.Field, difference.Before);
        writer.WriteValue("after"u8, change.After, field, change.Field, difference.After);
        if (field is { Columns.Count: > 0 })
        {
            json.WriteStartArray("rows"u8);
            foreach (var row in RowDifference.Between(field, change.Before, change.After)) WriteRow(json, writer, row, difference);
            json.WriteEndArray();
        }
        json.WriteEndObject();
    }

    private static void WriteRow(Utf8JsonWriter json, RevisionWriter writer, RowDifference row, Difference difference)
    {
        json.WriteStartObject();
        json.WriteString("row"u8, row.Row);
        json.WriteString("change"u8, row.Change);
        json.WriteStartArray("cells"u8);
        foreach (var cell in row.Cells.Where(cell => difference.After.Sees(cell.Column) is not Sight.Nothing))
        {
            json.WriteStartObject();
            json.WriteString("field"u8, cell.Column.Key);
            writer.WriteValue("before"u8, cell.Before, cell.Column, cell.Column.Id, difference.Before);
            writer.WriteValue("after"u8, cell.After, cell.Column, cell.Column.Id, difference.After);
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteEndObject();
    }

    /// <summary>The first old and the last new value of a field, each with the titles that it needs.</summary>
    private sealed record Difference(Change Change, IWireTitles Before, IWireTitles After)
    {
        public bool IsReal => !Changes.AreSame(Change.Before, Change.After);

        public Difference Turned() => new(new Change(Change.Field, Change.After, Change.Before), After, Before);
    }
}
