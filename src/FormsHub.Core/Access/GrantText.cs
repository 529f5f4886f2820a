using System.Text.Json;
using System.Text.Json.Nodes;

namespace FormsHub.Core.Access;

/// <summary>Grants as JSON, the way <see cref="GrantReader"/> reads them.</summary>
public static class GrantText
{
    public static string Of(IEnumerable<Grant> grants) => new JsonArray([.. grants.Select(Of)]).ToJsonString();

    /// <summary>Rows that are one record.</summary>
    public static JsonElement RowOf(Guid record) => JsonSerializer.SerializeToElement(new { id = new { eq = record } });

    /// <summary>Rows that are some records.</summary>
    public static JsonElement RowsOf(IEnumerable<Guid> records) => JsonSerializer.SerializeToElement(new { id = new { @in = records } });

    /// <summary>The record that rows written by <see cref="RowOf"/> are; null where they are anything else.</summary>
    public static Guid? RecordOf(JsonElement? rows) =>
        rows is { ValueKind: JsonValueKind.Object } filter && Only(filter, "id"u8) is { ValueKind: JsonValueKind.Object } id
        && Only(id, "eq"u8) is { ValueKind: JsonValueKind.String } record && record.TryGetGuid(out var found) ? found : null;

    /// <summary>One text for grants that give the same with other rows.</summary>
    public static string WithoutRows(Grant grant) => Of(grant with { Rows = null }).ToJsonString();

    private static JsonElement? Only(JsonElement json, ReadOnlySpan<byte> name) => json.GetPropertyCount() is 1 && json.TryGetProperty(name, out var value) ? value : null;

    private static JsonObject Of(Grant grant)
    {
        var json = new JsonObject
        {
            ["form"] = grant.Form,
            ["actions"] = new JsonArray([.. grant.Actions.Order().Select(action => JsonValue.Create(GrantReader.NameOf(action)))]),
        };
        if (grant.Rows is { } rows) json["rows"] = JsonNode.Parse(rows.GetRawText());
        if (grant.Fields.Count > 0)
            json["fields"] = new JsonObject(grant.Fields.OrderBy(field => field.Key, StringComparer.Ordinal).Select(field => KeyValuePair.Create(field.Key, (JsonNode?)JsonValue.Create(FieldRight.NameOf(field.Value)))));
        return json;
    }
}
