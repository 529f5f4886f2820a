using FormsHub.Core.Access;
using FormsHub.Core.Results;
using FormsHub.Server.GraphQL.Contract;
using FormsHub.Server.Hosting;
using FormsHub.Server.Hosting.Problems;
using FormsHub.Storage.Forms;
using Microsoft.AspNetCore.Http.HttpResults;

namespace FormsHub.Server.Forms;

/// <summary>
/// DELETE /api/v1/forms/{form} puts a form into the recycle bin, its records with it; where it holds some or something uses it, only with
/// their number as <c>?confirm=</c>. GET …/deletion tells what that would do, POST …/restore takes it out again.
/// </summary>
public static class DeleteForm
{
    /// <param name="Records">How many would go with it, the number to confirm by.</param>
    /// <param name="UsedBy">Keys of the forms that point at it or look something up in it.</param>
    /// <param name="Operations">Which GraphQL operations of programs would break.</param>
    public sealed record Deletion(long Records, IReadOnlyList<string> UsedBy, ContractReport Operations);

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapDelete("/api/v1/forms/{form}", DeleteAsync).WithTags("Forms").WithSummary("Delete a form").Produces(StatusCodes.Status204NoContent);
        routes.MapGet("/api/v1/forms/{form}/deletion", ReportAsync).WithTags("Forms").WithSummary("Tell what deleting a form would do");
        routes.MapPost("/api/v1/forms/{form}/restore", RestoreAsync).WithTags("Forms").WithSummary("Restore a form");
    }

    private static async Task<IResult> DeleteAsync(string form, long? confirm, HttpContext context, FormStore store, ContractGuard guard, Catalog catalog, CancellationToken ct)
    {
        var row = await store.ForDesignAsync(context, catalog, form, ct);
        if (row.Failed) return row.Problem.ToHttp();
        // Who confirms has been told.
        var breaking = confirm is null ? (await guard.WithoutAsync(row.Value.Number, ct)).Breaking : 0;
        var deleted = await store.DeleteAsync(row.Value.Key, confirm, breaking, context.Caller().Id, ct);
        return deleted.Failed ? deleted.Problem.ToHttp() : TypedResults.NoContent();
    }

    private static async Task<Results<Ok<Deletion>, ProblemResult>> ReportAsync(
        string form, HttpContext context, FormStore store, ContractGuard guard, Catalog catalog, CancellationToken ct)
    {
        var row = await store.ForDesignAsync(context, catalog, form, ct);
        if (row.Failed) return row.Problem.ToHttp();
        var (records, usedBy) = await store.HeldAsync(row.Value, ct);
        return TypedResults.Ok(new Deletion(records, usedBy, await guard.WithoutAsync(row.Value.Number, ct)));
    }

    private static async Task<IResult> RestoreAsync(string form, HttpContext context, FormStore store, CancellationToken ct)
    {
        if (!FormAccess.MayDesign(context.Caller())) return FormProblemsOf(form).ToHttp();
        var restored = await store.RestoreAsync(form, context.Caller().Id, ct);
        return restored.Failed ? restored.Problem.ToHttp() : FormAnswer.One(restored.Value, restored.Value.Definition, mayManage: true);
    }

    private static Problem FormProblemsOf(string form) => Core.Forms.FormProblems.NotFound(form);
}
