using System.Buffers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using FormsHub.Core.Fields;
using FormsHub.Core.Results;
using FormsHub.Server.Hosting.Problems;
using Microsoft.AspNetCore.Http.Extensions;
using Microsoft.AspNetCore.WebUtilities;

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
            return SafeInput.RefuseCharacters(document.RootElement) is { } wrong ? HttpProblems.BadCharacter(wrong) : document.RootElement;
        }
        catch (JsonException exception)
        {
            return request.ContentLength is 0 ? HttpProblems.BodyRequired : JsonProblems.From(exception);
        }
        catch (InvalidOperationException)
        {
            // A member's name holds half of a surrogate pair: the reader fails as it looks for names that stand twice.
            return HttpProblems.BadCharacter(SafeInput.BadCharacter(""));
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

    /// <summary>
    /// As <see cref="Fingerprint"/>, over the bytes of a buffered body, which is read from its beginning again after this. Of a
    /// multipart body the parts count and not the boundary, which clients make up anew for each attempt.
    /// </summary>
    public static async Task<byte[]> FingerprintAsync(this HttpRequest request, CancellationToken ct)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Encoding.UTF8.GetBytes($"{request.Method}\n{request.Path}{request.QueryString}\n{request.Headers.IfMatch}\n"));
        try
        {
            if (request.GetMultipartBoundary() is { Length: > 0 } boundary) await AppendPartsAsync(hash, new MultipartReader(boundary, request.Body), ct);
            else await AppendAsync(hash, request.Body, ct);
        }
        catch (Exception exception) when (exception is IOException or InvalidDataException && exception is not BadHttpRequestException)
        {
            // Too large or malformed: the endpoint says so, and what it refuses is not kept.
        }
        request.Body.Position = 0;
        return hash.GetHashAndReset();
    }

    private static async Task AppendPartsAsync(IncrementalHash hash, MultipartReader parts, CancellationToken ct)
    {
        while (await parts.ReadNextSectionAsync(ct) is { } part)
        {
            hash.AppendData(Encoding.UTF8.GetBytes($"{part.ContentDisposition}\n{part.ContentType}\n"));
            await AppendAsync(hash, part.Body, ct);
        }
    }

    private static async Task AppendAsync(IncrementalHash hash, Stream content, CancellationToken ct)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(65536);
        try
        {
            int read;
            while ((read = await content.ReadAsync(buffer, ct)) > 0) hash.AppendData(buffer, 0, read);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
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
