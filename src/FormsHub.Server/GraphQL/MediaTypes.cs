using System.Buffers;
using System.IO.Pipelines;
using System.Text.Encodings.Web;
using System.Text.Json;
using FormsHub.GraphQL.Execution;
using Microsoft.Net.Http.Headers;

namespace FormsHub.Server.GraphQL;

/// <summary>Which media type a request asks for, and answers in it. See https://graphql.github.io/graphql-over-http/draft/#sec-Media-Types</summary>
public static class MediaTypes
{
    public const string Response = "application/graphql-response+json";
    public const string Json = "application/json";
    public const string Events = "text/event-stream";

    // What the executor and the database made is JSON already.
    internal static readonly JsonWriterOptions Writer = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    /// <summary>
    /// The best of ours that the request accepts; null: none. JSON where it does not say, or takes anything: so old clients are served, and
    /// the audit of graphql-http asks for it.
    /// </summary>
    public static string? Accepted(HttpRequest request)
    {
        if (request.Headers.Accept.Count is 0) return Json;
        if (!MediaTypeHeaderValue.TryParseList(request.Headers.Accept, out var ranges)) return null;
        var (best, weight) = ((string?)null, 0.0);
        foreach (var range in ranges)
        {
            var quality = range.Quality ?? 1;
            if (quality > weight && Named(range) is { } type) (best, weight) = (type, quality);
        }
        return best;
    }

    /// <summary>Whether a body says that it is JSON in UTF-8.</summary>
    public static bool IsJson(HttpRequest request) =>
        MediaTypeHeaderValue.TryParse(request.ContentType, out var type)
        && type.MediaType.Equals(Json, StringComparison.OrdinalIgnoreCase)
        && (!type.Charset.HasValue || HeaderUtilities.RemoveQuotes(type.Charset).Equals("utf-8", StringComparison.OrdinalIgnoreCase));

    public static async Task WriteAsync(HttpContext context, ExecutionResult result, int status, CancellationToken ct)
    {
        var response = context.Response;
        response.StatusCode = status;
        response.ContentType = (Accepted(context.Request) is Response ? Response : Json) + "; charset=utf-8";
        response.Headers.CacheControl = "no-store";
        response.Headers.Vary = "Accept, Accept-Language";
        if (result is { Errors.Count: 0, Extensions: null, Data: RawJson json }) await WriteAsync(json, response.BodyWriter, ct);
        else WriteTo(result, response.BodyWriter);
        await response.BodyWriter.FlushAsync(ct);
    }

    /// <summary>Piece by piece, as fast as the client takes them.</summary>
    private static async ValueTask WriteAsync(RawJson data, PipeWriter output, CancellationToken ct)
    {
        output.Write("{\"data\":"u8);
        foreach (var piece in data.Utf8)
        {
            output.Write(piece.Span);
            if (!data.Utf8.IsSingleSegment) await output.FlushAsync(ct);
        }
        output.Write("}"u8);
    }

    public static void WriteTo(ExecutionResult result, IBufferWriter<byte> output)
    {
        using var writer = new Utf8JsonWriter(output, Writer);
        result.WriteTo(writer);
    }

    private static string? Named(MediaTypeHeaderValue range)
    {
        if (range.MatchesAllTypes || range.MediaType.Equals("application/*", StringComparison.OrdinalIgnoreCase)) return Json;
        if (range.Charset.HasValue && !HeaderUtilities.RemoveQuotes(range.Charset).Equals("utf-8", StringComparison.OrdinalIgnoreCase)) return null;
        return range.MediaType.Value?.ToLowerInvariant() is (Response or Json or Events) and var type ? type : null;
    }
}
