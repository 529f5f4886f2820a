using System.Text.Json;
using System.Text.Json.Nodes;
using FormsHub.Core.Fields;
using FormsHub.Core.Forms;
using FormsHub.Core.Records;

namespace FormsHub.Storage.Records;

/// <summary>References inside stored data: who points at some ids, and a value without them.</summary>
internal static class ReferenceSql
{
    /// <summary>A condition on a record that points at one of the ids of parameter $1 (text[]), by the field's own index.</summary>
    public static string PointsAt(Field field)
    {
        if (field.Table is { } table)
        {
            return $"exists (select 1 from jsonb_array_elements(case when jsonb_typeof({FieldSql.Expression(table)}) = 'array' then {FieldSql.Expression(table)} end) line "
                + $"where {Condition(field, "line")})";
        }
        return Condition(field, "data");
    }

    /// <summary>The value of the field (of its sub-table, for a column) without references to the ids; null: nothing is left.</summary>
    public static JsonElement? Without(JsonElement value, Field field, IReadOnlySet<string> ids)
    {
        if (field.Table is null) return WithoutOwn(JsonNode.Parse(value.GetRawText()), ids) is { } rest ? JsonElement.Parse(rest.ToJsonString()) : null;

        var lines = JsonNode.Parse(value.GetRawText())!.AsArray();
        foreach (var line in lines.OfType<JsonObject>())
        {
            if (line[field.Id] is not { } own) continue;
            line.Remove(field.Id);
            if (WithoutOwn(own, ids) is { } rest) line[field.Id] = rest;
        }
        return JsonElement.Parse(lines.ToJsonString());
    }

    private static string Condition(Field field, string data) => field.Type.SqlType is SqlType.TextArray
        ? $"{FieldSql.Expression(field, data)} ?| $1"
        : $"{FieldSql.Expression(field, data)} = any($1)";

    private static JsonNode? WithoutOwn(JsonNode? value, IReadOnlySet<string> ids)
    {
        if (value is not JsonArray many) return value is JsonValue one && ids.Contains(one.GetValue<string>()) ? null : value;
        var left = many.Where(id => !ids.Contains(id!.GetValue<string>())).Select(id => id!.DeepClone()).ToArray();
        return left.Length is 0 ? null : new JsonArray(left);
    }
}
