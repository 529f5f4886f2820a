using System.Globalization;
using System.Text.Json;
using FormsHub.Core.Access;
using FormsHub.Core.Fields;
using FormsHub.Core.Forms;
using FormsHub.Querying.Gate;
using FormsHub.Server.Hosting;
using FormsHub.Server.Hosting.Problems;
using FormsHub.Server.Hosting.SignIn;
using FormsHub.Server.Records;
using FormsHub.Storage.Forms;
using FormsHub.Storage.Records;
using Npgsql;

namespace FormsHub.Server.Notices;

/// <summary>GET /api/v1/notices: what the caller is told of, newest first; POST /api/v1/notices/read marks all of it as read.</summary>
public static class NoticesOfCaller
{
    private const string FieldDetail = "field";

    /// <param name="Kind">"revealed": somebody saw a masked value of a record that the caller owns; details are field and reason; "shared": somebody shared a record, or with "of": "form" some records, with the caller; details are actions, until and note.</param>
    /// <param name="Record">Null if the caller may not see it (any more).</param>
    public sealed record Item(
        Guid Id, DateTimeOffset At, string Kind, string? Form, RecordShapes.Link? Record, RecordShapes.Link? By, Localized? FieldLabel,
        IReadOnlyDictionary<string, string> Details, bool Read);

    public sealed record Response(IReadOnlyList<Item> Items, PageInfo PageInfo, int Unread);

    public static void MapNotices(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/api/v1/notices", ListAsync).RequireWholePerson().WithTags("Notices").WithSummary("List what you are told of").Produces<Response>();
        routes.MapPost("/api/v1/notices/read", ReadAsync).RequireWholePerson().WithTags("Notices").WithSummary("Mark all notices as read").Produces(StatusCodes.Status204NoContent);
    }

    private static async Task<IResult> ListAsync(
        int? first, string? after, HttpContext context, Catalog catalog, IDirectory directory, RecordSights sights, NpgsqlDataSource database, CancellationToken ct)
    {
        var size = PageCursor.First(first);
        if (size.Failed) return size.Problem.ToHttp();
        var cursor = PageCursor.Read(after);
        if (cursor.Failed) return cursor.Problem.ToHttp();
        if (cursor.Value is { } text && !Guid.TryParse(text, CultureInfo.InvariantCulture, out _)) return PageCursor.Bad.ToHttp();

        var caller = context.Caller();
        var found = await FindAsync(database, caller, size.Value + 1, cursor.Value is { } place ? Guid.Parse(place, CultureInfo.InvariantCulture) : null, ct);
        var titles = new Dictionary<Guid, string>();
        foreach (var group in found.Where(each => each is { Form: not null, Record: not null }).GroupBy(each => each.Form!.Value, each => each.Record!.Value))
        {
            if (await catalog.FindAsync(group.Key, ct) is not { } form) continue;
            foreach (var (id, title) in await sights.TitlesAsync(caller, form, [.. group.Distinct()], ct)) titles[id] = title;
        }
        var items = found.Select(each => new Item(
            each.Id, each.At, each.Kind, each.Form is { } number ? catalog.ByNumber(number)?.Key : null,
            each.Record is { } record && titles.TryGetValue(record, out var shown) ? new RecordShapes.Link(record, shown) : null,
            each.By is { } by ? new RecordShapes.Link(by, directory.Title(LinkKind.User, by)) : null,
            FieldOf(each, catalog, caller, sights)?.Definition.Label, DetailsOf(each, catalog, caller, sights), each.IsRead)).ToList();
        var page = PageCursor.Page(items, size.Value, item => item.Id.ToString());
        return TypedResults.Ok(new Response(page.Items, page.PageInfo, await UnreadAsync(database, caller.Id, ct)));
    }

    /// <summary>The field that a notice is about, if its reader may know of it.</summary>
    private static Field? FieldOf(Found notice, Catalog catalog, Caller caller, RecordSights sights) =>
        notice.Form is { } number && catalog.ByNumber(number) is { } form && notice.Details.TryGetValue(FieldDetail, out var key) && form[key] is { } field
        && !sights.RightsOf(caller, form).Unknown.Contains(field) ? field : null;

    private static Dictionary<string, string> DetailsOf(Found notice, Catalog catalog, Caller caller, RecordSights sights) =>
        FieldOf(notice, catalog, caller, sights) is not null ? notice.Details : notice.Details.Where(detail => detail.Key is not FieldDetail).ToDictionary();

    private static async Task<IResult> ReadAsync(HttpContext context, NpgsqlDataSource database, CancellationToken ct)
    {
        await using var command = database.Command("update notices set read_at = now() where person = $1 and read_at is null", context.Caller().Id);
        await command.ExecuteNonQueryAsync(ct);
        return TypedResults.NoContent();
    }

    private sealed record Found(Guid Id, DateTimeOffset At, string Kind, int? Form, Guid? Record, Guid? By, Dictionary<string, string> Details, bool IsRead);

    /// <summary>Ids are in the order of time.</summary>
    private static async Task<List<Found>> FindAsync(NpgsqlDataSource database, Caller caller, int most, Guid? before, CancellationToken ct)
    {
        await using var command = database.Command(
            """
            select id, at, kind, form, record, by, details::text, read_at is not null from notices
            where person = $1 and id < $2 order by id desc limit $3
            """,
            caller.Id,
            before ?? Guid.AllBitsSet,
            most);
        await using var reader = await command.ExecuteReaderAsync(ct);
        var found = new List<Found>();
        while (await reader.ReadAsync(ct))
        {
            found.Add(new Found(
                reader.GetGuid(0), reader.GetFieldValue<DateTimeOffset>(1), reader.GetString(2), await reader.IsDBNullAsync(3, ct) ? null : reader.GetInt32(3),
                reader.OptionalId(4), reader.OptionalId(5), JsonSerializer.Deserialize<Dictionary<string, string>>(reader.GetString(6))!, reader.GetBoolean(7)));
        }
        return found;
    }

    private static async Task<int> UnreadAsync(NpgsqlDataSource database, Guid person, CancellationToken ct)
    {
        await using var command = database.Command("select count(*)::int from notices where person = $1 and read_at is null", person);
        return (int)(await command.ExecuteScalarAsync(ct))!;
    }
}
