using System.Data.Common;
using System.Text.Json;
using FormsHub.Core.Access;
using FormsHub.Core.Filters;
using FormsHub.Core.Forms;
using FormsHub.Core.Records;
using FormsHub.Querying.Planning;
using FormsHub.Querying.Records;
using FormsHub.Querying.Sql;
using Npgsql;

namespace FormsHub.Querying.Gate;

/// <summary>What a caller sees of single records, for what reads or writes them by other ways than a query.</summary>
public sealed class RecordSights(NpgsqlDataSource source, IFormCatalog catalog, IDirectory directory, TimeProvider clock, IPermits? permits = null) : IRecordGate
{
    /// <summary>What the caller may do with a form as a whole.</summary>
    public FormRights RightsOf(Caller caller, Form form) => FormRights.Of(caller, World(caller).SightOf(form));

    /// <summary>Whether nothing of a form's records is kept from the caller.</summary>
    public bool IsWhole(Caller caller, Form form) => World(caller).SightOf(form).IsWhole;

    /// <summary>Whether the caller sees every record of a form, and the action is granted on each.</summary>
    public bool AllowsEverywhere(Caller caller, Form form, FormAction action) => World(caller).SightOf(form).AllowsEverywhere(action);

    public bool Narrows(Caller caller, Form form, FormAction action) => World(caller).SightOf(form).Narrows(action);

    public bool MayName(Caller caller, Form form) => World(caller).SightOf(form).MayName;

    /// <summary>Whether the caller may be told the titles that the records of a form have had.</summary>
    public bool MayNameThen(Caller caller, Form form) => World(caller).SightOf(form) is var sight && sight.MayName && sight.AllowsEverywhere(FormAction.ViewHistory);

    public bool SeesAllOf(Caller caller, Form form) => World(caller).SightOf(form).SeesAllRows;

    public IRecordRights OfAny(Caller caller, Form form) => new RowSight(World(caller).SightOf(form), ulong.MaxValue);

    /// <summary>What the caller may do with every record of a form, whichever it is.</summary>
    public IRecordRights OfEvery(Caller caller, Form form) => World(caller).SightOf(form).OfEvery();

    /// <summary>What happens to a caller who tries: the answer of the gate itself, as reading and writing ask it.</summary>
    public async Task<AccessDecision> DecideAsync(Caller caller, AccessQuestion question, CancellationToken ct)
    {
        if (Closed(caller, question) is { } closed) return closed;
        if (question.Existing is not { } id) return Decide(caller, question, null, isHeldBack: false);
        if (await OneAsync(caller, question.Form, id, IsAsked(caller, question), ct) is not { } record) return new AccessDecision(AccessRefusal.Record, null);
        return Decide(caller, question, record, record.Allows(question.Action) && await IsHeldBackAsync(caller, question.Form, question.Action, id, ct));
    }

    /// <summary>
    /// As <see cref="DecideAsync"/>, of every living record that meets a filter, counted by what is decided, as long as no second person has agreed; null if
    /// the filter does not fit the form.
    /// </summary>
    /// <param name="rows">As in grants; null: all records.</param>
    public async Task<IReadOnlyList<DecidedRecords>?> DecideAllAsync(Caller caller, AccessQuestion question, JsonElement? rows, CancellationToken ct)
    {
        var (world, form, action) = (World(caller), question.Form, question.Action);
        var filter = Filter.Everything;
        if (RowPresets.Filter(rows) is { } json)
        {
            if (world.Designed.Parse(json, form) is not { Failed: false, Value: var parsed }) return null;
            filter = parsed;
        }
        var record = new PlanContext(world) { ReadsAll = true }.Root(form);
        var trusted = record.Trusted();
        var heldBack = SecondPerson.IsAskedFor(caller, form, action) ? WhereGuarded(caller, action, trusted) : null;
        await using var batch = source.CreateBatch();
        batch.BatchCommands.Add(SqlText.Of($"""
            select {record.Sight.MetUnlessKept(record)}, coalesce({record.Sight.Rows(record) ?? SqlText.Known("true")}, false), coalesce({heldBack ?? SqlText.Known("false")}, false),
              count(*), min(r.id::text)::uuid
            from {record.Context.Source(trusted)} where r.deleted_at is null and {Conditions.Of(filter, trusted)} group by 1, 2, 3
            """).ToBatchCommand());
        await using var row = await batch.ExecuteReaderAsync(ct);
        List<DecidedRecords> decided = [];
        var (closed, isAsked) = (Closed(caller, question), IsAsked(caller, question));
        while (await row.ReadAsync(ct))
        {
            var decision = closed ?? (isAsked && !row.GetBoolean(1) ? new AccessDecision(AccessRefusal.Record, null)
                : Decide(caller, question, new RowSight(record.Sight, (ulong)row.GetInt64(0)), row.GetBoolean(2)));
            decided.Add(new DecidedRecords(decision, row.GetInt64(3), row.GetGuid(4)));
        }
        return decided;
    }

