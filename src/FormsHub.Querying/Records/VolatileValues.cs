using System.Text.Json;
using FormsHub.Core.Expressions;
using FormsHub.Core.Forms;
using Npgsql;

namespace FormsHub.Querying.Records;

/// <summary>Formulas that are computed at each read, because they ask the clock, the caller or a roll-up; for all rows at one moment.</summary>
internal sealed class VolatileValues
{
    private readonly FormPlan _plan;
    private readonly NpgsqlDataReader _row;
    private readonly RecordContext _context;
    private JsonElement? _linked;

    public VolatileValues(FormPlan plan, NpgsqlDataReader row, Asker asker)
    {
        (_plan, _row) = (plan, row);
        _context = asker.Context with
        {
            Linked = (field, id) => LinkedRecords.Fields(field, id, _linked, asker.Catalog),
            RolledUp = RolledUp,
            System = System,
        };
    }

    /// <summary>These formulas, by field id, of the record that the reader stands on; those that fail are left out.</summary>
    /// <param name="data">The fields that they read.</param>
    public Dictionary<string, JsonElement> Of(IReadOnlyDictionary<string, JsonElement> data)
    {
        _linked = Json(_plan.LinkedColumn);
        return RecordLogic.Volatile(_plan.Form, data, _context);
    }

    private Value RolledUp(Field field)
    {
        var wire = _plan.AtRead.FirstOrDefault(each => each.Field.Id == field.Id);
        return wire is not null && Json(wire.Column) is { } value ? wire.Kind.Type.ToValue(value, wire.Kind) : Value.Empty;
    }

    private Value System(string name) => name switch
    {
        "id" => new Value.Text(_row.GetGuid((int)RecordColumn.Id).ToString()),
        "owner" => Id(RecordColumn.Owner),
        "department" => Id(RecordColumn.Department),
        "createdAt" => new Value.Moment(_row.GetFieldValue<DateTimeOffset>((int)RecordColumn.CreatedAt)),
        "createdBy" => Id(RecordColumn.CreatedBy),
        _ => Value.Empty,
    };

    private Value Id(RecordColumn column) => _row.IsDBNull((int)column) ? Value.Empty : new Value.Text(_row.GetGuid((int)column).ToString());

    private JsonElement? Json(int column) => column < 0 || _row.IsDBNull(column) ? null : JsonElement.Parse(_row.GetFieldValue<byte[]>(column));
}
