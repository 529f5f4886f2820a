using System.Text.Json;
using FormsHub.Core.Expressions;
using FormsHub.Core.Forms;
using Npgsql;

namespace FormsHub.Querying.Records;

/// <summary>Formulas that are computed at each read, because they ask the clock, the caller or a roll-up.</summary>
internal static class VolatileValues
{
    /// <summary>The data of the record that the reader stands on, with these formulas; those that fail are empty.</summary>
    public static IReadOnlyDictionary<string, JsonElement> Of(FormPlan plan, NpgsqlDataReader row, Asker asker)
    {
        var data = JsonElement.Parse(row.GetFieldValue<byte[]>((int)RecordColumn.Data)).EnumerateObject()
            .ToDictionary(field => field.Name, field => field.Value);
        var linked = Json(row, plan.LinkedColumn);
        var context = asker.Context with
        {
            Linked = (field, id) => LinkedRecords.Fields(field, id, linked, asker.Catalog),
            RolledUp = field => RolledUp(plan, row, field),
            System = name => System(row, name),
        };
        return RecordLogic.Complete(plan.Form, data, context);
    }

    private static Value RolledUp(FormPlan plan, NpgsqlDataReader row, Field field)
    {
        var wire = plan.AtRead.FirstOrDefault(each => each.Field.Id == field.Id);
        return wire is not null && Json(row, wire.Column) is { } value ? wire.Kind.Type.ToValue(value, wire.Kind) : Value.Empty;
    }

    private static Value System(NpgsqlDataReader row, string name) => name switch
    {
        "id" => new Value.Text(row.GetGuid((int)RecordColumn.Id).ToString()),
        "owner" => Id(row, RecordColumn.Owner),
        "department" => Id(row, RecordColumn.Department),
        "createdAt" => new Value.Moment(row.GetFieldValue<DateTimeOffset>((int)RecordColumn.CreatedAt)),
        "createdBy" => Id(row, RecordColumn.CreatedBy),
        _ => Value.Empty,
    };

    private static Value Id(NpgsqlDataReader row, RecordColumn column) =>
        row.IsDBNull((int)column) ? Value.Empty : new Value.Text(row.GetGuid((int)column).ToString());

    private static JsonElement? Json(NpgsqlDataReader row, int column) =>
        column < 0 || row.IsDBNull(column) ? null : JsonElement.Parse(row.GetFieldValue<byte[]>(column));
}
