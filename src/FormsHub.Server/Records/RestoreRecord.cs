using FormsHub.Core.Access;
using FormsHub.Server.Hosting.Web;
using FormsHub.Storage.Forms;
using FormsHub.Storage.Records;

namespace FormsHub.Server.Records;

/// <summary>POST /api/v1/forms/{form}/records/{id}/restore brings a record back from the recycle bin, with its id and links, and what a cascade took along.</summary>
public static class RestoreRecord
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPost("/api/v1/forms/{form}/records/{id:guid}/restore", HandleAsync).KeepsItsAnswer().WithTags("Recycle bin").Produces<RecordShapes.Written>();

    private static Task<IResult> HandleAsync(
        string form, Guid id, HttpContext context, Catalog catalog, RecordAnswers answers, CancellationToken ct) =>
        MoveRecord.AnswerAsync(form, FormAction.Restore, (number, rev) => new RecordOperation.Restore(number, id, rev), context, catalog, answers, ct);
}
