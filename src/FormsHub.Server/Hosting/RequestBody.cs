using System.Buffers;
using System.Security.Cryptography;
using System.Text.Json;
using FormsHub.Core.Results;
using FormsHub.Server.Hosting.Problems;

namespace FormsHub.Server.Hosting;

/// <summary>Reads bodies as JSON documents; bad JSON is a problem with path and line.</summary>
public static class RequestBody
{
    /// <summary>The body as JSON. The document lives as long as the request.</summary>
    public static async Task<Result<JsonElement>> ReadJsonAsync(this HttpRequest request, CancellationToken ct)
    {
        if (!request.HasJsonContentType() && request.ContentLength is not 0) throw new BadHttpRequestException("Not JSON.", StatusCodes.Status415UnsupportedMediaType);
        try
        {
            var document = await JsonDocument.ParseAsync(request.Body, Json.Document, ct);
            request.HttpContext.Response.RegisterForDispose(document);
            return document.RootElement;
        }
        catch (JsonException exception)
        {
            return request.ContentLength is 0 ? HttpProblems.BodyRequired : JsonProblems.From(exception);
        }
    }

    /// <summary>As <see cref="ReadJsonAsync"/>, and null where there is no body at all.</summary>
    public static async Task<Result<JsonElement?>> ReadOptionalJsonAsync(this HttpRequest request, CancellationToken ct)
    {
        if (request.ContentLength is 0 || (request.ContentLength is null && !request.Headers.TransferEncoding.Contains("chunked") && !request.HasJsonContentType()))
            return (JsonElement?)null;
        var body = await request.ReadJsonAsync(ct);
        return body.Failed ? body.Problem : (JsonElement?)body.Value;
    }

    /// <summary>SHA-256 over method, path and body: what makes a request the same request for its Idempotency-Key.</summary>
    public static byte[] Fingerprint(this HttpRequest request, JsonElement? body)
    {
        var buffer = new ArrayBufferWriter<byte>(512);
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartArray();
            writer.WriteStringValue(request.Method);
            writer.WriteStringValue(request.Path.Value);
            writer.WriteStringValue(request.Headers.IfMatch.ToString());
            body?.WriteTo(writer);
            writer.WriteEndArray();
        }
        return SHA256.HashData(buffer.WrittenSpan);
    }
}
