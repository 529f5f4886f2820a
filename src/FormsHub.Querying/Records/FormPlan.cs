using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;
using FormsHub.Core.Fields;
using FormsHub.Core.Forms;
using FormsHub.Core.Records;
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

    private static readonly ConditionalWeakTable<Form, FormPlan> Plans = [];
    private static readonly JavaScriptEncoder Readable = JavaScriptEncoder.Create(UnicodeRanges.All);

    private readonly FieldWire?[] _byNumber;
    private readonly IReadOnlyList<(string Key, Form? Form)> _looksAt;
    private readonly SqlText _titles;
    private readonly SqlText _links;

    private FormPlan(Form form, IFormCatalog catalog)
    {
        Form = form;
        var looksAt = new Dictionary<string, Form?>();
        var columns = new List<string>();
        var wires = new List<FieldWire>();
        var next = (int)RecordColumn.Data + 1;
        foreach (var field in form.Fields.Where(field => field.Type.Role is not FieldRole.Computed))
        {
            var titles = TitleColumn.Of(field, catalog, looksAt);
            if (titles is not null) columns.Add(", " + titles);
            wires.Add(Wire(field, field, titles is null ? -1 : next++));
        }
        foreach (var field in form.Fields.Where(field => field.Type.Role is FieldRole.Computed))
            wires.Add(Wire(field, Kind(field, form, catalog, looksAt), next++));
        AtRead = [.. wires.Where(wire => wire.Field.Type.Role is FieldRole.Computed)];
        Volatile = [.. wires.Where(wire => form.Logic.Volatile.Contains(wire.Field.Id))];
        LinkedColumn = Volatile.Count > 0 && LinkedRecords.Of(form, catalog) is { } linked ? next++ : -1;
        _links = LinkedColumn < 0 ? SqlText.Empty : SqlText.Known(", " + LinkedRecords.Of(form, catalog));
        _titles = SqlText.Known(string.Concat(columns));
        _looksAt = [.. looksAt.Select(each => (each.Key, each.Value))];
        _byNumber = ByNumber(wires);
        ColumnCount = next;
        ById = $"select {SystemColumns}{string.Concat(columns)} from {RecordTable.Records(form.Number)} r where r.id = $1";
    }

    public Form Form { get; }

    /// <summary>The statement that reads one record by its id, $1, if nothing of it is computed at the read.</summary>
    public string ById { get; }
    public bool IsStored => AtRead.Count is 0 && Volatile.Count is 0;

    /// <summary>How many columns the system columns and the computed ones are.</summary>
    public int ColumnCount { get; }

    /// <summary>The column with the data of linked records, which volatile formulas may ask; -1: none.</summary>
    public int LinkedColumn { get; }

    /// <summary>The fields that SQL computes, with their columns.</summary>
    public IReadOnlyList<FieldWire> AtRead { get; }

    /// <summary>The formulas that are computed at each read.</summary>
    public IReadOnlyList<FieldWire> Volatile { get; }

    public static FormPlan Of(Form form, IFormCatalog catalog)
    {
        if (Plans.TryGetValue(form, out var plan) && plan.IsCurrent(catalog)) return plan;
        plan = new FormPlan(form, catalog);
        Plans.AddOrUpdate(form, plan);
        return plan;
    }

    /// <summary>Titles of references, lookups and roll-ups as columns over the records of a scope; each after a comma.</summary>
    public SqlText Computed(Scope scope) => AtRead.Count is 0
        ? SqlText.Of($"{_titles}{_links}")
        : SqlText.Of($"{_titles}{SqlText.Join("", AtRead.Select(wire => SqlText.Of($", {Looked(wire, scope)}")))}{_links}");

    /// <summary>How the field with that id is written; null for a removed field.</summary>
    public FieldWire? Wire(ReadOnlySpan<byte> id) =>
        id.Length > 1 && int.TryParse(id[1..], NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number < _byNumber.Length
            ? _byNumber[number]
            : null;

    private static FieldWire Wire(Field field, Field kind, int column) =>
        new(field, kind, JsonEncodedText.Encode(field.Key, Readable), FieldWire.WayOf(kind), column);

    /// <summary>A computed value; one that points at records comes with their titles: {"value", "titles"}.</summary>
    private static SqlText Looked(FieldWire wire, Scope scope)
    {
        var json = Values.Json(wire.Field, scope);
        if (LinkTitles.TargetOf(wire.Kind) is not { } key || scope.Context.Catalog.Find(key) is not { } target) return json;
        var titles = SqlText.Known(
            $"(select jsonb_object_agg(t.id, t.title) from {RecordTable.Records(target.Number)} t where t.id in ({LinkTitles.Ids("x.v", "$[*]")}))");
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