    /// <summary>What is decided without looking at a record.</summary>
    private static AccessDecision? Closed(Caller caller, AccessQuestion question) =>
        FormAccess.May(caller, question.Form, question.Action) ? null : new AccessDecision(FormAccess.MaySee(caller, question.Form) ? AccessRefusal.Action : AccessRefusal.Form, null);

    /// <summary>Who may write everything is not asked record by record, so that it need not be able to see them.</summary>
    private bool IsAsked(Caller caller, AccessQuestion question) =>
        !(question.Action is FormAction.Update or FormAction.Delete or FormAction.Restore or FormAction.Revert) || Narrows(caller, question.Form, question.Action);

    /// <param name="record">What is seen of the record in question; null: of any.</param>
    /// <param name="isHeldBack">Whether a second person must agree to the action on it, and nobody has.</param>
    private AccessDecision Decide(Caller caller, AccessQuestion question, RowSight? record, bool isHeldBack)
    {
        var (form, action) = (question.Form, question.Action);
        if (record is { } one && !one.Allows(action)) return new AccessDecision(AccessRefusal.RowScope, question.Field is { } of ? one.Of(of) : null);
        if (question.Field is not { } field) return new AccessDecision(isHeldBack ? AccessRefusal.SecondPerson : AccessRefusal.None, null);
        var rights = record ?? OfAny(caller, form);
        var sees = rights.Of(field);
        var allows = question.IsWrite ? question.IsWritable && (!Narrows(caller, form, action) || ((sees is not Sight.Nothing || action is FormAction.Create) && rights.MayWrite(field, action)))
            : action is FormAction.Reveal ? rights is RowSight seen && seen.MayReveal(field)
            : sees is Sight.Clear;
        return new AccessDecision(!allows ? AccessRefusal.Field : isHeldBack ? AccessRefusal.SecondPerson : AccessRefusal.None, sees);
    }

    /// <summary>Whether a second person must agree to the action on the record, and nobody has.</summary>
    private async Task<bool> IsHeldBackAsync(Caller caller, Form form, FormAction action, Guid id, CancellationToken ct) =>
        SecondPerson.IsAskedFor(caller, form, action) && await GuardAsync(caller, form, action, id, ct) is (true, false);

    /// <summary>Whether a second person must agree to an action on a record, and whether one has.</summary>
    internal async Task<(bool IsGuarded, bool IsPermitted)> GuardAsync(Caller caller, Form form, FormAction action, Guid id, CancellationToken ct)
    {
        await using var connection = await source.OpenConnectionAsync(ct);
        var isGuarded = (await GuardedAsync(connection, caller, form, action, [id], ct)).Count > 0;
        return (isGuarded, isGuarded && permits is not null && (await permits.FindAsync(connection, caller, form, action, [id], ct)).Contains(id));
    }

