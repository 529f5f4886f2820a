using System.Text.Json;
using FormsHub.Core.Access;
using FormsHub.Core.Forms;
using FormsHub.Querying.Gate;
using FormsHub.Querying.Records;
using FormsHub.Server.Hosting;
using FormsHub.Server.Records;
using FormsHub.Storage.Forms;

namespace FormsHub.Server.Forms;

/// <summary>
/// GET /api/v1/forms lists the published forms that the caller may use; to administrators also those not yet published. With
/// <c>recordCounts=true</c> each tells how many records it has; <c>deleted=true</c> lists to administrators those in the recycle bin.
/// </summary>
public static class ListForms
{
    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/api/v1/forms", HandleAsync).WithTags("Forms").WithSummary("List forms");

    private static async Task<JsonAnswer> HandleAsync(HttpContext context, FormStore store, Catalog catalog, RecordCounts records, RecordSights sights, string? app, bool? recordCounts, bool? deleted, CancellationToken ct)
    {
        var caller = context.Caller();
        var rows = deleted is true ? await store.ListDeletedAsync(ct) : await store.ListAsync(ct);
        var visible = rows.Select(row => (Row: row, Form: catalog.ByNumber(row.Number)))
            .Where(each => each.Form is { } form ? FormAccess.MaySee(caller, form) : FormAccess.MayDesign(caller))
            .Select(each => (each.Row, each.Form, Definition: each.Form?.Definition ?? each.Row.Definition))
            .Where(each => app is null || each.Definition.App == app)
            .ToList();
        var counts = recordCounts is true ? await records.OfAsync(caller, visible.Select(each => each.Form).OfType<Form>(), ct) : null;
        return new JsonAnswer(StatusCodes.Status200OK, output =>
        {
            using var json = new Utf8JsonWriter(output, Json.Writer);
            json.WriteStartObject();
            json.WriteStartArray("items"u8);
            foreach (var (row, form, definition) in visible) FormAnswer.Write(json, row, definition, MayManage(caller, form), whole: false, counts?.GetValueOrDefault(row.Number), form is null ? null : sights.RightsOf(caller, form));
            json.WriteEndArray();
            json.WriteStartObject("pageInfo"u8);
            json.WriteNull("endCursor"u8);
            json.WriteBoolean("hasNextPage"u8, false);
            json.WriteEndObject();
            json.WriteEndObject();
        });
    }

    internal static bool MayManage(Caller caller, Form? form) =>
        form is null ? FormAccess.MayDesign(caller) : FormAccess.May(caller, form, FormAction.Manage);
}
