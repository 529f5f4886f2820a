using System.Text.Json.Nodes;

namespace FormsHub.Server.Tests.Access.Surfaces;

/// <summary>A grant of a role, or what a group of a form gives.</summary>
internal sealed record Rule(MarkedForm Form, IReadOnlySet<string> Actions, Rows Rows, IReadOnlyDictionary<string, string> Fields)
{
    /// <summary>Whether and how a field is seen by this grant: "hidden", "masked", "read" or "write".</summary>
    public string Of(MarkedField field)
    {
        if (!field.IsColumn) return Fields.GetValueOrDefault(field.Key) ?? Sensed(field, Fields.Count is 0 ? "write" : Fields.GetValueOrDefault("*", "hidden"));
        var table = Form.Fields.Single(each => each.Key == field.Key.Split('.')[0]);
        var whole = Of(table);
        if (whole is "hidden" or "masked") return whole;
        return Fields.GetValueOrDefault(field.Key) ?? Sensed(field, whole);
    }

    /// <summary>Whether the field may be filled in: also one that is masked only because its designer says so.</summary>
    public bool Fills(MarkedField field) => Of(field) is "write" || (field.IsSensitive && Of(field with { IsSensitive = false }) is "write");

    public JsonObject Json()
    {
        var json = new JsonObject { ["form"] = Form.Key, ["actions"] = new JsonArray([.. Actions.Select(action => (JsonNode)action)]) };
        if (Rows.Json() is { } rows) json["rows"] = rows;
        if (Fields.Count > 0) json["fields"] = new JsonObject(Fields.Select(field => KeyValuePair.Create(field.Key, (JsonNode?)field.Value)));
        return json;
    }

    private static string Sensed(MarkedField field, string right) => field.IsSensitive && right is not "hidden" ? "masked" : right;
}

/// <summary>What narrows everybody but the holders of a role.</summary>
internal sealed record Narrowing(MarkedForm Form, Rows Rows, string Role);
