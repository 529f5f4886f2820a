using System.Globalization;
using FormsHub.Core.Access;
using FormsHub.Core.Fields;
using FormsHub.Core.Forms;
using FormsHub.Core.Results;
using FormsHub.Querying.Gate;
using FormsHub.Querying.Records;
using FormsHub.Server.Hosting;
using FormsHub.Server.Hosting.Problems;
using FormsHub.Storage.Forms;

namespace FormsHub.Server.Records;

/// <summary>GET /api/v1/recycle-bin lists deleted records over all forms that the caller may read, newest first.</summary>
public static class ListRecycleBin
{
    public sealed record Item(Guid Id, string Form, Localized? FormTitle, string Title, DateTimeOffset DeletedAt, RecordShapes.Link? DeletedBy, Guid ChangeSet);

    /// <summary>Filters: form key, words in the title, who deleted it (id or user name), and when.</summary>
    public sealed record Query(string? Form, string? Q, string? By, DateTimeOffset? From, DateTimeOffset? To, int? First, string? After, bool? Count);

    public sealed record Response(IReadOnlyList<Item> Items, PageInfo PageInfo, long? TotalCount);

    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/api/v1/recycle-bin", HandleAsync).WithTags("Recycle bin").Produces<Response>();

    private static async Task<IResult> HandleAsync(
        [AsParameters] Query query, HttpContext context, Catalog catalog, IDirectory directory, BinReader bin, RecordSights sights, CancellationToken ct)
    {
        var caller = context.Caller();
        var forms = catalog.All.Where(form => FormAccess.May(caller, form, FormAction.Read)).ToList();
        if (query.Form is { Length: > 0 } key)
        {
            var named = await catalog.FindAsync(caller, key, FormAction.Read, ct);
            if (named.Failed) return named.Problem.ToHttp();
            forms = [named.Value];
        }
        var first = PageCursor.First(query.First);
        if (first.Failed) return first.Problem.ToHttp();
        var after = Position(query.After);
        if (after.Failed) return after.Problem.ToHttp();
        var by = RecordBody.Person(query.By, "by", directory);
        if (by.Failed) return by.Problem.ToHttp();

        var words = string.IsNullOrWhiteSpace(query.Q) ? null : query.Q.Trim().ToLowerInvariant();
        var filter = new BinFilter(words, by.Value, query.From, query.To, after.Value is { } place ? (place.At, place.Id) : null);
        var found = await bin.ListAsync(caller, forms, filter, first.Value + 1, ct);
        var seen = await SightsAsync(caller, found, sights, ct);
        var items = found.Select(record => new Item(
            record.Id, record.Form.Key, record.Form.Definition.Title,
            seen.TryGetValue(record.Id, out var sight) ? sight.Title(record.Title) : record.Title,
            record.DeletedAt, record.DeletedBy is { } person ? new RecordShapes.Link(person, directory.Title(LinkKind.User, person)) : null, record.ChangeSet)).ToList();
        var paged = PageCursor.Page(items, first.Value, item => string.Create(CultureInfo.InvariantCulture, $"{item.DeletedAt.UtcTicks}/{item.Id}"));
        var total = query.Count is true ? await bin.CountAsync(caller, forms, filter, ct) : (long?)null;
        return TypedResults.Ok(new Response(paged.Items, paged.PageInfo, total));
    }

    /// <summary>What is seen of records of forms that the caller does not see as a whole.</summary>
    private static async Task<Dictionary<Guid, RowSight>> SightsAsync(Caller caller, IReadOnlyList<BinnedRecord> found, RecordSights sights, CancellationToken ct)
    {
        var seen = new Dictionary<Guid, RowSight>();
        foreach (var form in found.GroupBy(record => record.Form).Where(form => !sights.IsWhole(caller, form.Key)))
        {
            foreach (var (id, sight) in await sights.OfAsync(caller, form.Key, [.. form.Select(record => record.Id)], ct)) seen[id] = sight;
        }
        return seen;
    }

    private sealed record Place(DateTimeOffset At, Guid Id);

    private static Result<Place?> Position(string? after)
    {
        var cursor = PageCursor.Read(after);
        if (cursor.Failed) return cursor.Problem;
        if (cursor.Value is not { } key) return (Place?)null;
        return key.Split('/') is [var ticks, var text] && long.TryParse(ticks, CultureInfo.InvariantCulture, out var at) && at is > 0 and < 3_155_378_975_999_999_999
            && Guid.TryParse(text, CultureInfo.InvariantCulture, out var id)
            ? new Place(new DateTimeOffset(at, TimeSpan.Zero), id)
            : PageCursor.Bad;
    }
}
