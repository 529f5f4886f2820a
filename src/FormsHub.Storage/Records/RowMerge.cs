using System.Text.Json;
using System.Text.Json.Nodes;
using FormsHub.Core.Access;
using FormsHub.Core.Forms;
using FormsHub.Core.Records;
using FormsHub.Core.Results;

namespace FormsHub.Storage.Records;

/// <summary>New rows of a sub-table some of whose columns the writer may not change: their cells stay as they were, row by row.</summary>
internal sealed class RowMerge(Field table, IRecordRights rights, FormAction action, List<FieldError> errors)
{
    public JsonElement? Merge(JsonElement? before, JsonElement? after)
    {
        if (after is not { ValueKind: JsonValueKind.Array } given) return after;
        var kept = table.Columns.Where(column => IsKept(column, rights, action)).ToList();
        var old = before is { ValueKind: JsonValueKind.Array } rows ? rows.EnumerateArray().ToDictionary(Id) : [];
        var merged = new JsonArray();
        var index = 0;
        foreach (var row in given.EnumerateArray())
        {
            var cells = JsonObject.Create(row)!;
            foreach (var column in kept)
            {
                var isMasked = rights.Of(column) is Sight.Masked;
                JsonElement? was = old.TryGetValue(Id(row), out var known) && known.TryGetProperty(column.Id, out var cell) ? cell : null;
                JsonElement? now = row.TryGetProperty(column.Id, out var wished) ? wished : null;
                if (isMasked && rights.MayWrite(column, action) && now is not null) continue;
                if (now is not null && rights.Of(column) is not Sight.Nothing && !Changes.AreSame(was, now))
                    errors.Add(RecordErrors.MayNotWrite($"/data/{table.Key}/{index}/{column.Key}", column));
                if (was is { } stays) cells[column.Id] = JsonNode.Parse(stays.GetRawText());
                else cells.Remove(column.Id);
            }
            merged.Add(cells);
            index++;
        }
        return JsonSerializer.SerializeToElement(merged);
    }

    /// <summary>Whether a cell that is not given stays: the writer may not change it, or has seen no more than its mask.</summary>
    public static bool IsKept(Field column, IRecordRights rights, FormAction action) => !rights.MayWrite(column, action) || rights.Of(column) is Sight.Masked;

    private static string Id(JsonElement row) => row.TryGetProperty("id"u8, out var id) ? id.GetString()! : "";
}
