using System.Text.Json;
using System.Text.Json.Serialization;

namespace FormsHub.Server.People;

/// <summary>How a request names a user or a department: its id, its key, or the object that an answer showed.</summary>
[JsonConverter(typeof(NamingJson))]
public sealed record Naming(string Text)
{
    public Guid? Id => Guid.TryParse(Text, out var id) ? id : null;
}

internal sealed class NamingJson : JsonConverter<Naming>
{
    public override Naming Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType is JsonTokenType.String) return new Naming(reader.GetString()!);
        if (reader.TokenType is not JsonTokenType.StartObject) throw new JsonException("An id, a key or an object with an \"id\" is expected.");
        using var document = JsonDocument.ParseValue(ref reader);
        return document.RootElement.TryGetProperty("id", out var id) && id.ValueKind is JsonValueKind.String
            ? new Naming(id.GetString()!)
            : throw new JsonException("An object with an \"id\" is expected.");
    }

    public override void Write(Utf8JsonWriter writer, Naming value, JsonSerializerOptions options) => writer.WriteStringValue(value.Text);
}

/// <summary>A department as answers show it.</summary>
public sealed record NamedDepartment(Guid Id, string Key, string Title);
