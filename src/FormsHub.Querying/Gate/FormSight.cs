using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using System.Text.Json;
using FormsHub.Core.Access;
using FormsHub.Core.Fields;
using FormsHub.Core.Forms;
using FormsHub.Core.Records;
using FormsHub.Querying.Planning;
using FormsHub.Querying.Sql;

namespace FormsHub.Querying.Gate;

/// <summary>
/// What a caller sees of one form: which rows, and in each of them which fields. Rows and fields of a grant stay together: a cell is
/// seen where one grant gives both its row and its field. Worked out once for a caller and a version of a form, and compiled from here
/// into every statement that reads records.
/// </summary>
internal sealed class FormSight
{
    /// <summary>By the generation of the forms, the caller and the form: a sight knows other forms of its time, and must not outlive them.</summary>
    private static readonly ConditionalWeakTable<object, PerCaller<ConcurrentDictionary<Form, FormSight>>> Known = [];
    private static readonly ConditionalWeakTable<Form, FormSight> Wholes = [];

    /// <summary>So many sights are kept of all callers together: each knows all fields of its form.</summary>
    private const int MostKept = 20_000;

    /// <summary>A filter that holds for every record.</summary>
    private static readonly JsonElement Always = JsonElement.Parse("{}");

    /// <summary>Held while sights are worked out, which may need each other: forms point at each other.</summary>
    private static readonly Lock Building = new();
    private static readonly Dictionary<(Caller, Form), FormSight> Unfinished = [];

    private readonly List<RowScope> _scopes = [];
    private readonly Dictionary<string, int> _byText = [];
    private readonly List<(ulong Scope, HeldGrant Held)> _grants = [];
    private readonly List<RowScope> _kept = [];
    private readonly List<JsonElement> _keptRows = [];
    private readonly Dictionary<Field, Cell> _cells = [];
    private readonly HashSet<Field> _unfinished = [];
    private readonly Caller? _caller;
    private readonly QueryWorld? _world;

    private FormSight(Form form) => (Form, IsWhole) = (form, true);

    private FormSight(FormSight now, List<Field> closed)
    {
        (Form, _caller, _world, Readable, Everywhere) = (now.Form, now._caller, now._world, now.Readable, now.Everywhere);
        (_scopes, _byText, _grants, _kept) = (now._scopes, now._byText, now._grants, now._kept);
        _cells = new(now._cells);
        foreach (var field in closed) _cells[field] = Cell.Closed;
    }

    private FormSight(Form form, Caller caller, QueryWorld world)
    {
        (Form, _caller, _world) = (form, caller, world);
        foreach (var held in FormAccess.GrantsOn(caller, form))
        {
            var rows = RowPresets.Filter(held.Grant.Rows);
            var at = Add(rows?.GetRawText() ?? "", () =>
                rows is not { } json ? new RowScope.AllRows()
                : world.Designed.Parse(json, form) is { Failed: false, Value: var filter } ? new RowScope.Matching(filter)
                : new RowScope.NoRows());
            if (at >= 0) _grants.Add((Bits.Of(at), held));
        }
        foreach (var restriction in FormAccess.RestrictionsOn(caller, form))
        {
            var parsed = world.Designed.Parse(restriction.Rows, form);
            _keptRows.Add(parsed.Failed ? Always : restriction.Rows);
            _kept.Add(parsed.Failed ? new RowScope.AllRows() : new RowScope.Matching(parsed.Value));
        }
        Readable = Allowing(FormAction.Read);
        Everywhere = Sets(scope => scope is RowScope.AllRows);
    }

    public Form Form { get; }

    /// <summary>Whether it is nobody's own: all is seen and may be done.</summary>
    public bool IsOfAll => _caller is null;

    /// <summary>Whether nothing of the form is kept from the caller.</summary>
    public bool IsWhole { get; private set; }

    /// <summary>The scopes of grants that let records be read.</summary>
    public ulong Readable { get; }

    /// <summary>The scopes that every row meets.</summary>
    public ulong Everywhere { get; }

    /// <summary>Whether what is seen differs from row to row, so that a statement must say which scopes a row meets.</summary>
    public bool Differs => !IsWhole && _scopes.Count > 1;

    /// <summary>What is seen of any row, whichever it is.</summary>
    public RowSight OfEvery() => new(this, _caller is null ? ulong.MaxValue : Everywhere);

    private IEnumerable<Field> AllFields => Form.Fields.SelectMany(each => each.Columns.Prepend(each));

    /// <summary>Whether every row is seen.</summary>
    public bool SeesAllRows => IsWhole || (_kept.Count is 0 && (Readable & Everywhere) is not 0);

