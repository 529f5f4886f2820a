using FormsHub.Core.Forms.Definitions;
using FormsHub.Server.Hosting;
using FormsHub.Server.Hosting.Problems;
using FormsHub.Storage.Forms;

namespace FormsHub.Server.Forms;

/// <summary>
/// GET and PUT /api/v1/forms/{form}/draft: the definition that the designer works on. Its ETag is the draft's revision; with If-Match
/// nobody overwrites another's work.
/// </summary>
public static class DraftOfForm
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/api/v1/forms/{form}/draft", ReadAsync).WithTags("Forms").WithSummary("Read the draft");
        routes.MapPut("/api/v1/forms/{form}/draft", SaveAsync).WithTags("Forms").WithSummary("Save the draft");
    }

    private static async Task<IResult> ReadAsync(string form, HttpContext context, FormStore store, Catalog catalog, CancellationToken ct)
    {
        var row = await store.ForDesignAsync(context, catalog, form, ct);
        if (row.Failed) return row.Problem.ToHttp();
        context.Response.SetETag(row.Value.DraftRev);
        return FormAnswer.Definition(row.Value.Definition);
    }

    private static async Task<IResult> SaveAsync(string form, HttpContext context, FormStore store, Catalog catalog, CancellationToken ct)
    {
        var row = await store.ForDesignAsync(context, catalog, form, ct);
        if (row.Failed) return row.Problem.ToHttp();
        var rev = context.Request.IfMatch();
        if (rev.Failed) return rev.Problem.ToHttp();
        var body = await context.Request.ReadJsonAsync(ct);
        if (body.Failed) return body.Problem.ToHttp();
        var definition = FormDefinitionJson.Read(body.Value);
        if (definition.Failed) return definition.Problem.ToHttp();

        var saved = await store.SaveDraftAsync(row.Value.Key, definition.Value, rev.Value, context.Caller().Id, ct);
        if (saved.Failed) return saved.Problem.ToHttp();
        context.Response.SetETag(saved.Value.DraftRev);
        return FormAnswer.Definition(saved.Value.Definition);
    }
}
