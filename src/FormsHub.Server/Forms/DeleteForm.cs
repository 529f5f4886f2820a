using FormsHub.Core.Access;
using FormsHub.Core.Results;
using FormsHub.Server.Hosting;
using FormsHub.Server.Hosting.Problems;
using FormsHub.Storage.Forms;

namespace FormsHub.Server.Forms;

/// <summary>
/// DELETE /api/v1/forms/{form} puts a form into the recycle bin, its records with it; where it holds some, only with their number as
/// <c>?confirm=</c>. POST …/restore takes it out again.
/// </summary>
public static class DeleteForm
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapDelete("/api/v1/forms/{form}", DeleteAsync).WithTags("Forms").WithSummary("Delete a form").Produces(StatusCodes.Status204NoContent);
        routes.MapPost("/api/v1/forms/{form}/restore", RestoreAsync).WithTags("Forms").WithSummary("Restore a form");
    }

    private static async Task<IResult> DeleteAsync(string form, long? confirm, HttpContext context, FormStore store, Catalog catalog, CancellationToken ct)
    {
        var row = await store.ForDesignAsync(context, catalog, form, ct);
        if (row.Failed) return row.Problem.ToHttp();
        var deleted = await store.DeleteAsync(row.Value.Key, confirm, context.Caller().Id, ct);
        return deleted.Failed ? deleted.Problem.ToHttp() : TypedResults.NoContent();
    }

    private static async Task<IResult> RestoreAsync(string form, HttpContext context, FormStore store, CancellationToken ct)
    {
        if (!FormAccess.MayDesign(context.Caller())) return FormProblemsOf(form).ToHttp();
        var restored = await store.RestoreAsync(form, context.Caller().Id, ct);
        return restored.Failed ? restored.Problem.ToHttp() : FormAnswer.One(restored.Value, restored.Value.Definition, mayManage: true);
    }

    private static Problem FormProblemsOf(string form) => Core.Forms.FormProblems.NotFound(form);
}
