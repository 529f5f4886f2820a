using System.Buffers;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using FormsHub.Core.Access;
using FormsHub.Core.Audit;
using FormsHub.Core.Forms;
using FormsHub.Querying.Gate;
using FormsHub.Querying.History;
using FormsHub.Querying.Records;
using FormsHub.Server.Audit;
using FormsHub.Server.Hosting;
using FormsHub.Server.Hosting.Problems;
using FormsHub.Server.Hosting.Web;
using FormsHub.Storage.Records;
using Npgsql;

namespace FormsHub.Server.PersonalData;

/// <summary>
/// POST /api/v1/personal-data/export {records, reason} sends records with their files' names, history and who has seen them, as one JSON
/// document, as far as the caller sees them. Nothing is sent unless it is noted.
/// </summary>
public static class ExportSubject
{
    private const int MostRevisions = 1000;
    private const int MostEntries = 1000;

    private static readonly JsonSerializerOptions Readable = new(Json.Options) { WriteIndented = true };

    public sealed record Request(IReadOnlyList<SubjectRecords.Named> Records, string Reason);

    public sealed record Document(Guid Certificate, DateTimeOffset At, ErasureCertificate.Person By, string Reason, IReadOnlyList<OfRecord> Records);

    /// <param name="History">Its revisions, newest first; null where the caller may not see them.</param>
    /// <param name="SeenBy">Who has seen or changed it, newest first.</param>
    public sealed record OfRecord(
        string Form, Localized? FormTitle, Localized? Purpose, string? LegalBasis, JsonElement Record, JsonElement? History, IReadOnlyList<Seen>? SeenBy);

    public sealed record Seen(DateTimeOffset At, string? By, string Action);

    public sealed record Certificate(
        Guid Id, DateTimeOffset At, ErasureCertificate.Person By, string Reason, int Records, IReadOnlyList<ErasureCertificate.OfForm> Forms, string DocumentSha256);

    public static void Map(IEndpointRouteBuilder routes) => routes.MapPost("/api/v1/personal-data/export", HandleAsync)
        .Repeatable().WithTags("Personal data").WithSummary("Export the records about a person").Produces<Document>();

    private static async Task<IResult> HandleAsync(
        Request request, HttpContext context, SubjectRecords records, RecordReader reader, RevisionReader revisions, RecordSights sights, SubjectCertificates certificates, IAudit audit,
        NpgsqlDataSource source, TimeProvider clock, CancellationToken ct)
    {
        var caller = context.Caller();
        var reason = SubjectRecords.Reason(request.Reason);
        if (reason.Failed) return reason.Problem.ToHttp();
        var found = await records.OfAsync(caller, request.Records, FormAction.Export, "/records", ct);
        if (found.Failed) return found.Problem.ToHttp();
        await audit.FlushAsync(ct);

        var documents = new List<OfRecord>();
        foreach (var (form, id) in found.Value)
        {
            var buffer = new ArrayBufferWriter<byte>(1024);
            var read = await reader.GetAsync(caller, form, id, deleted: true, buffer, ct);
            if (read.Failed) return read.Problem.ToHttp();
            var rights = (await sights.OfAsync(caller, form, [id], ct)).GetValueOrDefault(id);
            var (history, seen) = rights.Allows(FormAction.ViewHistory)
                ? (await HistoryAsync(revisions, caller, form, id, ct), await SeenAsync(source, id, ct))
                : (null, (IReadOnlyList<Seen>?)null);
            documents.Add(new OfRecord(
                form.Key, form.Definition.Title, form.Definition.PersonalData?.Purpose, form.Definition.PersonalData?.LegalBasis, JsonElement.Parse(buffer.WrittenSpan), history, seen));
        }

        var at = clock.GetUtcNow();
        var by = new ErasureCertificate.Person(caller.Id, caller.UserName, caller.DisplayName);
        var document = new Document(Guid.CreateVersion7(at), at, by, reason.Value, documents);
        var bytes = JsonSerializer.SerializeToUtf8Bytes(document, Readable);
        var certificate = new Certificate(document.Certificate, at, by, reason.Value, documents.Count, [.. found.Value.GroupBy(each => each.Form).Select(OfForm)], Convert.ToHexStringLower(SHA256.HashData(bytes)));
        var entry = AuditEntry.Of(AuditAction.SubjectExported, at, context.Origin(caller)) with { Records = [.. found.Value.Select(each => each.Id).Order()] };
        var kept = await certificates.AddAsync(SubjectCertificates.Export, certificate.Id, caller, certificate, entry.With(("records", documents.Count)), ct);
        if (kept.Failed) return kept.Problem.ToHttp(StatusCodes.Status503ServiceUnavailable);
        context.Response.Headers.CacheControl = "no-store";
        return TypedResults.File(bytes, "application/json", string.Create(CultureInfo.InvariantCulture, $"personal-data-{at:yyyyMMdd-HHmmss}.json"));
    }

    private static async Task<JsonElement?> HistoryAsync(RevisionReader revisions, Caller caller, Form form, Guid id, CancellationToken ct)
    {
        var buffer = new ArrayBufferWriter<byte>(4096);
        var read = await revisions.ListAsync(caller, form, id, MostRevisions, null, buffer, ct);
        return read.Failed ? null : JsonElement.Parse(buffer.WrittenSpan).GetProperty("items");
    }

    private static async Task<IReadOnlyList<Seen>> SeenAsync(NpgsqlDataSource source, Guid id, CancellationToken ct)
    {
        await using var command = source.Command("select at, actor_name, action from audit where record = $1 or records @> array[$1] order by id desc limit $2", id, MostEntries);
        var seen = new List<Seen>();
        await using var row = await command.ExecuteReaderAsync(ct);
        while (await row.ReadAsync(ct)) seen.Add(new Seen(row.GetFieldValue<DateTimeOffset>(0), row.Optional<string>(1), row.GetString(2)));
        return seen;
    }

    private static ErasureCertificate.OfForm OfForm(IGrouping<Form, (Form Form, Guid Id)> form) => new(
        form.Key.Key, form.Key.Definition.Title, 0, 0, [], [.. form.Select(each => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(each.Id.ToString()))))]);
}
