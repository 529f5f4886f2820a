using System.Globalization;
using System.Text.Json;
using FormsHub.Core.Access;
using FormsHub.Core.Fields;
using FormsHub.Core.Forms;
using FormsHub.Core.Results;
using FormsHub.Querying.Gate;
using FormsHub.Server.Hosting;
using FormsHub.Server.Hosting.Problems;
using FormsHub.Server.Hosting.SignIn;
using FormsHub.Server.Records;
using FormsHub.Storage.Forms;
using FormsHub.Storage.Records;
using Npgsql;

namespace FormsHub.Server.Audit;

/// <summary>
/// GET /api/v1/audit lists who did what, newest first, for administrators; GET /api/v1/forms/{form}/records/{id}/audit who has seen and
/// changed one record, for who manages the form or sees its history.
/// </summary>
public static class ListAudit
{
    /// <param name="ActorName">The person's user name at that time.</param>
    /// <param name="Records">How many records the entry names; <see cref="Record"/> is the only one.</param>
    public sealed record Item(
        long Id, DateTimeOffset At, RecordShapes.Link? Actor, string? ActorName, RecordShapes.Link? Token, string? Address, string? Agent, string Action, FormName? Form,
        RecordShapes.Link? Record, int Records, string? Field, Guid? ChangeSet, JsonElement? Details, string Hash);

    public sealed record FormName(string Key, Localized? Title);

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/api/v1/audit", ListAsync).RequireAdministrator().WithTags("Audit").WithSummary("Search the audit").Produces<Page<Item>>();
        routes.MapGet("/api/v1/forms/{form}/records/{id:guid}/audit", OfRecordAsync).WithTags("Audit").WithSummary("Who has seen and changed a record").Produces<Page<Item>>();
    }

    private static async Task<IResult> ListAsync(
        [AsParameters] AuditQuery query, HttpContext context, Catalog catalog, IDirectory directory, RecordSights sights, IAudit audit, NpgsqlDataSource source, CancellationToken ct)
    {
        var page = await PageAsync(query, catalog, directory, audit, source, ct);
        return page.Failed ? page.Problem.ToHttp() : TypedResults.Ok(await ShownAsync(page.Value, context.Caller(), catalog, directory, sights, ct));
    }

    private static async Task<IResult> OfRecordAsync(
        string form, Guid id, string? action, int? first, string? after, HttpContext context, Catalog catalog, IDirectory directory, RecordSights sights, IAudit audit,
        NpgsqlDataSource source, CancellationToken ct)
    {
        var caller = context.Caller();
        var found = await catalog.FindAsync(caller, form, FormAction.Read, ct);
        if (found.Failed) return found.Problem.ToHttp();
        var manages = FormAccess.May(caller, found.Value, FormAction.Manage);
        if (!manages)
        {
            var history = FormGate.For(caller, found.Value, FormAction.ViewHistory);
            if (history.Failed) return history.Problem.ToHttp();
        }
        if (!(await sights.OfAsync(caller, found.Value, [id], ct)).TryGetValue(id, out var sight) || (!manages && !sight.Allows(FormAction.ViewHistory)))
            return RecordProblems.NotFound(id).ToHttp();

        var page = await PageAsync(new AuditQuery(null, action, null, id, null, null, first, after), catalog, directory, audit, source, ct);
        if (page.Failed) return page.Problem.ToHttp();
        var shown = await ShownAsync(page.Value, caller, catalog, directory, sights, ct);
        return TypedResults.Ok(shown with
        {
            Items = [.. shown.Items.Select(item => item with
            {
                Details = item.Details is { } details ? Seen(details, found.Value, sight) : null,
                Address = manages ? item.Address : null,
                Agent = manages ? item.Agent : null,
                Token = manages ? item.Token : null,
            })],
        });
    }

    private static async Task<Result<Page<AuditQuery.Row>>> PageAsync(
        AuditQuery query, Catalog catalog, IDirectory directory, IAudit audit, NpgsqlDataSource source, CancellationToken ct)
    {
        var asked = await query.CommandAsync(source, catalog, directory, all: false, ct);
        if (asked.Failed) return asked.Problem;
        await audit.FlushAsync(ct);
        await using var command = asked.Value;
        await using var reader = await command.ExecuteReaderAsync(ct);
        var rows = new List<AuditQuery.Row>();
        while (await reader.ReadAsync(ct)) rows.Add(AuditQuery.Read(reader));
        return PageCursor.Page(rows, query.First ?? PageCursor.Usual, row => row.Id.ToString(CultureInfo.InvariantCulture));
    }

    private static async Task<Page<Item>> ShownAsync(
        Page<AuditQuery.Row> page, Caller caller, Catalog catalog, IDirectory directory, RecordSights sights, CancellationToken ct)
    {
        var titles = new Dictionary<Guid, string>();
        foreach (var group in page.Items.Where(row => row.Records.Count is 1 && row.Form is not null).GroupBy(row => row.Form!.Value, row => row.Records[0]))
        {
            if (catalog.ByNumber(group.Key) is not { } form || !FormAccess.May(caller, form, FormAction.Read)) continue;
            foreach (var (id, title) in await sights.TitlesAsync(caller, form, [.. group.Distinct()], ct, binned: true)) titles[id] = title;
        }
        return new Page<Item>([.. page.Items.Select(Shown)], page.PageInfo);

        Item Shown(AuditQuery.Row row) => new(
            row.Id, row.At, row.Actor is { } actor ? new RecordShapes.Link(actor, directory.Title(LinkKind.User, actor)) : null, row.ActorName,
            row.Token is { } token ? new RecordShapes.Link(token, row.TokenName) : null, row.Address, row.Agent, row.Action, NameOf(row),
            row.Records is [var only] ? new RecordShapes.Link(only, titles.GetValueOrDefault(only)) : null, row.Records.Count, row.Field, row.ChangeSet, row.Details,
            Convert.ToHexStringLower(row.Hash));

        FormName? NameOf(AuditQuery.Row row) =>
            row.Form is not { } number ? null
            : catalog.ByNumber(number) is { } form ? FormAccess.MaySee(caller, form) ? new FormName(form.Key, form.Definition.Title) : null
            : caller.IsAdministrator && row.FormKey is { } key ? new FormName(key, null) : null;
    }

    /// <summary>The details without the names of fields that the caller does not see.</summary>
    private static JsonElement Seen(JsonElement details, Form form, RowSight sight)
    {
        if (sight.IsWhole || !details.TryGetProperty("fields", out var fields)) return details;
        var kept = fields.EnumerateArray().Select(field => field.GetString()!)
            .Where(key => form.Fields.FirstOrDefault(each => each.Key == key) is { } field && sight.Of(field) is not Sight.Nothing).ToList();
        var members = details.EnumerateObject().ToDictionary(member => member.Name, member => member.Value);
        members["fields"] = JsonSerializer.SerializeToElement(kept);
        return JsonSerializer.SerializeToElement(members);
    }
}
