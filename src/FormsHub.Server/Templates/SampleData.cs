using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using FormsHub.Core.Filters;

namespace FormsHub.Server.Templates;

/// <summary>Makes the data of sample records real: references become ids, relative times become days and moments, "$me" the installer.</summary>
public sealed class SampleData(IReadOnlyDictionary<string, Guid> references, Guid me, DateTimeOffset now, TimeZoneInfo zone)
{
    /// <summary>The data as the write path takes it.</summary>
    public JsonElement Resolve(JsonElement data) => JsonSerializer.SerializeToElement(Value(data));

    private JsonNode? Value(JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.Object when Special(json) is { } special => special,
        JsonValueKind.Object => new JsonObject(json.EnumerateObject().Select(member => KeyValuePair.Create(member.Name, Value(member.Value)))),
        JsonValueKind.Array => new JsonArray([.. json.EnumerateArray().Select(Value)]),
        JsonValueKind.String when json.ValueEquals("$me") => me.ToString(),
        JsonValueKind.Null => null,
        JsonValueKind.String or JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False or JsonValueKind.Undefined => JsonValue.Create(json),
    };

    private JsonValue? Special(JsonElement json)
    {
        var members = json.EnumerateObject().Take(2).ToList();
        if (members is not [{ Value: { ValueKind: JsonValueKind.String } value } member]) return null;
        var text = value.GetString()!;
        return member.Name switch
        {
            "ref" => references.TryGetValue(text, out var id)
                ? JsonValue.Create(id.ToString())
                : throw new InvalidDataException($"The template refers to \"{text}\", which it does not hold."),
            "$today" => JsonValue.Create(Span(text).From(Today).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)),
            "$now" => JsonValue.Create(Span(text).From(now, zone).ToUniversalTime().ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture)),
            _ => null,
        };
    }

    private DateOnly Today => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(now, zone).DateTime);

    private static Period Span(string text) => Period.Parse(text) ?? throw new InvalidDataException($"The template holds \"{text}\", which is no span of time.");
}