    public async Task<IReadOnlyCollection<Guid>> GuardedAsync(
        DbConnection connection, Caller caller, Form form, FormAction action, IReadOnlyCollection<Guid> ids, CancellationToken ct)
    {
        var record = new PlanContext(World(caller)).Root(form).Trusted();
        if (ids.Count is 0 || WhereGuarded(caller, action, record) is not { } condition) return [];
        await using var batch = ((NpgsqlConnection)connection).CreateBatch();
        batch.BatchCommands.Add(SqlText.Of($"select r.id from {record.Context.Source(record)} where r.id = any({ids.ToArray()}) and {condition}").ToBatchCommand());
        var guarded = new List<Guid>();
        await using var row = await batch.ExecuteReaderAsync(ct);
        while (await row.ReadAsync(ct)) guarded.Add(row.GetGuid(0));
        return guarded;
    }

    /// <summary>The condition under which a second person must agree to an action; null: never. A restriction that no longer fits its form holds for every record, as it does for being seen.</summary>
    private static SqlText? WhereGuarded(Caller caller, FormAction action, Scope trusted)
    {
        var conditions = FormAccess.GuardsOn(caller, trusted.Form, action)
            .Select(guard => trusted.Context.World.Designed.Parse(guard.Rows, trusted.Form) is { Failed: false, Value: var rows } ? Conditions.Of(rows, trusted) : SqlText.Known("true")).ToList();
        return conditions.Count is 0 ? null : SqlText.Of($"({SqlText.Join(" or ", conditions)})");
    }

    /// <param name="onlySeen">Whether a record that is not seen is as if there were none.</param>
    private async Task<RowSight?> OneAsync(Caller caller, Form form, Guid id, bool onlySeen, CancellationToken ct)
    {
        var record = new PlanContext(World(caller)).Root(form);
        await using var batch = source.CreateBatch();
        var found = await ReadAsync(batch, record, onlySeen ? record : record.Trusted(), [id], ct);
        return found.TryGetValue(id, out var sight) ? sight : null;
    }

    /// <summary>Of those records, living or in the recycle bin, the ones that are seen.</summary>
    public async Task<IReadOnlyDictionary<Guid, RowSight>> OfAsync(Caller caller, Form form, IReadOnlyCollection<Guid> ids, CancellationToken ct)
    {
        var record = new PlanContext(World(caller)).Root(form);
        await using var batch = source.CreateBatch();
        return await ReadAsync(batch, record, record, ids, ct);
    }

    public async Task<IReadOnlyDictionary<Guid, IRecordRights>> SeenAsync(
        DbConnection connection, Caller caller, Form form, IReadOnlyCollection<Guid> ids, CancellationToken ct)
    {
        var record = new PlanContext(World(caller)).Root(form);
        await using var batch = ((NpgsqlConnection)connection).CreateBatch();
        return (await ReadAsync(batch, record, record, ids, ct)).ToDictionary(each => each.Key, each => (IRecordRights)each.Value);
    }

    public async Task<IReadOnlyDictionary<Guid, IRecordRights>> WrittenAsync(
        DbConnection connection, Caller caller, Form form, IReadOnlyCollection<Guid> ids, CancellationToken ct)
    {
        var record = new PlanContext(World(caller)).Root(form);
        await using var batch = ((NpgsqlConnection)connection).CreateBatch();
        return (await ReadAsync(batch, record, record.Trusted(), ids, ct)).ToDictionary(each => each.Key, each => (IRecordRights)each.Value);
    }

    /// <param name="among">The records that are looked at, under the same alias.</param>
    private static async Task<Dictionary<Guid, RowSight>> ReadAsync(NpgsqlBatch batch, Scope record, Scope among, IReadOnlyCollection<Guid> ids, CancellationToken ct)
    {
        var seen = new Dictionary<Guid, RowSight>();
        if (ids.Count is 0) return seen;
        var sql = SqlText.Of($"select r.id, {record.Sight.MetUnlessKept(record)} from {among.Context.Source(among)} where r.id = any({ids.ToArray()})");
        batch.BatchCommands.Add(sql.ToBatchCommand());
        await using var row = await batch.ExecuteReaderAsync(ct);
        while (await row.ReadAsync(ct)) seen.Add(row.GetGuid(0), new RowSight(record.Sight, (ulong)row.GetInt64(1)));
        return seen;
    }

