using FormsHub.Core.Access;
using FormsHub.Server.Hosting;
using FormsHub.Server.Hosting.Problems;
using FormsHub.Server.Hosting.SignIn;
using FormsHub.Server.Sharing;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;
using Npgsql;

namespace FormsHub.Server.Files;

/// <summary>POST /api/v1/files (multipart, part "file") keeps a file; the answer is the value of a file field.</summary>
public static class UploadFile
{
    private const int LongestName = 255;

    public sealed record Response(Guid Id, string Name, long Size, string Mime, string Sha256);

    public static void Map(IEndpointRouteBuilder routes) => routes.MapPost("/api/v1/files", HandleAsync)
        .WithTags("Files").WithSummary("Upload a file").WithMetadata(new AnyBodySize()).Accepts<IFormFile>("multipart/form-data").OpenToLinks(writes: true).DisableAntiforgery();

    internal static async Task<Results<Created<Response>, ProblemResult>> HandleAsync(
        HttpContext context, FileFolder folder, NpgsqlDataSource source, TimeProvider clock, CancellationToken ct)
    {
        if (context.Caller() is { Link: not null } link && !link.Grants.Any(held => held.Grant.Actions.Contains(FormAction.Create))) return SharingProblems.LinkTooNarrow.ToHttp();
        if (!MediaTypeHeaderValue.TryParse(context.Request.ContentType, out var type)
            || !type.MediaType.Equals("multipart/form-data", StringComparison.OrdinalIgnoreCase)
            || HeaderUtilities.RemoveQuotes(type.Boundary).Value is not { Length: > 0 and <= 200 } boundary)
        {
            return FileProblems.NotMultipart.ToHttp(StatusCodes.Status415UnsupportedMediaType);
        }

        try
        {
            var reader = new MultipartReader(boundary, context.Request.Body);
            while (await reader.ReadNextSectionAsync(ct) is { } section)
            {
                if (section.GetContentDispositionHeader() is not { } disposition
                    || HeaderUtilities.RemoveQuotes(disposition.Name) != "file"
                    || !disposition.IsFileDisposition())
                {
                    continue;
                }
                var name = CleanName(HeaderUtilities.RemoveQuotes(disposition.FileNameStar.HasValue ? disposition.FileNameStar : disposition.FileName).Value);
                var stored = await folder.StoreAsync(section.Body, head => FileKinds.Belies(name, head) ? FileProblems.Belied(name) : null, ct);
                if (stored.Failed)
                    return stored.Problem.Code == FileProblems.TooLargeCode ? stored.Problem.ToHttp(StatusCodes.Status413PayloadTooLarge) : stored.Problem.ToHttp();
                var answer = await RememberAsync(source, stored.Value, name, section.ContentType, context.Caller().Id, clock.GetUtcNow(), ct);
                return TypedResults.Created("/api/v1/files/" + answer.Id, answer);
            }
            return FileProblems.NoFile.ToHttp();
        }
        catch (Exception exception) when (exception is IOException or InvalidDataException && !ct.IsCancellationRequested && exception is not BadHttpRequestException)
        {
            return FileProblems.Broken.ToHttp();
        }
    }

    /// <summary>The last part of what the sender calls the file, without what no file system or header likes.</summary>
    internal static string CleanName(string? given)
    {
        var last = (given ?? "").Split('/', '\\')[^1];
        var clean = string.Concat(last.Where(c => !char.IsControl(c))).Trim().Trim('.');
        if (clean.Length is 0) return "file";
        if (clean.Length <= LongestName) return clean;
        var extension = Path.GetExtension(clean);
        return extension.Length < 20 ? clean[..(LongestName - extension.Length)] + extension : clean[..LongestName];
    }

    private static async Task<Response> RememberAsync(
        NpgsqlDataSource source, FileFolder.Stored stored, string name, string? declared, Guid by, DateTimeOffset now, CancellationToken ct)
    {
        var (id, mime) = (Guid.CreateVersion7(), FileKinds.Sniff(stored.Head, declared));
        await using var command = source.Command(
            "insert into files (id, sha256, name, size, mime, uploaded_at, uploaded_by) values ($1, $2, $3, $4, $5, $6, $7)",
            id, stored.Sha256, name, stored.Size, mime, now, by);
        await command.ExecuteNonQueryAsync(ct);
        return new Response(id, name, stored.Size, mime, Convert.ToHexStringLower(stored.Sha256));
    }

    /// <summary>The host's limit for JSON does not hold here: the file's own limit does.</summary>
    private sealed class AnyBodySize : IRequestSizeLimitMetadata
    {
        public long? MaxRequestBodySize => null;
    }
}
