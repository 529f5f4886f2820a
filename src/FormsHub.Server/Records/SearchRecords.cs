using System.Buffers;
using FormsHub.Core.Results;
using FormsHub.Querying.Searching;
using FormsHub.Server.Audit;
using FormsHub.Server.Hosting.Problems;
using FormsHub.Server.Hosting;

namespace FormsHub.Server.Records;

/// <summary>GET /api/v1/search?q= finds records by their words in all forms that the caller may read.</summary>
public static class SearchRecords
{
    private const int LongestSearch = 200;

    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/api/v1/search", HandleAsync).WithTags("Records").WithSummary("Search all forms").Produces<RecordShapes.Found>();

    private static async Task<IResult> HandleAsync(string? q, int? first, HttpContext context, SearchReader reader, AuditedReads audit, CancellationToken ct)
    {
        var size = first ?? SearchReader.Usual;
        List<FieldError> errors = [];
        if (size is < 1 or > SearchReader.MaxFirst)
            errors.Add(new FieldError("/first", "out_of_range", new Message($"must be from 1 to {SearchReader.MaxFirst}", $"必须在 1 到 {SearchReader.MaxFirst} 之间")));
        if (q is { Length: > LongestSearch } || (q ?? "").Contains('\0', StringComparison.Ordinal))
            errors.Add(new FieldError("/q", "too_long", new Message($"must be a text of at most {LongestSearch} characters", $"必须是不超过 {LongestSearch} 字的文本")));
        if (errors.Count > 0) return RecordBody.Invalid(errors).ToHttp();

        var buffer = new ArrayBufferWriter<byte>(2048);
        await reader.SearchAsync(context.Caller(), q ?? "", size, buffer, ct);
        return await audit.FoundAsync(context, buffer.WrittenMemory, ct) is { } refused ? refused : new JsonAnswer(StatusCodes.Status200OK, output => output.Write(buffer.WrittenSpan));
    }
}
