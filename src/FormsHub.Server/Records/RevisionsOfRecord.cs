using System.Buffers;
using System.Globalization;
using FormsHub.Core.Access;
using FormsHub.Core.Forms;
using FormsHub.Core.Results;
using FormsHub.Querying.History;
using FormsHub.Server.Audit;
using FormsHub.Server.Hosting.Problems;
using FormsHub.Server.Hosting;
using FormsHub.Storage.Forms;

namespace FormsHub.Server.Records;

/// <summary>
/// GET …/records/{id}/revisions lists what was changed, newest first; …/revisions/{rev} is the record as it was then; …/diff?from=&amp;to=
/// compares any two.
/// </summary>
public static class RevisionsOfRecord
{
    private const string Path = "/api/v1/forms/{form}/records/{id:guid}";

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet(Path + "/revisions", ListAsync).WithTags("History").WithSummary("List revisions");
        routes.MapGet(Path + "/revisions/{rev:int}", ReadAsync).WithTags("History").WithSummary("Read a record as of a revision").Produces<RecordShapes.Record>();
        routes.MapGet(Path + "/diff", DiffAsync).WithTags("History").WithSummary("Compare two revisions");
    }

    private static async Task<IResult> ListAsync(
        string form, Guid id, int? first, string? after, HttpContext context, Catalog catalog, RevisionReader reader, AuditedReads audit, CancellationToken ct)
    {
        var size = PageCursor.First(first);
        if (size.Failed) return size.Problem.ToHttp();
        if (after is { Length: > 0 } && !int.TryParse(after, NumberStyles.None, CultureInfo.InvariantCulture, out _)) return PageCursor.Bad.ToHttp();
        int? before = after is { Length: > 0 } ? int.Parse(after, CultureInfo.InvariantCulture) : null;
        return await AnswerAsync(context, catalog, audit, form, id, (found, output) => reader.ListAsync(context.Caller(), found, id, size.Value, before, output, ct), ct);
    }

    private static Task<IResult> ReadAsync(
        string form, Guid id, int rev, HttpContext context, Catalog catalog, FormStore store, RevisionReader reader, AuditedReads audit, CancellationToken ct) =>
        AnswerAsync(context, catalog, audit, form, id, (found, output) => reader.GetAsync(context.Caller(), found, id, rev, (version, cancel) => store.FieldsAsync(found, version, cancel), output, ct), ct);

    private static Task<IResult> DiffAsync(
        string form, Guid id, int from, int to, HttpContext context, Catalog catalog, RevisionReader reader, AuditedReads audit, CancellationToken ct) =>
        AnswerAsync(context, catalog, audit, form, id, (found, output) => reader.DiffAsync(context.Caller(), found, id, from, to, output, ct), ct);

    private static async Task<IResult> AnswerAsync(
        HttpContext context, Catalog catalog, AuditedReads audit, string form, Guid id, Func<Form, IBufferWriter<byte>, Task<Result<int>>> write, CancellationToken ct)
    {
        var found = await catalog.FindAsync(context.Caller(), form, FormAction.ViewHistory, ct);
        if (found.Failed) return found.Problem.ToHttp();
        var buffer = new ArrayBufferWriter<byte>(4096);
        var written = await write(found.Value, buffer);
        if (written.Failed) return written.Problem.ToHttp();
        return await audit.ReadAsync(context, found.Value, id, AuditedReads.History, ct) is { } refused ? refused : new JsonAnswer(StatusCodes.Status200OK, output => output.Write(buffer.WrittenSpan));
    }
}
