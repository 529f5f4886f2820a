using FormsHub.Core.Access;
using FormsHub.Core.Forms;
using FormsHub.Querying.Records;
using FormsHub.Server.Audit;
using FormsHub.Server.Hosting.Problems;
using FormsHub.Server.Hosting;
using FormsHub.Server.Hosting.SignIn;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Net.Http.Headers;
using Npgsql;

namespace FormsHub.Server.Files;

/// <summary>
/// GET /api/v1/files/{id} sends a file to who uploaded it or may see a field of a record that holds it. Pictures and PDF are
/// shown, everything else is saved; with <c>?download=1</c> those too.
/// </summary>
public static class DownloadFile
{
    private sealed record Found(byte[] Sha256, string Name, string Mime, DateTimeOffset At, Guid? By, Link[] Links);

    private sealed record Link(int Form, Guid Record);

    public static void Map(IEndpointRouteBuilder routes) => routes.MapMethods("/api/v1/files/{id:guid}", ["GET", "HEAD"], HandleAsync)
        .OpenToLinks().OpenToTrustedDocuments().WithTags("Files").WithSummary("Download a file").Produces(StatusCodes.Status200OK, contentType: "application/octet-stream");

    internal static async Task<IResult> HandleAsync(
        Guid id, HttpContext context, FileFolder folder, [FromServices] IFormCatalog forms, RecordFiles files, NpgsqlDataSource source, AuditedReads audit, CancellationToken ct, int download = 0)
    {
        var file = await FindAsync(source, id, ct);
        if (file is null || !await MayReadAsync(context.Caller(), id, file, forms, files, ct)) return FileProblems.NotFound(id).ToHttp();
        foreach (var link in file.Links)
        {
            if (forms.ByNumber(link.Form) is { } form && await audit.ReadAsync(context, form, link.Record, AuditedReads.File, ct) is { } refused) return refused;
        }
        var path = folder.PathOf(file.Sha256);
        if (!File.Exists(path)) return FileProblems.NotFound(id).ToHttp();

        var headers = context.Response.Headers;
        var shown = FileKinds.IsShown(file.Mime) && download is 0;
        headers.ContentDisposition = Disposition(shown ? "inline" : "attachment", file.Name);
        headers.CacheControl = "private, no-cache";
        headers.ContentSecurityPolicy = "default-src 'none'; img-src 'self'; sandbox";
        headers.XFrameOptions = "SAMEORIGIN";
        var mime = FileKinds.IsShown(file.Mime) || !file.Mime.StartsWith("text/", StringComparison.Ordinal) ? file.Mime : "text/plain; charset=utf-8";
        return TypedResults.PhysicalFile(
            path, mime, lastModified: file.At, entityTag: new EntityTagHeaderValue($"\"{Convert.ToHexStringLower(file.Sha256)}\""), enableRangeProcessing: true);
    }

    private static async Task<bool> MayReadAsync(Caller caller, Guid id, Found file, IFormCatalog forms, RecordFiles files, CancellationToken ct)
    {
        if (file.By == caller.Id && caller is { Link: null, Token: null or { Scopes: null } }) return true;
        foreach (var link in file.Links.GroupBy(link => link.Form, link => link.Record))
        {
            if (forms.ByNumber(link.Key) is { } form && await files.ShowsAsync(caller, form, [.. link], id, ct)) return true;
        }
        return false;
    }

    private static string Disposition(string kind, string name)
    {
        var disposition = new ContentDispositionHeaderValue(kind);
        disposition.SetHttpFileName(name);
        return disposition.ToString();
    }

    private static async Task<Found?> FindAsync(NpgsqlDataSource source, Guid id, CancellationToken ct)
    {
        await using var command = source.Command(
            """
            select sha256, name, mime, uploaded_at, uploaded_by, array(select form from file_links where file = $1 order by form, record),
              array(select record from file_links where file = $1 order by form, record)
            from files where id = $1
            """,
            id);
        await using var reader = await command.ExecuteReaderAsync(ct);
        return await reader.ReadAsync(ct)
            ? new Found(
                reader.GetFieldValue<byte[]>(0), reader.GetString(1), reader.GetString(2), reader.GetFieldValue<DateTimeOffset>(3), reader.OptionalId(4), [.. reader.GetFieldValue<int[]>(5).Zip(reader.GetFieldValue<Guid[]>(6), (form, record) => new Link(form, record))])
            : null;
    }
}
