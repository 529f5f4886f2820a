using System.Collections.Frozen;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;
using FormsHub.Core.Access;
using FormsHub.Core.Fields;
using FormsHub.Core.Forms;
using FormsHub.Querying.Planning;
using FormsHub.Querying.Sql;

namespace FormsHub.Querying.Records;

/// <summary>
/// How records of one form version are read and written as JSON: worked out once, and again when a form that it looks at changes.
/// </summary>
internal sealed class FormPlan
{
    /// <summary>The columns that every answer about a record reads, in the order of <see cref="RecordColumn"/>.</summary>
    public const string SystemColumns =
        "r.id, r.rev, r.version, r.title, r.state, r.owner, r.department, r.created_at, r.created_by, r.updated_at, r.updated_by, "
        + "r.deleted_at, r.deleted_by, r.data";

    /// <summary>The same of another alias.</summary>
    public static string SystemColumnsOf(string alias) => alias is "r" ? SystemColumns : SystemColumns.Replace("r.", alias + ".", StringComparison.Ordinal);

    private static readonly ConditionalWeakTable<Form, FormPlan> Plans = [];
    private static readonly JavaScriptEncoder Readable = JavaScriptEncoder.Create(UnicodeRanges.All);

    private readonly ConditionalWeakTable<Caller, StrongBox<string?>> _constants = [];
    private readonly FieldWire?[] _byNumber;
    private readonly IReadOnlyList<(string Key, Form? Form)> _looksAt;
    private readonly List<Func<Scope, FrozenSet<string>?, SqlText>> _columns = [];

    private FormPlan(Form form, QueryWorld world)
    {
        Form = form;
        var catalog = world.Catalog;
        var looksAt = new Dictionary<string, Form?>();
        var wires = new List<FieldWire>();
        var joined = new HashSet<string>();
        foreach (var field in form.Fields.Where(field => field.Type.Role is not FieldRole.Computed))
        {
            if (!TitleColumn.IsNeeded(field, catalog, looksAt))
            {
                wires.Add(Wire(field, field, -1));
            }
            else if (Joined(field, form, catalog) is { Count: > 0 } lookups && catalog.Find(LinkTitles.TargetOf(field)!) is { } target)
            {
                wires.Add(Wire(field, field, NextColumn) with { Part = 0 });
                foreach (var (lookup, part) in lookups.Select((lookup, i) => (lookup, i + 1)))
                {
                    wires.Add(Wire(lookup, Kind(lookup, form, catalog, looksAt), NextColumn) with { Part = part });
                    joined.Add(lookup.Id);
                }
                _columns.Add((scope, selected) => Join(field, target, lookups, scope, selected));
            }
            else
            {
                wires.Add(Wire(field, field, NextColumn));
                _columns.Add((scope, selected) => Wanted(field, selected) ? TitleColumn.Of(field, scope) : Nothing);
            }
        }
        foreach (var field in form.Fields.Where(field => field.Type.Role is FieldRole.Computed && !joined.Contains(field.Id)))
        {
            var wire = Wire(field, Kind(field, form, catalog, looksAt), NextColumn);
            wires.Add(wire);
            _columns.Add((scope, selected) => Wanted(field, selected) ? Looked(wire, scope) : Nothing);
        }
        var asked = LinkedRecords.Reads(form).Select(path => path[0]).ToHashSet();
        wires = [.. wires.Select(wire => asked.Contains(wire.Field.Key) ? wire with { IsAsked = true } : wire)];
        AtRead = [.. form.Fields.Where(field => field.Type.Role is FieldRole.Computed).Select(field => wires.First(wire => wire.Field == field))];
        Volatile = [.. wires.Where(wire => form.Logic.Volatile.Contains(wire.Field.Id))];
        if (Volatile.Count > 0 && LinkedRecords.AreRead(form, catalog))
        {
            LinkedColumn = NextColumn;
            _columns.Add((scope, selected) => AsksVolatile(selected) ? LinkedRecords.Of(scope) : Nothing);
        }
        _looksAt = [.. looksAt.Select(each => (each.Key, each.Value))];
        _byNumber = ByNumber(wires);
        Constant = Written(new PlanContext(world).Root(form).Trusted(), null).Constant;
        IsOfOthers = !looksAt.ContainsKey(form.Key) && !form.Fields.Any(field => field.Type is RollupField);
    }

