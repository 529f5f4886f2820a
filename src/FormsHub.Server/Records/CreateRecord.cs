using FormsHub.Core.Access;
using FormsHub.Core.Fields;
using FormsHub.Server.Hosting;
using FormsHub.Server.Hosting.Problems;
using FormsHub.Server.Hosting.SignIn;
using FormsHub.Server.Hosting.Web;
using FormsHub.Server.Sharing;
using FormsHub.Storage.Forms;
using FormsHub.Storage.Records;

namespace FormsHub.Server.Records;

/// <summary>POST /api/v1/forms/{form}/records creates one record.</summary>
public static class CreateRecord
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPost("/api/v1/forms/{form}/records", HandleAsync).OpenToLinks(writes: true).KeepsItsAnswer().WithTags("Records").Accepts<RecordShapes.Write>("application/json").Produces<RecordShapes.Written>(201);

    private static async Task<IResult> HandleAsync(
        string form, HttpContext context, Catalog catalog, IDirectory directory, RecordAnswers answers, CancellationToken ct)
    {
        var found = await catalog.FindAsync(context.Caller(), form, FormAction.Create, ct);
        if (found.Failed) return found.Problem.ToHttp();
        var body = await context.Request.ReadJsonAsync(ct);
        if (body.Failed) return body.Problem.ToHttp();
        var data = RecordBody.Data(body.Value);
        if (data.Failed) return data.Problem.ToHttp();
        if (context.Caller().Link is not null && body.Value.TryGetProperty("owner", out _)) return SharingProblems.LinkTooNarrow.ToHttp();
        var owner = RecordBody.Link(body.Value, "owner", LinkKind.User, directory);
        if (owner.Failed) return owner.Problem.ToHttp();
        var key = context.Request.Idempotency(body.Value);
        if (key.Failed) return key.Problem.ToHttp();

        var operation = new RecordOperation.Create(found.Value.Number, data.Value, Guid.CreateVersion7(), owner.Value) { IsNewId = true };
        return await answers.WriteAsync(context, found.Value, operation, key.Value, StatusCodes.Status201Created, ct);
    }
}
