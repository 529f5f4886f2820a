using FormsHub.Core.Access;
using FormsHub.Server.Hosting.Web;
using FormsHub.Storage.Forms;
using FormsHub.Storage.Records;

namespace FormsHub.Server.Records;

/// <summary>DELETE /api/v1/forms/{form}/records/{id} moves a record to the recycle bin. If-Match guards against lost updates.</summary>
public static class DeleteRecord
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapDelete("/api/v1/forms/{form}/records/{id:guid}", HandleAsync).KeepsItsAnswer().WithTags("Records").Produces<RecordShapes.Written>();

    private static Task<IResult> HandleAsync(
        string form, Guid id, HttpContext context, Catalog catalog, RecordAnswers answers, CancellationToken ct) =>
        MoveRecord.AnswerAsync(form, FormAction.Delete, (number, rev) => new RecordOperation.Delete(number, id, rev), context, catalog, answers, ct);
}