    public Form Form { get; }

    /// <summary>The columns as text, if they are the same at every moment and for every caller who sees all of the forms that they read.</summary>
    private string? Constant { get; }

    /// <summary>As <see cref="Columns"/> of the whole record, if that is the same text whenever the caller asks.</summary>
    public string? ConstantFor(QueryWorld world) => SeesAll(world)
        ? Constant
        : _constants.GetValue(world.Caller, _ => new StrongBox<string?>(Written(new PlanContext(world).Root(Form), null).Constant)).Value;

    private bool SeesAll(QueryWorld world) => world.SightOf(Form).IsWhole && _looksAt.All(each => each.Form is null || world.SightOf(each.Form).IsWhole);

    /// <summary>
    /// Whether nothing that is looked up can be the record itself or depend on it, so that the very statement that writes the record
    /// can read it.
    /// </summary>
    public bool IsOfOthers { get; }

    /// <summary>How many columns the system columns and the computed ones are.</summary>
    public int ColumnCount => NextColumn;

    /// <summary>The column with the data of linked records, which volatile formulas may ask; -1: none.</summary>
    public int LinkedColumn { get; } = -1;

    /// <summary>The fields that SQL computes, with their columns.</summary>
    public IReadOnlyList<FieldWire> AtRead { get; }

    /// <summary>The formulas that are computed at each read.</summary>
    public IReadOnlyList<FieldWire> Volatile { get; }

    public static FormPlan Of(Form form, QueryWorld world)
    {
        if (Plans.TryGetValue(form, out var plan) && plan.IsCurrent(world.Catalog)) return plan;
        plan = new FormPlan(form, world);
        Plans.AddOrUpdate(form, plan);
        return plan;
    }

    /// <summary>
    /// The system columns, then titles of references, lookups and roll-ups, over the records of a scope; then, where what is seen
    /// differs from record to record, the row scopes that each meets.
    /// </summary>
    /// <param name="selected">The ids of the fields that will be written; the columns of others are empty. Null: all.</param>
    public SqlText Columns(Scope scope, FrozenSet<string>? selected) =>
        selected is null && !scope.Context.IsOfPast && !scope.Context.World.IsOfPast && ConstantFor(scope.Context.World) is { } text ? SqlText.Known(text) : Written(scope, selected);

    private SqlText Written(Scope scope, FrozenSet<string>? selected)
    {
        var met = scope.Sight.Differs ? SqlText.Of($", {scope.Sight.Met(scope)}") : SqlText.Empty;
        return SqlText.Of($"{SqlText.Known(SystemColumns)}{SqlText.Join("", _columns.Select(column => SqlText.Of($", {column(scope, selected)}")))}{met}");
    }

