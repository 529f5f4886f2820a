using System.Text.Json;
using FormsHub.Core.Access;
using FormsHub.Core.Results;
using FormsHub.Server.Hosting;
using FormsHub.Server.Hosting.Problems;
using FormsHub.Server.Hosting.Web;
using FormsHub.Storage.Forms;
using FormsHub.Storage.Records;

namespace FormsHub.Server.Records;

/// <summary>POST /api/v1/forms/{form}/records/{id}/revert puts a record, or some of its fields, back to an earlier revision.</summary>
public static class RevertRecord
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPost("/api/v1/forms/{form}/records/{id:guid}/revert", HandleAsync).KeepsItsAnswer().WithTags("History").Accepts<RecordShapes.Revert>("application/json").Produces<RecordShapes.Written>();

    private static async Task<IResult> HandleAsync(
        string form, Guid id, HttpContext context, Catalog catalog, RecordReverts reverts, RecordAnswers answers, CancellationToken ct)
    {
        var found = await catalog.FindAsync(context.Caller(), form, FormAction.Revert, ct);
        if (found.Failed) return found.Problem.ToHttp();
        var ifMatch = context.Request.IfMatch();
        if (ifMatch.Failed) return ifMatch.Problem.ToHttp();
        var body = await context.Request.ReadJsonAsync(ct);
        if (body.Failed) return body.Problem.ToHttp();
        if (RecordBody.Members(body.Value, "", "rev", "fields") is { Count: > 0 } errors) return RecordBody.Invalid(errors).ToHttp();
        var rev = RecordBody.Rev(body.Value);
        if (rev.Failed) return rev.Problem.ToHttp();
        if (rev.Value is not { } to) return RecordBody.Invalid([new FieldError("/rev", "required", new Message($"Say which revision comes back.", $"请指明要回到第几版。"))]).ToHttp();
        var fields = Fields(body.Value);
        if (fields.Failed) return fields.Problem.ToHttp();
        var key = context.Request.Idempotency(body.Value);
        if (key.Failed) return key.Problem.ToHttp();

        var written = await reverts.RevertAsync(
            context.Caller(), context.WriteVia(), found.Value, id, to, fields.Value?.Keys, ifMatch.Value, key.Value, ct);
        return await answers.OneAsync(context, found.Value, written, StatusCodes.Status200OK, ct);
    }

    private sealed record Names(IReadOnlyList<string> Keys);

    private static Result<Names?> Fields(JsonElement body)
    {
        if (!body.TryGetProperty("fields", out var fields) || fields.ValueKind is JsonValueKind.Null) return (Names?)null;
        return fields.ValueKind is JsonValueKind.Array && fields.EnumerateArray().All(each => each.ValueKind is JsonValueKind.String)
            ? new Names([.. fields.EnumerateArray().Select(each => each.GetString()!)])
            : RecordBody.Invalid([new FieldError("/fields", "wrong_type", new Message($"must be a list of field keys", $"必须是字段 key 的列表"))]);
    }
}
