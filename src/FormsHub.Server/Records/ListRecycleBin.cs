using System.Globalization;
using FormsHub.Core.Access;
using FormsHub.Core.Fields;
using FormsHub.Core.Forms;
using FormsHub.Core.Results;
using FormsHub.Server.Hosting;
using FormsHub.Server.Hosting.Problems;
using FormsHub.Storage.Forms;
using Npgsql;
using NpgsqlTypes;

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
        [AsParameters] Query query, HttpContext context, Catalog catalog, IDirectory directory, NpgsqlDataSource database, CancellationToken ct)
    {
        var caller = context.Caller();
        var forms = catalog.All.Where(form => FormAccess.May(caller, form, FormAction.Read)).ToDictionary(form => form.Number);
        if (query.Form is { Length: > 0 } key)
        {
            var found = await catalog.FindAsync(caller, key, FormAction.Read, ct);
            if (found.Failed) return found.Problem.ToHttp();
            forms = new Dictionary<int, Form> { [found.Value.Number] = found.Value };
        }
        var first = PageCursor.First(query.First);
        if (first.Failed) return first.Problem.ToHttp();
        var after = Position(query.After);
        if (after.Failed) return after.Problem.ToHttp();
        var by = RecordBody.Person(query.By, "by", directory);
        if (by.Failed) return by.Problem.ToHttp();

        const string Where = """
            form = any($1) and ($2::text is null or strpos(lower(title), $2) > 0) and ($3::uuid is null or deleted_by = $3)
            and ($4::timestamptz is null or deleted_at >= $4) and ($5::timestamptz is null or deleted_at < $5)
            """;
        NpgsqlParameter[] Filters() =>
        [
            new NpgsqlParameter<int[]> { TypedValue = [.. forms.Keys] },
            Nullable(string.IsNullOrWhiteSpace(query.Q) ? null : query.Q.Trim().ToLowerInvariant(), NpgsqlDbType.Text),
            Nullable(by.Value, NpgsqlDbType.Uuid), Nullable(query.From?.ToUniversalTime(), NpgsqlDbType.TimestampTz), Nullable(query.To?.ToUniversalTime(), NpgsqlDbType.TimestampTz),
        ];
        await using var page = database.CreateCommand(
            $"""
            select record, form, title, deleted_at, deleted_by, change_set from bin
            where {Where} and ($6::timestamptz is null or (deleted_at, record) < ($6, $7))
            order by deleted_at desc, record desc limit $8
            """);
        page.Parameters.AddRange(Filters());
        page.Parameters.Add(Nullable(after.Value?.At, NpgsqlDbType.TimestampTz));
        page.Parameters.Add(Nullable(after.Value?.Id, NpgsqlDbType.Uuid));
        page.Parameters.Add(new NpgsqlParameter<int> { TypedValue = first.Value + 1 });
        var items = new List<Item>();
        await using (var reader = await page.ExecuteReaderAsync(ct))
        {
            while (await reader.ReadAsync(ct))
            {
                var form = forms[reader.GetInt32(1)];
                var deletedBy = await reader.IsDBNullAsync(4, ct) ? (Guid?)null : reader.GetGuid(4);
                items.Add(new Item(
                    reader.GetGuid(0), form.Key, form.Definition.Title, reader.GetString(2), reader.GetFieldValue<DateTimeOffset>(3),
                    deletedBy is { } person ? new RecordShapes.Link(person, directory.Title(LinkKind.User, person)) : null, reader.GetGuid(5)));
            }
        }
        var paged = PageCursor.Page(items, first.Value, item => string.Create(CultureInfo.InvariantCulture, $"{item.DeletedAt.UtcTicks}/{item.Id}"));

        long? total = null;
        if (query.Count is true)
        {
            await using var count = database.CreateCommand($"select count(*) from bin where {Where}");
            count.Parameters.AddRange(Filters());
            total = (long)(await count.ExecuteScalarAsync(ct))!;
        }
        return TypedResults.Ok(new Response(paged.Items, paged.PageInfo, total));
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

    private static NpgsqlParameter Nullable(object? value, NpgsqlDbType type) => new() { Value = value ?? DBNull.Value, NpgsqlDbType = type };
}
