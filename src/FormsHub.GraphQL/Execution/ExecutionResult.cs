using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace FormsHub.GraphQL.Execution;

/// <summary>A response. See https://spec.graphql.org/September2025/#sec-Response-Format</summary>
public sealed record ExecutionResult : IDisposable
{
    private static readonly JsonWriterOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    /// <summary>Whether execution began: then the response has <c>data</c>, which may be null.</summary>
    public bool HasData { get; private init; }

    /// <summary>A <see cref="ResponseObject"/> or <see cref="RawJson"/>, or null.</summary>
    public object? Data
    {
        get;
        init => (field, HasData) = (value, true);
    }

    public IReadOnlyList<GraphQLError> Errors { get; init; } = [];

    public IReadOnlyDictionary<string, object?>? Extensions { get; init; }

    /// <summary>A response to a request of which nothing was executed.</summary>
    public static ExecutionResult Refused(IReadOnlyList<GraphQLError> errors) => new() { Errors = errors };

    /// <summary>As an object of JSON: <c>errors</c>, <c>data</c>, <c>extensions</c>, each only where there is one.</summary>
    public void WriteTo(Utf8JsonWriter writer)
    {
        writer.WriteStartObject();
        if (Errors.Count > 0)
        {
            writer.WriteStartArray("errors"u8);
            foreach (var error in Errors) ResponseWriter.Write(writer, error);
            writer.WriteEndArray();
        }
        if (HasData)
        {
            writer.WritePropertyName("data"u8);
            ResponseWriter.Write(writer, Data);
        }
        if (Extensions is not null)
        {
            writer.WritePropertyName("extensions"u8);
            ResponseWriter.Write(writer, Extensions);
        }
        writer.WriteEndObject();
    }

    /// <summary>Once it is written.</summary>
    public void Dispose() => (Data as RawJson)?.Dispose();

    public string ToJson()
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, Readable)) WriteTo(writer);
        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }
}
