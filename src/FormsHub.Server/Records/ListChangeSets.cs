using System.Globalization;
using System.Text.Json;
using FormsHub.Core.Access;
using FormsHub.Core.Fields;
using FormsHub.Core.Forms;
using FormsHub.Core.Results;
using FormsHub.Querying.Gate;
using FormsHub.Server.Hosting;
using FormsHub.Server.Hosting.Problems;
using FormsHub.Storage.Forms;
using FormsHub.Storage.Records;
using Npgsql;
using NpgsqlTypes;

namespace FormsHub.Server.Records;

/// <summary>GET /api/v1/change-sets lists who did what when, newest first; GET /api/v1/change-sets/{id} one of them.</summary>
public static class ListChangeSets
{
    public sealed record Item(
        Guid Id, DateTimeOffset At, RecordShapes.Link? Actor, string Via, Localized Summary, IReadOnlyList<string> Forms, int Records, Guid? Undoes, Guid? UndoneBy);

    public sealed record Query(string? By, string? Via, string? Form, DateTimeOffset? From, DateTimeOffset? To, int? First, string? After);

    private const string Columns = "id, at, actor, via, summary::text, forms, records, undoes, undone_by";

    private static readonly string[] Ways = [.. Enum.GetNames<Via>().Select(name => name.ToLowerInvariant())];

