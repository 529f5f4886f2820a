using System.Globalization;
using System.Text.Json;
using FormsHub.Core.Access;
using FormsHub.Core.Fields;
using FormsHub.Core.Results;
using FormsHub.Server.Hosting;
using FormsHub.Server.Hosting.Problems;
using FormsHub.Server.Records;
using FormsHub.Storage.Records;
using Microsoft.AspNetCore.Http.HttpResults;

namespace FormsHub.Server.PersonalData;

/// <summary>
/// GET /api/v1/personal-data/certificates[/{id}]: what was given to people of their data and what was erased; administrators see all,
/// others their own.
/// </summary>
public static class ListCertificates
{
    /// <param name="Kind">"export" or "erasure".</param>
    /// <param name="Sha256">The hash that the audit's entry names.</param>
    public sealed record Item(Guid Id, string Kind, DateTimeOffset At, RecordShapes.Link By, JsonElement Certificate, string Sha256);

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/api/v1/personal-data/certificates", ListAsync).WithTags("Personal data").WithSummary("List certificates");
        routes.MapGet("/api/v1/personal-data/certificates/{id:guid}", ReadAsync).WithTags("Personal data").WithSummary("Read a certificate");
    }

    internal static async Task<Results<Ok<Page<Item>>, ProblemResult>> ListAsync(
        int? first, string? after, HttpContext context, SubjectCertificates certificates, IDirectory directory, CancellationToken ct)
    {
        var size = PageCursor.First(first);
        if (size.Failed) return size.Problem.ToHttp();
        var cursor = PageCursor.Read(after);
        if (cursor.Failed) return cursor.Problem.ToHttp();
        Guid? before = null;
        if (cursor.Value is { } text)
        {
            if (!Guid.TryParse(text, CultureInfo.InvariantCulture, out var id)) return PageCursor.Bad.ToHttp();
            before = id;
        }
        var found = await certificates.ListAsync(Whose(context.Caller()), size.Value, before, ct);
        return TypedResults.Ok(PageCursor.Page([.. found.Select(each => Of(each, directory))], size.Value, item => item.Id.ToString()));
    }

    internal static async Task<Results<Ok<Item>, ProblemResult>> ReadAsync(Guid id, HttpContext context, SubjectCertificates certificates, IDirectory directory, CancellationToken ct) =>
        await certificates.FindAsync(id, Whose(context.Caller()), ct) is { } found
            ? TypedResults.Ok(Of(found, directory))
            : Problem.NotFound("certificate_not_found", $"There is no certificate {id}.", $"没有证明 {id}。").ToHttp();

    private static Guid? Whose(Caller caller) => caller.IsAdministrator ? null : caller.Id;

    private static Item Of(SubjectCertificates.Kept kept, IDirectory directory) => new(
        kept.Id, kept.Kind, kept.At, new RecordShapes.Link(kept.By, directory.Title(LinkKind.User, kept.By)), kept.Certificate, kept.Sha256);
}
