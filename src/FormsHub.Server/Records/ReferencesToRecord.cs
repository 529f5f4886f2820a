using System.Buffers;
using FormsHub.Core.Access;
using FormsHub.Querying.Records;
using FormsHub.Server.Hosting;
using FormsHub.Server.Hosting.Problems;
using FormsHub.Storage.Forms;

namespace FormsHub.Server.Records;

/// <summary>GET /api/v1/forms/{form}/records/{id}/references: which records point at this one, by form and field.</summary>
public static class ReferencesToRecord
{
    private const int Usual = 20;

    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/api/v1/forms/{form}/records/{id:guid}/references", HandleAsync).WithTags("Records").WithSummary("List the records that refer to this one");

    private static async Task<IResult> HandleAsync(
        string form, Guid id, int? first, HttpContext context, Catalog catalog, BackReferenceReader reader, CancellationToken ct)
    {
        var size = PageCursor.First(first ?? Usual);
        if (size.Failed) return size.Problem.ToHttp();
        var found = await catalog.FindAsync(context.Caller(), form, FormAction.Read, ct);
        if (found.Failed) return found.Problem.ToHttp();
        var buffer = new ArrayBufferWriter<byte>(1024);
        var written = await reader.WriteAsync(context.Caller(), found.Value, id, size.Value, buffer, ct);
        return written.Failed ? written.Problem.ToHttp() : new JsonAnswer(StatusCodes.Status200OK, output => output.Write(buffer.WrittenSpan));
    }
}
