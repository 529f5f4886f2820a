using FormsHub.Core.Access;
using FormsHub.Core.Fields;
using FormsHub.Server.Hosting;
using FormsHub.Server.Hosting.Problems;
using FormsHub.Server.Hosting.Web;
using FormsHub.Storage.Forms;
using FormsHub.Storage.Records;

namespace FormsHub.Server.Records;

/// <summary>PATCH /api/v1/forms/{form}/records/{id} changes the given fields, owner and department; null empties. If-Match guards against lost updates.</summary>
public static class UpdateRecord
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPatch("/api/v1/forms/{form}/records/{id:guid}", HandleAsync).KeepsItsAnswer().WithTags("Records").Accepts<RecordShapes.Write>("application/json").Produces<RecordShapes.Written>();

    private static async Task<IResult> HandleAsync(
        string form, Guid id, HttpContext context, Catalog catalog, IDirectory directory, RecordAnswers answers, CancellationToken ct)
    {
        var found = await catalog.FindAsync(context.Caller(), form, FormAction.Update, ct);
        if (found.Failed) return found.Problem.ToHttp();
        var rev = context.Request.IfMatch();
        if (rev.Failed) return rev.Problem.ToHttp();
        var body = await context.Request.ReadJsonAsync(ct);
        if (body.Failed) return body.Problem.ToHttp();
        var data = RecordBody.Data(body.Value);
        if (data.Failed) return data.Problem.ToHttp();
        var owner = RecordBody.Assignment(body.Value, "owner", LinkKind.User, directory);
        if (owner.Failed) return owner.Problem.ToHttp();
        var department = RecordBody.Assignment(body.Value, "department", LinkKind.Department, directory);
        if (department.Failed) return department.Problem.ToHttp();
        var key = context.Request.Idempotency(body.Value);
        if (key.Failed) return key.Problem.ToHttp();

        var operation = new RecordOperation.Update(found.Value.Number, id, rev.Value, data.Value, owner.Value, department.Value);
        return await answers.WriteAsync(context, found.Value, operation, key.Value, StatusCodes.Status200OK, ct);
    }
}