    private static readonly FieldError UnknownWay = new("/via", "unknown_value", new Message(
        $"must be one of {string.Join(", ", Ways)}", $"必须是 {string.Join("、", Ways)} 之一"));

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/api/v1/change-sets", ListAsync).WithTags("Change sets").Produces<Page<Item>>();
        routes.MapGet("/api/v1/change-sets/{id:guid}", OneAsync).WithTags("Change sets").Produces<Item>();
    }

    private static async Task<IResult> ListAsync(
        [AsParameters] Query query, HttpContext context, Catalog catalog, IDirectory directory, RecordSights sights, NpgsqlDataSource database, CancellationToken ct)
    {
        var caller = context.Caller();
        var readable = Readable(catalog, caller);
        if (query.Form is { Length: > 0 } key)
        {
            var found = await catalog.FindAsync(caller, key, FormAction.Read, ct);
            if (found.Failed) return found.Problem.ToHttp();
            readable = new Dictionary<int, Form> { [found.Value.Number] = found.Value };
        }
        var first = PageCursor.First(query.First);
        if (first.Failed) return first.Problem.ToHttp();
        var cursor = PageCursor.Read(query.After);
        if (cursor.Failed) return cursor.Problem.ToHttp();
        if (cursor.Value is { } text && !Guid.TryParse(text, CultureInfo.InvariantCulture, out _)) return PageCursor.Bad.ToHttp();
        var by = RecordBody.Person(query.By, "by", directory);
        if (by.Failed) return by.Problem.ToHttp();
        if (!string.IsNullOrEmpty(query.Via) && !Ways.Contains(query.Via)) return RecordBody.Invalid([UnknownWay]).ToHttp();

        await using var command = database.CreateCommand(
            $"""
            select {Columns} from change_sets
            where forms {(query.Form is { Length: > 0 } ? "&&" : "<@")} $1 and ($2::uuid is null or actor = $2) and ($3::text is null or via = $3)
              and ($4::timestamptz is null or at >= $4) and ($5::timestamptz is null or at < $5) and ($6::uuid is null or id < $6)
            order by id desc limit $7
            """);
        command.Parameters.Add(new NpgsqlParameter<int[]> { TypedValue = [.. readable.Keys] });
        command.Parameters.Add(Nullable(by.Value, NpgsqlDbType.Uuid));
        command.Parameters.Add(Nullable(string.IsNullOrEmpty(query.Via) ? null : query.Via, NpgsqlDbType.Text));
        command.Parameters.Add(Nullable(query.From?.ToUniversalTime(), NpgsqlDbType.TimestampTz));
        command.Parameters.Add(Nullable(query.To?.ToUniversalTime(), NpgsqlDbType.TimestampTz));
        command.Parameters.Add(Nullable(cursor.Value is { } after ? Guid.Parse(after, CultureInfo.InvariantCulture) : null, NpgsqlDbType.Uuid));
        command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = first.Value + 1 });
        var page = PageCursor.Page(await ReadAsync(command, catalog, directory, ct), first.Value, item => item.Id.ToString());
        return TypedResults.Ok(page with { Items = await SeenAsync(caller, page.Items, catalog, sights, ct) });
    }

    private static async Task<IResult> OneAsync(
        Guid id, HttpContext context, Catalog catalog, IDirectory directory, RecordSights sights, NpgsqlDataSource database, CancellationToken ct)
    {
        await using var command = database.CreateCommand($"select {Columns} from change_sets where id = $1 and forms <@ $2");
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = id });
        command.Parameters.Add(new NpgsqlParameter<int[]> { TypedValue = [.. Readable(catalog, context.Caller()).Keys] });
        var found = await SeenAsync(context.Caller(), await ReadAsync(command, catalog, directory, ct), catalog, sights, ct);
        return found is [var item] ? TypedResults.Ok(item) : RecordProblems.NoChangeSet(id).ToHttp();
    }

    /// <summary>
    /// The change sets that touched a record which the caller sees. Where the caller may not be told the names of all records of a form,
    /// those of before among them, the sentence, which may name some, gives way to a number.
    /// </summary>
    private static async Task<IReadOnlyList<Item>> SeenAsync(Caller caller, IReadOnlyList<Item> items, Catalog catalog, RecordSights sights, CancellationToken ct)
    {
        var narrowed = items.SelectMany(item => item.Forms).Distinct().Select(catalog.Find).OfType<Form>().Where(form => !sights.MayNameThen(caller, form)).ToDictionary(form => form.Key);
        if (narrowed.Count is 0) return items;
        var touched = new Dictionary<Guid, int>();
        foreach (var form in items.SelectMany(item => item.Forms).Distinct().Select(catalog.Find).OfType<Form>())
        {
            var asked = items.Where(item => item.Forms.Any(narrowed.ContainsKey) && item.Forms.Contains(form.Key)).Select(item => item.Id).ToList();
            if (asked.Count is 0) continue;
            foreach (var (id, count) in await sights.TouchedAsync(caller, form, asked, ct)) touched[id] = touched.GetValueOrDefault(id) + count;
        }
        return [.. items.Where(item => !item.Forms.Any(narrowed.ContainsKey) || touched.ContainsKey(item.Id)).Select(item => !item.Forms.Any(narrowed.ContainsKey) ? item : item with
        {
            Records = touched[item.Id],
            Summary = new Localized($"修改了 {touched[item.Id]} 条记录", $"Changed {touched[item.Id]} {(touched[item.Id] is 1 ? "record" : "records")}"),
        })];
    }

    private static Dictionary<int, Form> Readable(Catalog catalog, Caller caller) =>
        catalog.All.Where(form => FormAccess.May(caller, form, FormAction.Read)).ToDictionary(form => form.Number);

    private static async Task<List<Item>> ReadAsync(NpgsqlCommand command, Catalog catalog, IDirectory directory, CancellationToken ct)
    {
        var items = new List<Item>();
        await using var reader = await command.ExecuteReaderAsync(ct);
        while (await reader.ReadAsync(ct))
        {
            var actor = await reader.IsDBNullAsync(2, ct) ? (Guid?)null : reader.GetGuid(2);
            items.Add(new Item(
                reader.GetGuid(0), reader.GetFieldValue<DateTimeOffset>(1),
                actor is { } person ? new RecordShapes.Link(person, directory.Title(LinkKind.User, person)) : null,
                reader.GetString(3), JsonSerializer.Deserialize<Localized>(reader.GetString(4))!,
                [.. reader.GetFieldValue<int[]>(5).Select(number => catalog.ByNumber(number)?.Key).OfType<string>()], reader.GetInt32(6),
                await reader.IsDBNullAsync(7, ct) ? null : reader.GetGuid(7), await reader.IsDBNullAsync(8, ct) ? null : reader.GetGuid(8)));
        }
        return items;
    }

    private static NpgsqlParameter Nullable(object? value, NpgsqlDbType type) => new() { Value = value ?? DBNull.Value, NpgsqlDbType = type };
}
