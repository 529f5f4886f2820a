using System.Text.Json;
using FormsHub.Core.Forms;

namespace FormsHub.Querying.History;

/// <summary>What differs between two states of a sub-table; rows are the same when their ids are, wherever they stand.</summary>
internal sealed record RowDifference(string Row, string Change, IReadOnlyList<CellDifference> Cells)
{
    public static IReadOnlyList<RowDifference> Between(Field table, JsonElement? before, JsonElement? after)
    {
        var (old, now) = (Rows(before), Rows(after));
        var removed = old.Where(row => !now.ContainsKey(row.Key)).Select(row => new RowDifference(row.Key, "removed", CellsOf(table, row.Value, null)));
        var kept = now.Select(row => old.TryGetValue(row.Key, out var was)
            ? new RowDifference(row.Key, "changed", CellsOf(table, was, row.Value))
            : new RowDifference(row.Key, "added", CellsOf(table, null, row.Value)));
        return [.. removed, .. kept.Where(row => row.Change is not "changed" || row.Cells.Count > 0)];
    }

    private static Dictionary<string, JsonElement> Rows(JsonElement? table)
    {
        var rows = new Dictionary<string, JsonElement>();
        if (table is not { ValueKind: JsonValueKind.Array } list) return rows;
        foreach (var row in list.EnumerateArray())
        {
            if (row.ValueKind is JsonValueKind.Object && row.TryGetProperty("id"u8, out var id)) rows.TryAdd(id.ToString(), row);
        }
        return rows;
    }

    private static List<CellDifference> CellsOf(Field table, JsonElement? before, JsonElement? after) =>
    [
        .. table.Columns
            .Select(column => new CellDifference(column, Cell(before, column), Cell(after, column)))
            .Where(cell => cell.Before is { } old && cell.After is { } now ? !JsonElement.DeepEquals(old, now) : cell.Before is not null || cell.After is not null),
    ];

    private static JsonElement? Cell(JsonElement? row, Field column) =>
        row is { } cells && cells.TryGetProperty(column.Id, out var value) && value.ValueKind is not JsonValueKind.Null ? value : null;
}

/// <summary>The values of one column in two states of a row; null is empty.</summary>
internal sealed record CellDifference(Field Column, JsonElement? Before, JsonElement? After);
