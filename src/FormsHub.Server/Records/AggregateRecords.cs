using System.Buffers;
using FormsHub.Querying.Aggregates;
using FormsHub.Server.Audit;
using FormsHub.Server.Hosting.Problems;
using FormsHub.Server.Hosting.SignIn;
using FormsHub.Server.Hosting.Web;
using FormsHub.Server.Hosting;
using FormsHub.Storage.Forms;

namespace FormsHub.Server.Records;

/// <summary>POST /api/v1/forms/{form}/records/aggregate counts and measures records by groups.</summary>
public static class AggregateRecords
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPost("/api/v1/forms/{form}/records/aggregate", HandleAsync).Repeatable().WhileViewing().WithTags("Records").WithSummary("Group and measure records")
            .Accepts<RecordShapes.Aggregate>("application/json");

    private static async Task<IResult> HandleAsync(
        string form, HttpContext context, Catalog catalog, AggregateReader reader, AuditedReads audit, CancellationToken ct)
    {
        var body = await context.Request.ReadJsonAsync(ct);
        if (body.Failed) return body.Problem.ToHttp();
        var query = AggregateQuery.Read(body.Value);
        if (query.Failed) return query.Problem.ToHttp();

        var buffer = new ArrayBufferWriter<byte>(2048);
        var answer = await catalog.AskAsync(
            context.Caller(), form, found => reader.AggregateAsync(context.Caller(), found, query.Value, buffer, ct), ct);
        if (answer.Failed) return answer.Problem.ToHttp();
        return await audit.SearchAsync(context, form, query.Value.Filter, query.Value.Search, ReadOnlyMemory<byte>.Empty, ct) is { } refused ? refused : new JsonAnswer(StatusCodes.Status200OK, output => output.Write(buffer.WrittenSpan));
    }
}
