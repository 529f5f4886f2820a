using System.Text.Json;
using FormsHub.Core.Fields;
using FormsHub.Core.Forms;

namespace FormsHub.Core.Expressions;

/// <summary>A record while its logic runs: reads fields as expression values, takes new values, and gives the data back.</summary>
internal sealed class WorkingRecord
{
    private readonly Form _form;
    private readonly RecordContext _context;
    private readonly Dictionary<string, JsonElement> _data;
    private readonly Dictionary<string, List<Dictionary<string, JsonElement>>> _rows = [];
    private readonly HashSet<string> _changedTables = [];
    private readonly Dictionary<string, Value> _values = [];

    public WorkingRecord(Form form, IReadOnlyDictionary<string, JsonElement> data, RecordContext context)
    {
        (_form, _context, _data) = (form, context, new Dictionary<string, JsonElement>(data));
        Top = new EvaluationContext(ByKey, context.Now, context.Zone, context.Me);
    }

    /// <summary>What an expression of the form itself sees.</summary>
    public EvaluationContext Top { get; }

    /// <summary>What an expression of a sub-table's column sees in one row: the row's columns first.</summary>
    public EvaluationContext InRow(Field table, int row)
    {
        var cells = Rows(table)[row];
        return Top with { Field = key => table.Column(key) is { } column ? Of(column, cells) : ByKey(key) };
    }

    public int RowCount(Field table) => Rows(table).Count;

    public bool Has(Field field, int row) => field.Table is { } table ? Rows(table)[row].ContainsKey(field.Id) : _data.ContainsKey(field.Id);

    public JsonElement? Stored(Field field, int row)
    {
        var cells = field.Table is { } table ? Rows(table)[row] : _data;
        return cells.TryGetValue(field.Id, out var value) ? value : null;
    }

    /// <summary>Puts a value in its place; null empties it. Whether that changed anything.</summary>
    public bool Set(Field field, int row, JsonElement? value)
    {
        var cells = field.Table is { } table ? Rows(table)[row] : _data;
        var same = cells.TryGetValue(field.Id, out var old) ? value is { } next && JsonElement.DeepEquals(old, next) : value is null;
        if (same) return false;

        if (value is { } present) cells[field.Id] = present;
        else cells.Remove(field.Id);
        if (field.Table is not null) _changedTables.Add(field.Table.Id);
        _values.Remove((field.Table ?? field).Id);
        return true;
    }

    /// <summary>The data, without the fields named.</summary>
    public IReadOnlyDictionary<string, JsonElement> Data(IReadOnlySet<string> without)
    {
        foreach (var id in without)
        {
            if (_form.ById(id) is not null) _data.Remove(id);
        }
        foreach (var table in _form.Fields)
        {
            if (!_data.ContainsKey(table.Id) || table.Columns.Count is 0) continue;
            var stale = table.Columns.Where(column => without.Contains(column.Id)).ToList();
            foreach (var cells in stale.Count > 0 ? Rows(table) : [])
            {
                foreach (var column in stale)
                {
                    if (cells.Remove(column.Id)) _changedTables.Add(table.Id);
                }
            }
            if (_changedTables.Contains(table.Id)) _data[table.Id] = JsonSerializer.SerializeToElement(Rows(table));
        }
        return _data;
    }

    private Value ByKey(string key)
    {
        if (_form[key] is not { } field) return _context.System(key);
        if (_values.TryGetValue(field.Id, out var known)) return known;
        return _values[field.Id] = Of(field, _data);
    }

    private Value Of(Field field, Dictionary<string, JsonElement> cells)
    {
        if (field.Type.Name is "lookup") return LookedUp(field);
        if (field.Type.Name is "rollup") return _context.RolledUp(field);
        if (field.IsEncrypted || !cells.TryGetValue(field.Id, out var stored)) return Value.Empty;
        if (field.Type.Role is FieldRole.Formula) return FormulaResult.Read(stored, field);
        if (field.Columns.Count > 0) return Table(field);
        return field.Type.Links is LinkKind.Record or LinkKind.User or LinkKind.Department ? Linked(field, stored) : field.Type.ToValue(stored, field);
    }

    private Value.List Table(Field table) =>
        new([.. Rows(table).Select(cells => new Value.Row(
            cells.TryGetValue("id", out var id) && id.ValueKind is JsonValueKind.String ? id.GetString()! : "",
            key => table.Column(key) is { } column ? Of(column, cells) : Value.Empty))]);

    private Value Linked(Field field, JsonElement stored) => stored.ValueKind switch
    {
        JsonValueKind.String => Row(field, stored.GetString()!),
        JsonValueKind.Array => new Value.List([.. stored.EnumerateArray()
            .Where(item => item.ValueKind is JsonValueKind.String)
            .Select(item => Row(field, item.GetString()!))]),
        _ => Value.Empty,
    };

    private Value.Row Row(Field field, string id)
    {
        Func<string, Value>? fields = null;
        var asked = false;
        return new Value.Row(id, key =>
        {
            if (!asked) (fields, asked) = (Guid.TryParse(id, out var guid) ? _context.Linked(field, guid) : null, true);
            return fields?.Invoke(key) ?? Value.Empty;
        });
    }

    private Value LookedUp(Field field) =>
        NameIn(field, "reference") is { } reference && NameIn(field, "field") is { } target && ByKey(reference) is Value.Row row
            ? row.Field(target)
            : Value.Empty;

    private static string? NameIn(Field field, string attribute) =>
        field.Definition.Options[attribute] is System.Text.Json.Nodes.JsonValue value && value.TryGetValue<string>(out var name) ? name : null;

    private List<Dictionary<string, JsonElement>> Rows(Field table)
    {
        if (_rows.TryGetValue(table.Id, out var rows)) return rows;
        rows = [];
        if (_data.TryGetValue(table.Id, out var stored) && stored.ValueKind is JsonValueKind.Array)
        {
            foreach (var row in stored.EnumerateArray())
                rows.Add(row.EnumerateObject().ToDictionary(cell => cell.Name, cell => cell.Value));
        }
        return _rows[table.Id] = rows;
    }
}
