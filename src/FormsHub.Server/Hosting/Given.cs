using System.Text.Json;
using System.Text.Json.Serialization;

namespace FormsHub.Server.Hosting;

/// <summary>A member of a PATCH body: whether it was there at all, and its value, which may be null.</summary>
[JsonConverter(typeof(GivenJson))]
public readonly record struct Given<T>(bool IsGiven, T? Value) : IGiven
{
    public T? Or(T? otherwise) => IsGiven ? Value : otherwise;
}

/// <summary>A member of which one may ask whether it was given, whatever its type.</summary>
internal interface IGiven
{
    bool IsGiven { get; }

    /// <summary>The names of the members that a body gave.</summary>
    static IEnumerable<string> NamesOf(object body) => body.GetType().GetProperties()
        .Where(property => property.GetValue(body) is IGiven { IsGiven: true })
        .Select(property => JsonNamingPolicy.CamelCase.ConvertName(property.Name));
}

internal sealed class GivenJson : JsonConverterFactory
{
    public override bool CanConvert(Type typeToConvert) => typeToConvert.IsGenericType && typeToConvert.GetGenericTypeDefinition() == typeof(Given<>);

    public override JsonConverter CreateConverter(Type typeToConvert, JsonSerializerOptions options) =>
        (JsonConverter)Activator.CreateInstance(typeof(Converter<>).MakeGenericType(typeToConvert.GenericTypeArguments))!;

    private sealed class Converter<T> : JsonConverter<Given<T>>
    {
        public override bool HandleNull => true;

        public override Given<T> Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
        {
            try
            {
                return new(true, reader.TokenType is JsonTokenType.Null ? default : JsonSerializer.Deserialize<T>(ref reader, options));
            }
            catch (JsonException exception) when (exception.Path is "$")
            {
                // Without a path of its own the exception gets the member's.
                throw new JsonException($"The JSON value could not be converted to {typeof(T)}.", exception);
            }
        }

        public override void Write(Utf8JsonWriter writer, Given<T> value, JsonSerializerOptions options) =>
            JsonSerializer.Serialize(writer, value.Value, options);
    }
}
