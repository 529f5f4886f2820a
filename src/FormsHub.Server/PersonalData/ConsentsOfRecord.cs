using FormsHub.Core.Access;
using FormsHub.Core.Fields;
using FormsHub.Core.Forms;
using FormsHub.Querying.History;
using FormsHub.Server.Hosting;
using FormsHub.Server.Hosting.Problems;
using FormsHub.Server.Records;
using FormsHub.Storage.Forms;
using Microsoft.AspNetCore.Http.HttpResults;

namespace FormsHub.Server.PersonalData;

/// <summary>GET /api/v1/forms/{form}/records/{id}/consents: when each consent of a record was given, to which version of its text, or withdrawn.</summary>
public static class ConsentsOfRecord
{
    /// <param name="Given">Whether it is given now; else it was withdrawn at that time, or never given.</param>
    /// <param name="Version">The version of the text that it was given to.</param>
    /// <param name="Text">That text, as it was; null: the form asked for no consent then.</param>
    /// <param name="IsCurrent">Whether that is the text of today.</param>
    public sealed record Item(string Field, bool Given, DateTimeOffset? At, RecordShapes.Link? By, string? Version, Localized? Text, bool IsCurrent);

    public sealed record Response(IReadOnlyList<Item> Items);

    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/api/v1/forms/{form}/records/{id:guid}/consents", HandleAsync)
        .WithTags("Personal data").WithSummary("The consents of a record");

    internal static async Task<Results<Ok<Response>, ProblemResult>> HandleAsync(
        string form, Guid id, HttpContext context, Catalog catalog, FormStore store, ConsentReader reader, IDirectory directory, CancellationToken ct)
    {
        var found = await catalog.FindAsync(context.Caller(), form, FormAction.Read, ct);
        if (found.Failed) return found.Problem.ToHttp();
        var consents = await reader.OfAsync(context.Caller(), found.Value, id, ct);
        if (consents.Failed) return consents.Problem.ToHttp();
        var items = new List<Item>();
        foreach (var consent in consents.Value) items.Add(await OfAsync(consent, found.Value, store, directory, ct));
        return TypedResults.Ok(new Response(items));
    }

    private static async Task<Item> OfAsync(ConsentReader.Consent consent, Form form, FormStore store, IDirectory directory, CancellationToken ct)
    {
        var now = BooleanField.ConsentOf(consent.Field)!;
        var then = consent.GivenIn is { } version && await store.FieldsAsync(form, version, ct) is { } earlier && earlier.ById(consent.Field.Id) is { } field ? BooleanField.ConsentOf(field) : null;
        var by = consent.By is { } person && person != Guid.Empty ? new RecordShapes.Link(person, directory.Title(LinkKind.User, person)) : null;
        var isCurrent = then is not null && (now.Version is null ? then == now : then.Version == now.Version);
        return new Item(consent.Field.Key, consent.IsGiven, consent.At, by, then?.Version, then?.Text, isCurrent);
    }
}