    /// <summary>Whether the people who own and changed records are named.</summary>
    public bool NamesPeople => _caller?.Link is null;

    /// <summary>The rows that restrictions keep from the caller, as filters.</summary>
    public IReadOnlyList<JsonElement> Kept => _keptRows;

    /// <summary>The row scopes of grants in a set, as filters; null: all records.</summary>
    public IEnumerable<(ulong Scope, JsonElement? Rows)> RowsOf(ulong set) =>
        IsWhole && _caller is null ? [(ulong.MaxValue, null)]
        : _grants.Where(grant => (grant.Scope & set) is not 0 && _scopes[Bits.In(grant.Scope).First()] is not RowScope.NoRows).DistinctBy(grant => grant.Scope).Select(grant => (grant.Scope, RowPresets.Filter(grant.Held.Grant.Rows)));

    /// <summary>Whether the title of every record is seen.</summary>
    public bool MayName => SeesAllRows && (RecordText.TitleField(Form) is not { } title || IsClear(title));

    /// <summary>
    /// What is seen of records as they were: as now, but for formulas that other records went into. Which records those were, and
    /// what of them was seen, is not known any more.
    /// </summary>
    public FormSight Past => field ??= _caller is null || AllFields.Where(each => !Sources.AreSeenOfPast(each, this)).ToList() is not { Count: > 0 } closed ? this : new FormSight(this, closed);

    /// <summary>Who sees everything: the designer's own filters, and row scopes themselves.</summary>
    public static FormSight Whole(Form form) => Wholes.GetValue(form, static form => new FormSight(form));

    public static FormSight Of(Caller caller, Form form, QueryWorld world)
    {
        if (caller is { IsAdministrator: true, Restrictions.Count: 0, Token: null or { Scopes: null } }) return Whole(form);
        var known = OfCallers(world.Catalog).Of(caller, static _ => []);
        if (known.TryGetValue(form, out var sight)) return sight;
        lock (Building)
        {
            if (known.TryGetValue(form, out sight) || Unfinished.TryGetValue((caller, form), out sight)) return sight;
            sight = new FormSight(form, caller, world);
            Unfinished.Add((caller, form), sight);
            try
            {
                sight.IsWhole = sight.AllFields.Aggregate(sight.SeesAllRows, (whole, field) => sight.IsClear(field) && whole);
            }
            finally
            {
                Unfinished.Remove((caller, form));
            }
            known[form] = sight;
            return sight;
        }
    }

    /// <summary>The condition of being seen at all, over the records of a scope; null: all are.</summary>
    public SqlText? Rows(Scope record)
    {
        if (IsWhole || SeesAllRows) return null;
        var conditions = _kept.Select(kept => kept.Not(record)).ToList();
        if (AnyOf(Readable, record) is { } granted) conditions.Insert(0, granted);
        return conditions.Count is 0 ? null : SqlText.Join(" and ", conditions);
    }

    private static PerCaller<ConcurrentDictionary<Form, FormSight>> OfCallers(IFormCatalog catalog) =>
        Known.TryGetValue(catalog.Generation, out var known) ? known
        : Known.GetValue(catalog.Generation, _ => new(Math.Clamp(MostKept / Math.Max(1, catalog.All.Count), 20, PerCaller<FormSight>.Usual)));

    /// <summary>The scopes that a record meets, as a bigint of bits.</summary>
    public SqlText Met(Scope record) => _scopes.Count is 0 ? SqlText.Known("0::bigint") : SqlText.Of($"({SqlText.Join(" | ", _scopes.Select((scope, i) => Met(scope.Sql(record), Bits.Of(i))))})");

    /// <summary>As <see cref="Met(Scope)"/>, of records that are seen: where what is seen does not differ, nothing is asked of them.</summary>
    public SqlText MetBySeen(Scope record) => Differs ? Met(record) : SqlText.Known("1::bigint");

    /// <summary>
    /// As <see cref="Met(Scope)"/>; none for a record that is kept from the caller whatever grants say. Who sees everything may still be
    /// granted other actions on some rows only.
    /// </summary>
    public SqlText MetUnlessKept(Scope record)
    {
        var met = _caller is null ? SqlText.Known("1::bigint") : Met(record);
        var kept = _kept.Select(each => each.Sql(record) ?? SqlText.Known("true")).ToList();
        return kept.Count is 0 ? met : SqlText.Of($"case when {SqlText.Join(" or ", kept)} then 0 else {met} end");
    }