    /// <summary>How the field with that id is written; null for a removed field.</summary>
    public FieldWire? Wire(ReadOnlySpan<byte> id) =>
        id.Length > 1 && int.TryParse(id[1..], NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number < _byNumber.Length
            ? _byNumber[number]
            : null;

    private static readonly SqlText Nothing = SqlText.Known("null");

    private int NextColumn => (int)RecordColumn.Data + 1 + _columns.Count;

    private bool AsksVolatile(FrozenSet<string>? selected) => selected is null || Volatile.Any(wire => selected.Contains(wire.Field.Id));

    private bool Wanted(Field field, FrozenSet<string>? selected) =>
        selected is null || selected.Contains(field.Id) || (Volatile.Count > 0 && field.Type.Role is FieldRole.Computed && AsksVolatile(selected));

    /// <summary>The lookups through a reference that are read from the same row as its title.</summary>
    private static List<Field> Joined(Field reference, Form form, IFormCatalog catalog) => reference.Type.IsMany(reference) || reference.Columns.Count > 0
        ? []
        : [.. form.Fields.Where(field => field.Options is LookupField.LookupOptions options && options.Reference == reference.Key
            && field.Type.Target(field, form, catalog) is { Type.Role: not FieldRole.Computed }
            && field.Type.Effective(field, form, catalog) is { } kind && LinkTitles.TargetOf(kind) is null)];

    /// <summary>One JSON array of a reference's title and what is looked up through it, from one row.</summary>
    private SqlText Join(Field reference, Form target, List<Field> lookups, Scope scope, FrozenSet<string>? selected)
    {
        var parts = lookups.Where(lookup => Wanted(lookup, selected)).ToList();
        if (parts.Count is 0 && !Wanted(reference, selected)) return Nothing;
        if (!scope.Context.IsNow)
        {
            var looked = SqlText.Join("", lookups.Select(lookup => SqlText.Of($", {(Wanted(lookup, selected) ? Values.Json(lookup, scope) : Nothing)}")));
            return SqlText.Of($"jsonb_build_array({TitleColumn.OfOne(reference, target, scope)}{looked})");
        }
        var inner = scope.Inner(target);
        var values = SqlText.Join("", lookups.Select(lookup => SqlText.Of($", {(Wanted(lookup, selected) ? Inside(lookup, scope, inner) : Nothing)}")));
        return SqlText.Of($"(select jsonb_build_array({inner.ShownTitle()}{values}) from {scope.Context.Source(inner)} where {SqlText.Known(inner.Alias)}.id = {scope.Trusted().Linked(reference)})");
    }

    /// <summary>From the same row, unless the lookup shows more than the reference's own row does.</summary>
    private static SqlText Inside(Field lookup, Scope scope, Scope inner) => lookup.Definition.Discloses && !inner.Sight.IsWhole
        ? Values.Json(lookup, scope)
        : Lookup.Inside(lookup, scope, inner) ?? Nothing;

    private static FieldWire Wire(Field field, Field kind, int column) =>
        new(field, kind, JsonEncodedText.Encode(field.Key, Readable), FieldWire.WayOf(kind), column);

    /// <summary>A computed value; one that points at records comes with their titles: {"value", "titles"}.</summary>
    private static SqlText Looked(FieldWire wire, Scope scope)
    {
        var json = Values.Json(wire.Field, scope);
        if (LinkTitles.TargetOf(wire.Kind) is not { } key || scope.Context.Catalog.Find(key) is not { } target) return json;
        var inner = scope.Inner(target);
        var alias = SqlText.Known(inner.Alias);
        var titles = SqlText.Of(
            $"(select jsonb_object_agg({alias}.id, {inner.ShownTitle()}) from {scope.Context.Source(inner)} where {alias}.id in ({SqlText.Known(LinkTitles.Ids("x.v", "$[*]"))}))");
        return SqlText.Of($"(select jsonb_build_object('value', x.v, 'titles', {titles}) from (select {json} as v) x where x.v is not null)");
    }

    private static Field Kind(Field field, Form form, IFormCatalog catalog, Dictionary<string, Form?> looksAt)
    {
        Note(field, form, catalog, looksAt);
        return field.Type.Effective(field, form, catalog) ?? field;
    }

    /// <summary>Notes the forms that a computed field looks at, through others as well.</summary>
    private static void Note(Field field, Form form, IFormCatalog catalog, Dictionary<string, Form?> looksAt)
    {
        var other = field.Type switch
        {
            LookupField => LookupField.TargetForm(field, form, catalog),
            RollupField => RollupField.SourceForm(field, form, catalog),
            _ => null,
        };
        if (other is null || ReferenceEquals(other, form)) return;
        var known = looksAt.ContainsKey(other.Key);
        looksAt[other.Key] = other;
        if (!known && field.Type.Target(field, form, catalog) is { } target) Note(target, other, catalog, looksAt);
    }

    private static FieldWire?[] ByNumber(List<FieldWire> wires)
    {
        var numbered = wires.Select(wire => (Wire: wire, Number: int.Parse(wire.Field.Id.AsSpan(1), CultureInfo.InvariantCulture))).ToList();
        var byNumber = new FieldWire?[numbered.Count is 0 ? 0 : numbered.Max(each => each.Number) + 1];
        foreach (var (wire, number) in numbered) byNumber[number] = wire;
        return byNumber;
    }

    private bool IsCurrent(IFormCatalog catalog)
    {
        foreach (var (key, form) in _looksAt)
        {
            if (!ReferenceEquals(catalog.Find(key), form)) return false;
        }
        return true;
    }
}

/// <summary>The columns of <see cref="FormPlan.SystemColumns"/>.</summary>
internal enum RecordColumn
{
    Id,
    Rev,
    Version,
    Title,
    State,
    Owner,
    Department,
    CreatedAt,
    CreatedBy,
    UpdatedAt,
    UpdatedBy,
    DeletedAt,
    DeletedBy,
    Data,
}
