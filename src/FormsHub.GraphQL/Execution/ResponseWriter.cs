using System.Text.Json;

namespace FormsHub.GraphQL.Execution;

/// <summary>Writes responses as JSON. See https://spec.graphql.org/September2025/#sec-JSON-Serialization</summary>
public static class ResponseWriter
{
    public static void Write(Utf8JsonWriter writer, GraphQLError error)
    {
        writer.WriteStartObject();
        writer.WriteString("message"u8, error.Message);
        if (error.Locations.Count > 0)
        {
            writer.WriteStartArray("locations"u8);
            foreach (var location in error.Locations)
            {
                writer.WriteStartObject();
                writer.WriteNumber("line"u8, location.Line);
                writer.WriteNumber("column"u8, location.Column);
                writer.WriteEndObject();
            }
            writer.WriteEndArray();
        }
        if (error.Path is not null)
        {
            writer.WritePropertyName("path"u8);
            Write(writer, error.Path);
        }
        if (error.Extensions is { Count: > 0 })
        {
            writer.WritePropertyName("extensions"u8);
            Write(writer, error.Extensions);
        }
        writer.WriteEndObject();
    }

    /// <summary>A value of a response: null, a bool, string, number, <see cref="RawJson"/>, an element of JSON, or lists and dictionaries of them.</summary>
    public static void Write(Utf8JsonWriter writer, object? value)
    {
        switch (value)
        {
            case null: writer.WriteNullValue(); break;
            case string text: writer.WriteStringValue(text); break;
            case bool flag: writer.WriteBooleanValue(flag); break;
            case int number: writer.WriteNumberValue(number); break;
            case long number: writer.WriteNumberValue(number); break;
            case double number: writer.WriteNumberValue(number); break;
            case decimal number: writer.WriteNumberValue(number); break;
            case float number: writer.WriteNumberValue(number); break;
            case ulong number: writer.WriteNumberValue(number); break;
            case uint or short or ushort or byte or sbyte: writer.WriteNumberValue(Convert.ToInt64(value, System.Globalization.CultureInfo.InvariantCulture)); break;
            case RawJson json: writer.WriteRawValue(json.Utf8, skipInputValidation: true); break;
            case JsonElement json: json.WriteTo(writer); break;
            case ResponseObject response:
                writer.WriteStartObject();
                for (var index = 0; index < response.Count; index++)
                {
                    var (key, member) = response.At(index);
                    writer.WritePropertyName(key);
                    Write(writer, member);
                }
                writer.WriteEndObject();
                break;
            case IReadOnlyDictionary<string, object?> members:
                writer.WriteStartObject();
                foreach (var (key, member) in members)
                {
                    writer.WritePropertyName(key);
                    Write(writer, member);
                }
                writer.WriteEndObject();
                break;
            case System.Collections.IEnumerable items:
                writer.WriteStartArray();
                foreach (var item in items) Write(writer, item);
                writer.WriteEndArray();
                break;
            default: throw new NotSupportedException($"A response cannot hold a {value.GetType().Name}: its scalar is to serialize it as JSON has it.");
        }
    }
}