    /// <summary>Whether an action is granted for some rows or fields only.</summary>
    public bool Narrows(FormAction action) => !(IsWhole && _caller is null) && (_kept.Count > 0 || (Allowing(action) & Everywhere) is 0
        || AllFields.Any(field => field.Type.Role is FieldRole.Input && ((Writing(field, action) & Everywhere) is 0 || (field.Table is not null && !IsClear(field)))));

    public Cell Of(Field field) => IsWhole ? Cell.Open : _cells.TryGetValue(field, out var cell) ? cell : Work(field);

    /// <summary>Whether the field is seen in clear in every row that is seen.</summary>
    public bool IsClear(Field field) => IsWhole || IsClear(Of(field));

    /// <summary>
    /// Whether a field that is gone is seen in every row. Rights name it no more: so only by who sees all there is, and where nobody was kept
    /// from it while it was there, or by who is kept from nothing at all.
    /// </summary>
    public bool Sees(RemovedField removed) => _caller is null || (IsWhole && NamesPeople && !removed.WasGuarded
        && IsMetBySeen(Granting(held => held.Shares.Count is 0 && Reads(held) && held.Grant.Right(removed.Field).Sees is Sight.Clear, FormAction.Read)));

    /// <summary>The most that is seen of the field in any row.</summary>
    public Sight Most(Field field) => IsWhole ? Sight.Clear : Of(field).In(ulong.MaxValue);

    /// <summary>The condition under which a field is seen in clear; null: it always is.</summary>
    public SqlText? WhereClear(Field field, Scope record) => IsWhole ? null : Where(Of(field).Clear, record);

    /// <summary>As the other one, also where its mask may be asked for equality.</summary>
    public SqlText? WhereEqual(Field field, Scope record)
    {
        if (IsWhole) return null;
        var cell = Of(field);
        return Where([.. cell.Clear.Select(set => set | cell.Equal)], record);
    }

    /// <summary>The condition under which a mask of the field is shown.</summary>
    public SqlText WhereMasked(Field field, Scope record) =>
        Of(field).Masked is 0 ? SqlText.Known("false") : AnyOf(Of(field).Masked, record) ?? SqlText.Known("true");

    /// <summary>The same condition where a column of the statement says which scopes the record meets.</summary>
    public SqlText? WhereClear(Field field, string met)
    {
        if (IsWhole) return null;
        if (!Differs) return Of(field).In(RowSight.OnlyScope) is Sight.Clear ? null : SqlText.Known("false");
        var conditions = Of(field).Clear.Where(set => !IsMetBySeen(set)).Distinct().Select(set => Meets(set, met)).ToList();
        return conditions.Count is 0 ? null : SqlText.Join(" and ", conditions);
    }

    /// <summary>The condition under which a mask is shown, where a column of the statement says which scopes the record meets; null: nowhere.</summary>
    public SqlText? WhereMasked(Field field, string met) =>
        IsWhole || Of(field).Masked is 0 ? null : Differs ? Meets(Of(field).Masked, met) : SqlText.Known((Of(field).Masked & RowSight.OnlyScope) is 0 ? "false" : "true");

    private static SqlText Meets(ulong set, string met) => SqlText.Known(set is 0 ? "false" : string.Create(System.Globalization.CultureInfo.InvariantCulture, $"({met} & {set}) <> 0"));

    /// <summary>The scopes of grants for an action.</summary>
    public ulong Allowing(FormAction action) => Granting(held => held.Grant.Actions.Contains(action), action);

    /// <summary>Whether the action is granted on every record, and every one is seen.</summary>
    public bool AllowsEverywhere(FormAction action) => SeesAllRows && (Allowing(action) & (IsWhole && _caller is null ? ulong.MaxValue : Everywhere)) is not 0;

    /// <summary>The condition under which an action is granted on a record; null: always.</summary>
    public SqlText? WhereAllowed(FormAction action, Scope record) => IsWhole && _caller is null ? null : AnyOf(Allowing(action), record);

    /// <summary>The scopes of grants by which a field may be changed with an action.</summary>
    public ulong Writing(Field field, FormAction action) => Granting(held => held.Grant.Actions.Contains(action) && held.Grant.Right(field).MayWrite, action);

    /// <summary>The scopes of grants by which a field that is masked may be revealed.</summary>
    public ulong Revealing(Field field) => Granting(held => held.Grant.Actions.Contains(FormAction.Reveal) && held.Grant.Right(field).Sees is not Sight.Nothing, FormAction.Reveal);

    /// <summary>The scopes of grants by which a record may be given another owner or department.</summary>
    public ulong Assigning => Granting(held => held.Shares.Count is 0 && held.Grant.Actions.Contains(FormAction.Update), FormAction.Update);