    /// <summary>The titles, as the caller sees them, of those of the records that are seen.</summary>
    /// <param name="binned">Also those in the recycle bin.</param>
    public async Task<IReadOnlyDictionary<Guid, string>> TitlesAsync(Caller caller, Form form, IReadOnlyCollection<Guid> ids, CancellationToken ct, bool binned = false)
    {
        var record = new PlanContext(World(caller)).Root(form);
        await using var batch = source.CreateBatch();
        batch.BatchCommands.Add(SqlText.Of($"select r.id, {record.ShownTitle()} from {record.Context.Source(record)} where r.id = any({ids.ToArray()}) and ({binned} or r.deleted_at is null)").ToBatchCommand());
        await using var row = await batch.ExecuteReaderAsync(ct);
        var titles = new Dictionary<Guid, string>();
        while (await row.ReadAsync(ct)) titles.Add(row.GetGuid(0), row.GetString(1));
        return titles;
    }

    /// <summary>How many living records of a form are seen before and after a change of what a caller may do.</summary>
    public async Task<RowsCompared> CompareAsync(Caller before, Caller after, Form form, CancellationToken ct)
    {
        var (was, now) = (Living(before), Living(after));
        await using var batch = source.CreateBatch();
        batch.BatchCommands.Add(SqlText.Of($"""
            select (select count(*) from {was}), (select count(*) from {now}),
              (select count(*) from (select r.id from {now} except select r.id from {was}) g), (select count(*) from (select r.id from {was} except select r.id from {now}) l)
            """).ToBatchCommand());
        await using var row = await batch.ExecuteReaderAsync(ct);
        await row.ReadAsync(ct);
        return new RowsCompared(row.GetInt64(0), row.GetInt64(1), row.GetInt64(2), row.GetInt64(3));

        SqlText Living(Caller caller)
        {
            if (!FormAccess.May(caller, form, FormAction.Read)) return SqlText.Known("(select null::uuid as id where false) r");
            var record = new PlanContext(World(caller)).Root(form);
            return SqlText.Of($"(select r.id from {record.Context.Source(record)} where r.deleted_at is null) r");
        }
    }

    /// <summary>How many records of a form that the caller sees each of these change sets touched; those that touched none are left out.</summary>
    public async Task<IReadOnlyDictionary<Guid, int>> TouchedAsync(Caller caller, Form form, IReadOnlyCollection<Guid> changeSets, CancellationToken ct)
    {
        var record = new PlanContext(World(caller)).Root(form);
        await using var batch = source.CreateBatch();
        batch.BatchCommands.Add(SqlText.Of($"""
            select v.change_set, count(distinct v.record)::int from {SqlText.Known(RecordTable.Revisions(form.Number))} v
            join {record.Context.Source(record)} on r.id = v.record where v.change_set = any({changeSets.ToArray()}) group by v.change_set
            """).ToBatchCommand());
        await using var row = await batch.ExecuteReaderAsync(ct);
        var touched = new Dictionary<Guid, int>();
        while (await row.ReadAsync(ct)) touched.Add(row.GetGuid(0), row.GetInt32(1));
        return touched;
    }

    /// <summary>Reads filters that the caller writes.</summary>
    public FilterParser ParserFor(Caller caller) => World(caller).Parser;

    /// <summary>As <see cref="ParserFor"/>, of a filter that is to be stored.</summary>
    public FilterParser KeepingParserFor(Caller caller) => World(caller).Keeping;

    internal QueryWorld World(Caller caller) => new Asker(caller, catalog, directory, clock).World;
}
