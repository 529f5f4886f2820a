using System.Buffers;
using FormsHub.Querying.Records;
using FormsHub.Server.Audit;
using FormsHub.Server.Hosting.Problems;
using FormsHub.Server.Hosting.SignIn;
using FormsHub.Server.Hosting.Web;
using FormsHub.Server.Hosting;
using FormsHub.Server.Sharing;
using FormsHub.Storage.Forms;

namespace FormsHub.Server.Records;

/// <summary>POST /api/v1/forms/{form}/records/query: a page of records, filtered, searched and sorted.</summary>
public static class QueryRecords
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPost("/api/v1/forms/{form}/records/query", HandleAsync).OpenToLinks().Repeatable().WhileViewing().WithTags("Records").Accepts<RecordShapes.Query>("application/json").Produces<RecordShapes.Page>();

    private static async Task<IResult> HandleAsync(
        string form, HttpContext context, Catalog catalog, RecordReader reader, AuditedReads audit, CancellationToken ct)
    {
        var body = await context.Request.ReadOptionalJsonAsync(ct);
        if (body.Failed) return body.Problem.ToHttp();
        var query = body.Value is { } given ? RecordQuery.Read(given) : new RecordQuery();
        if (query.Failed) return query.Problem.ToHttp();
        if (context.Caller().Link is not null && query.Value is not { AsOf: null, Deleted: false, View: null }) return SharingProblems.LinkTooNarrow.ToHttp();

        var buffer = new ArrayBufferWriter<byte>(4096);
        var answer = await catalog.AskAsync(
            context.Caller(), form, found => reader.QueryAsync(context.Caller(), found, query.Value, buffer, ct), ct);
        if (answer.Failed) return answer.Problem.ToHttp();
        return await audit.SearchAsync(context, form, query.Value.Filter, query.Value.Search, buffer.WrittenMemory, ct) is { } refused ? refused : new JsonAnswer(StatusCodes.Status200OK, output => output.Write(buffer.WrittenSpan));
    }
}