    private ulong Granting(Func<HeldGrant, bool> gives, FormAction action) =>
        IsWhole && _caller is null ? ulong.MaxValue
        : !FormAccess.ScopeAllows(_caller!.Token, Form.Key, action) ? 0
        : _grants.Where(grant => gives(grant.Held)).Aggregate(0ul, (sets, grant) => sets | grant.Scope);

    /// <summary>Worked out while the sight is built; a field computed from itself is seen by nobody, nor is one of another version.</summary>
    private Cell Work(Field field)
    {
        if (!Building.IsHeldByCurrentThread || !_unfinished.Add(field)) return Cell.Closed;
        var cell = CellOf(field);
        _unfinished.Remove(field);
        return _cells[field] = cell;
    }

    private Cell CellOf(Field field)
    {
        var clear = Granting(held => Reads(held) && held.Grant.Right(field).Sees is Sight.Clear, FormAction.Read);
        var masked = Granting(held => Masks(held, field), FormAction.Read);
        var equal = Granting(held => Masks(held, field) && held.Grant.Actions.Contains(FormAction.Reveal), FormAction.Read);
        // What is computed is seen in clear or not at all: its mask would tell whether there is something behind it.
        var cell = field.Type.Role is FieldRole.Formula or FieldRole.Computed ? new Cell([clear], 0, 0) : new Cell([clear], masked, equal);
        if (field.Table is { } table) cell = cell with { Clear = [.. cell.Clear, .. Of(table).Clear] };
        return field.Definition.Discloses ? cell : Sources.Of(field, this).Aggregate(cell, (cell, source) => cell.With(source.Cell));
    }

    /// <summary>Whether a grant shows the mask of a field, or of a column in a sub-table that it shows.</summary>
    private static bool Masks(HeldGrant held, Field field) =>
        Reads(held) && held.Grant.Right(field).Sees is Sight.Masked && (field.Table is not { } table || held.Grant.Right(table).Sees is Sight.Clear);

    private static bool Reads(HeldGrant held) => held.Grant.Actions.Contains(FormAction.Read);

    /// <summary>Where a record that a reference leads to shows a field; the rows that meet it are a scope of their own.</summary>
    internal Cell Through(Field reference, Form target, Field field)
    {
        var sight = _world!.SightOf(target);
        if (sight.SeesAllRows && sight.IsClear(field)) return Cell.Open;
        if (reference.Type.IsMany(reference)) return Cell.Closed;
        var at = Add($"{reference.Id} {target.Number} {field.Id}", () => new RowScope.Seen(reference, target, field));
        return at < 0 ? Cell.Closed : new Cell([Bits.Of(at)], 0, 0);
    }

    internal QueryWorld World => _world!;

    private int Add(string text, Func<RowScope> make)
    {
        if (_byText.TryGetValue(text, out var known)) return known;
        if (_scopes.Count == Bits.Most) return -1;
        _scopes.Add(make());
        return _byText[text] = _scopes.Count - 1;
    }

    private ulong Sets(Func<RowScope, bool> which) => _scopes.Select((scope, i) => which(scope) ? Bits.Of(i) : 0).Aggregate(0ul, (sets, bit) => sets | bit);

    private bool IsClear(Cell cell) => cell.Clear.All(IsMetBySeen);

    /// <summary>Whether every row that is seen meets one of the scopes.</summary>
    private bool IsMetBySeen(ulong set) => (set & Everywhere) is not 0 || (Readable is not 0 && (set & Readable) == Readable);

    private SqlText? Where(IEnumerable<ulong> sets, Scope record)
    {
        var conditions = sets.Where(set => !IsMetBySeen(set)).Distinct().Select(set => set is 0 ? SqlText.Known("false") : AnyOf(set, record)).OfType<SqlText>().ToList();
        return conditions.Count is 0 ? null : SqlText.Of($"({SqlText.Join(" and ", conditions)})");
    }

    /// <summary>The condition of meeting one of the scopes; null: all rows do.</summary>
    private SqlText? AnyOf(ulong set, Scope record)
    {
        if ((set & Everywhere) is not 0) return null;
        if (set is 0) return SqlText.Known("false");
        var conditions = Bits.In(set).Select(i => _scopes[i].Sql(record)).ToList();
        return conditions.Contains(null) ? null : conditions is [var only] ? only : SqlText.Of($"({SqlText.Join(" or ", conditions!)})");
    }

    private static SqlText Met(SqlText? condition, ulong bit)
    {
        var number = SqlText.Known(bit.ToString(System.Globalization.CultureInfo.InvariantCulture) + "::bigint");
        return condition is null ? number : SqlText.Of($"case when {condition} then {number} else 0 end");
    }
}
