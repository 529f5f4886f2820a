using System.Buffers;
using FormsHub.Core.Access;
using FormsHub.Querying.History;
using FormsHub.Server.Hosting;
using FormsHub.Server.Hosting.Problems;
using FormsHub.Storage.Forms;
using FormsHub.Storage.Records;

namespace FormsHub.Server.Records;

/// <summary>GET /api/v1/change-sets/{id}/revisions: what a change set did, record by record.</summary>
public static class RevisionsOfChangeSet
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/api/v1/change-sets/{id:guid}/revisions", HandleAsync).WithTags("Change sets").WithSummary("List the revisions of a change set");

    private static async Task<IResult> HandleAsync(
        Guid id, int? first, string? after, HttpContext context, Catalog catalog, ChangeSetUndo undo, RevisionReader reader, CancellationToken ct)
    {
        var size = PageCursor.First(first);
        if (size.Failed) return size.Problem.ToHttp();
        var cursor = after is { Length: > 0 } ? RevisionCursor.Parse(after) : null;
        if (after is { Length: > 0 } && cursor is null) return PageCursor.Bad.ToHttp();
        var caller = context.Caller();
        if (await undo.FormsAsync(id, ct) is not { } numbers) return RecordProblems.NoChangeSet(id).ToHttp();
        foreach (var number in numbers)
        {
            if (await catalog.FindAsync(number, ct) is not { } form || !FormAccess.May(caller, form, FormAction.Read)) return RecordProblems.NoChangeSet(id).ToHttp();
        }
        var buffer = new ArrayBufferWriter<byte>(4096);
        var written = await reader.ChangeSetAsync(caller, id, numbers, size.Value, cursor, buffer, ct);
        return written.Failed ? written.Problem.ToHttp() : new JsonAnswer(StatusCodes.Status200OK, output => output.Write(buffer.WrittenSpan));
    }
}
