using System.Buffers;
using FormsHub.Core.Access;
using FormsHub.Querying.Gate;
using FormsHub.Querying.Records;
using FormsHub.Server.Audit;
using FormsHub.Server.Hosting.Problems;
using FormsHub.Server.Hosting.SignIn;
using FormsHub.Server.Hosting;
using FormsHub.Storage.Forms;

namespace FormsHub.Server.Records;

/// <summary>GET /api/v1/forms/{form}/records/{id}: one record; its revision is the ETag.</summary>
public static class GetRecord
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/api/v1/forms/{form}/records/{id:guid}", HandleAsync).OpenToLinks().WithTags("Records").Produces<RecordShapes.Record>();

    private static async Task<IResult> HandleAsync(
        string form, Guid id, HttpContext context, Catalog catalog, RecordReader reader, RecordSights sights, AuditedReads audit, CancellationToken ct)
    {
        var found = await catalog.FindAsync(context.Caller(), form, FormAction.Read, ct);
        if (found.Failed) return found.Problem.ToHttp();
        var buffer = new ArrayBufferWriter<byte>(1024);
        var read = await reader.GetAsync(context.Caller(), found.Value, id, deleted: false, buffer, ct);
        if (read.Failed) return read.Problem.ToHttp();
        if (await audit.ReadAsync(context, found.Value, id, AuditedReads.Whole, ct) is { } refused) return refused;
        context.Response.SetETag(read.Value);
        // What is shown of the same revision changes with rights: only who sees all of it keeps what they have.
        return context.Request.IsUnchanged(read.Value) && sights.IsWhole(context.Caller(), found.Value)
            ? TypedResults.StatusCode(StatusCodes.Status304NotModified)
            : new JsonAnswer(StatusCodes.Status200OK, output => output.Write(buffer.WrittenSpan));
    }
}
