using System.Text.Json;
using FormsHub.Core.Access;
using FormsHub.Core.Forms;
using FormsHub.Core.Forms.Definitions;
using FormsHub.Core.Results;
using FormsHub.Querying.Gate;
using FormsHub.Server.Hosting;
using FormsHub.Server.Hosting.Problems;
using FormsHub.Server.Records;
using FormsHub.Storage.Forms;

namespace FormsHub.Server.Forms;

/// <summary>
/// GET, POST /api/v1/forms/{form}/views and PUT, DELETE …/views/{view}: views saved beside those of the definition, for oneself
/// ("personal") or, by who may change the form, for all ("shared").
/// </summary>
public static class ViewsOfForm
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/api/v1/forms/{form}/views", ListAsync).WithTags("Forms").WithSummary("List saved views");
        routes.MapPost("/api/v1/forms/{form}/views", CreateAsync).WithTags("Forms").WithSummary("Save a view").Produces(StatusCodes.Status201Created);
        routes.MapPut("/api/v1/forms/{form}/views/{view}", ReplaceAsync).WithTags("Forms").WithSummary("Change a saved view");
        routes.MapDelete("/api/v1/forms/{form}/views/{view}", DeleteAsync).WithTags("Forms").WithSummary("Delete a saved view").Produces(StatusCodes.Status204NoContent);
    }

    private static async Task<IResult> ListAsync(string form, HttpContext context, Catalog catalog, ViewStore store, RecordSights sights, CancellationToken ct)
    {
        var found = await catalog.FindAsync(context.Caller(), form, FormAction.Read, ct);
        if (found.Failed) return found.Problem.ToHttp();
        var rights = FormAccess.May(context.Caller(), found.Value, FormAction.Manage) ? null : sights.RightsOf(context.Caller(), found.Value);
        var views = await store.ListAsync(found.Value.Number, context.Caller().Id, ct);
        return new JsonAnswer(StatusCodes.Status200OK, output =>
        {
            using var json = new Utf8JsonWriter(output, Json.Writer);
            json.WriteStartObject();
            json.WriteStartArray("items"u8);
            foreach (var view in views) Write(json, rights is null ? view : view with { View = ShownDefinition.Of(view.View, rights) });
            json.WriteEndArray();
            json.WriteStartObject("pageInfo"u8);
            json.WriteNull("endCursor"u8);
            json.WriteBoolean("hasNextPage"u8, false);
            json.WriteEndObject();
            json.WriteEndObject();
        });
    }

    private static async Task<IResult> CreateAsync(
        string form, HttpContext context, Catalog catalog, ViewStore store, RecordSights sights, CancellationToken ct)
    {
        var found = await catalog.FindAsync(context.Caller(), form, FormAction.Read, ct);
        if (found.Failed) return found.Problem.ToHttp();
        var view = await ReadAsync(context, found.Value, sights, ct);
        if (view.Failed) return view.Problem.ToHttp();
        if (found.Value.Definition.Views.Any(each => each.Key == view.Value.View.Key)) return ViewStore.KeyTaken(view.Value.View.Key).ToHttp();
        var made = await store.CreateAsync(found.Value.Number, view.Value, ct);
        return made.Failed ? made.Problem.ToHttp() : Answer(made.Value, StatusCodes.Status201Created);
    }

    private static async Task<IResult> ReplaceAsync(
        string form, string view, HttpContext context, Catalog catalog, ViewStore store, RecordSights sights, CancellationToken ct)
    {
        var found = await catalog.FindAsync(context.Caller(), form, FormAction.Read, ct);
        if (found.Failed) return found.Problem.ToHttp();
        var old = await OwnAsync(context.Caller(), found.Value, view, store, ct);
        if (old.Failed) return old.Problem.ToHttp();
        var given = await ReadAsync(context, found.Value, sights, ct);
        if (given.Failed) return given.Problem.ToHttp();
        var replaced = await store.ReplaceAsync(found.Value.Number, old.Value, given.Value, ct);
        return replaced.Failed ? replaced.Problem.ToHttp() : Answer(replaced.Value, StatusCodes.Status200OK);
    }

    private static async Task<IResult> DeleteAsync(string form, string view, HttpContext context, Catalog catalog, ViewStore store, CancellationToken ct)
    {
        var found = await catalog.FindAsync(context.Caller(), form, FormAction.Read, ct);
        if (found.Failed) return found.Problem.ToHttp();
        var old = await OwnAsync(context.Caller(), found.Value, view, store, ct);
        if (old.Failed) return old.Problem.ToHttp();
        await store.DeleteAsync(found.Value.Number, old.Value, ct);
        return TypedResults.NoContent();
    }

    /// <summary>The view, if the caller may change it: the own one, or a shared one for who may change the form.</summary>
    private static async Task<Result<SavedView>> OwnAsync(Caller caller, Form form, string key, ViewStore store, CancellationToken ct)
    {
        var view = (await store.ListAsync(form.Number, caller.Id, ct)).FirstOrDefault(each => each.View.Key == key);
        if (view is null) return ViewStore.NotFound(key);
        return view.Owner == caller.Id || FormAccess.May(caller, form, FormAction.Manage) ? view : MayNotShare;
    }

    private static async Task<Result<SavedView>> ReadAsync(HttpContext context, Form form, RecordSights sights, CancellationToken ct)
    {
        var body = await context.Request.ReadJsonAsync(ct);
        if (body.Failed) return body.Problem;
        var errors = new List<FieldError>();
        var (view, shared) = FormDefinitionJson.ReadSavedView(body.Value, errors);
        if (view is not null)
        {
            errors.AddRange(FormDefinitionJson.CheckView(view, form));
            if (view.Filter is { } filter && sights.KeepingParserFor(context.Caller()).Parse(filter, form) is { Failed: true } wrong)
                errors.AddRange(wrong.Problem.Errors);
        }
        if (errors.Count > 0) return Problem.Invalid("invalid_view", $"The view has {errors.Count} errors.", $"视图有 {errors.Count} 处错误。") with { Errors = errors };
        return shared && !FormAccess.May(context.Caller(), form, FormAction.Manage) ? MayNotShare : new SavedView(view!, shared, context.Caller().Id);
    }

    private static readonly Problem MayNotShare = Problem.Forbidden(
        "may_not_share", $"Only who may change the form may change views for everybody.", $"只有可以修改表单的人才能修改共享视图。");

    private static JsonAnswer Answer(SavedView view, int status) => new(status, output =>
    {
        using var json = new Utf8JsonWriter(output, Json.Writer);
        Write(json, view);
    });

    private static void Write(Utf8JsonWriter json, SavedView view)
    {
        json.WriteStartObject();
        FormDefinitionJson.WriteMembers(json, view.View);
        json.WriteString("scope"u8, view.IsShared ? "shared"u8 : "personal"u8);
        json.WriteEndObject();
    }
}
