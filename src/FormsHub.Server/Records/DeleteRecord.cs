using FormsHub.Core.Access;
using FormsHub.Server.Hosting;
using FormsHub.Server.Hosting.Problems;
using FormsHub.Server.Hosting.Web;
using FormsHub.Storage.Forms;
using FormsHub.Storage.Records;

namespace FormsHub.Server.Records;

/// <summary>DELETE /api/v1/forms/{form}/records/{id} moves a record to the recycle bin. If-Match guards against lost updates.</summary>
public static class DeleteRecord
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapDelete("/api/v1/forms/{form}/records/{id:guid}", HandleAsync).KeepsItsAnswer().WithTags("Records").Produces<RecordShapes.Written>();

    private static async Task<IResult> HandleAsync(
        string form, Guid id, HttpContext context, Catalog catalog, RecordAnswers answers, CancellationToken ct)
    {
        var found = await catalog.FindAsync(context.Caller(), form, FormAction.Delete, ct);
        if (found.Failed) return found.Problem.ToHttp();
        var rev = context.Request.IfMatch();
        if (rev.Failed) return rev.Problem.ToHttp();
        var key = context.Request.Idempotency(null);
        if (key.Failed) return key.Problem.ToHttp();

        return await answers.WriteAsync(
            context, found.Value, new RecordOperation.Delete(found.Value.Number, id, rev.Value), key.Value, StatusCodes.Status200OK, ct);
    }
}
