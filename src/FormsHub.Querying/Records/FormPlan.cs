using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;
using FormsHub.Core.Fields;
using FormsHub.Core.Forms;
using FormsHub.Core.Records;

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

    private FormPlan(Form form, IFormCatalog catalog)
    {
        Form = form;
        Table = RecordTable.Records(form.Number);
        var looksAt = new Dictionary<string, Form?> { [form.Key] = null };
        var columns = new StringBuilder();
        var next = (int)RecordColumn.Data + 1;
        var wires = new List<FieldWire>();
        foreach (var field in form.Fields)
        {
            var sql = ComputedColumn.Of(field, catalog, looksAt);
            if (sql is not null) columns.Append(", ").Append(sql);
            wires.Add(new FieldWire(field, JsonEncodedText.Encode(field.Key, Readable), FieldWire.WayOf(field), sql is null ? -1 : next++));
        }
        ComputedColumns = columns.ToString();
        ColumnCount = next;
        looksAt.Remove(form.Key);
        _looksAt = [.. looksAt.Select(each => (each.Key, each.Value))];
        _byNumber = ByNumber(wires);
        AtRead = [.. wires.Where(wire => wire.Field.Type.Role is FieldRole.Computed && wire.Column >= 0)];
        ById = $"select {SystemColumns}{ComputedColumns} from {Table} r where r.id = $1";
    }

    public Form Form { get; }
    public string Table { get; }

    /// <summary>Titles of references, lookups and rollups, as further columns; each after a comma.</summary>
    public string ComputedColumns { get; }

    /// <summary>How many columns the system columns and the computed ones are.</summary>
    public int ColumnCount { get; }

    /// <summary>The statement that reads one record by its id, $1.</summary>
    public string ById { get; }

    /// <summary>The fields that are never stored, with the column that computes them.</summary>
    public IReadOnlyList<FieldWire> AtRead { get; }

    public static FormPlan Of(Form form, IFormCatalog catalog)
    {
        if (Plans.TryGetValue(form, out var plan) && plan.IsCurrent(catalog)) return plan;
        plan = new FormPlan(form, catalog);
        Plans.AddOrUpdate(form, plan);
        return plan;
    }

    /// <summary>How the field with that id is written; null for a removed field.</summary>
    public FieldWire? Wire(ReadOnlySpan<byte> id) =>
        id.Length > 1 && int.TryParse(id[1..], NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number < _byNumber.Length
            ? _byNumber[number]
            : null;

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
