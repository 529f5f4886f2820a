using FormsHub.Core.Access;
using FormsHub.Core.Audit;
using FormsHub.Core.Results;
using FormsHub.Querying.Gate;
using FormsHub.Server.Hosting.Problems;
using FormsHub.Server.Hosting;
using FormsHub.Storage.Forms;
using FormsHub.Storage.Records;
using Npgsql;

namespace FormsHub.Server.Records;

/// <summary>POST /api/v1/recycle-bin/purge removes records for good, with a reason; a certificate of each remains.</summary>
public static class PurgeFromRecycleBin
{
    private const int LongestReason = 1000;

    public sealed record Response(Guid ChangeSet, int Purged);

    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPost("/api/v1/recycle-bin/purge", HandleAsync).WithTags("Recycle bin").Accepts<RecordShapes.Purge>("application/json").Produces<Response>();

    private static async Task<IResult> HandleAsync(
        HttpContext context, Catalog catalog, RecordPurge purge, RecordSights sights, NpgsqlDataSource database, CancellationToken ct)
    {
        var body = await context.Request.ReadJsonAsync(ct);
        if (body.Failed) return body.Problem.ToHttp();
        if (RecordBody.Members(body.Value, "", "ids", "reason") is { Count: > 0 } errors) return RecordBody.Invalid(errors).ToHttp();
        var ids = RecordBody.Ids(body.Value, "ids", BatchRecords.Limit);
        if (ids.Failed) return ids.Problem.ToHttp();
        var reason = body.Value.TryGetProperty("reason", out var text) && text.ValueKind is System.Text.Json.JsonValueKind.String ? text.GetString()!.Trim() : "";
        if (reason.Length is 0 or > LongestReason)
        {
            return RecordBody.Invalid([new FieldError("/reason", reason.Length is 0 ? "required" : "too_long", new Message(
                $"Say in 1 to {LongestReason} characters why these records are removed for good.", $"请用 1 到 {LongestReason} 个字说明彻底删除的原因。"))]).ToHttp();
        }

        var caller = context.Caller();
        var forms = catalog.All.Where(form => FormAccess.May(caller, form, FormAction.Purge) && FormAccess.May(caller, form, FormAction.Read)).ToList();
        if (forms.Count is 0) return Problem.Forbidden("may_not_purge", $"You may not purge records.", $"您没有彻底删除的权限。").ToHttp();
        if (await BinnedRecords.ForbiddenAsync(database, sights, caller, forms, ids.Value, FormAction.Purge, ct) is { Count: > 0 } unseen) return RecordProblems.NotInBin(unseen).ToHttp();
        var purged = await purge.PurgeAsync(caller, context.WriteVia(), ids.Value, [.. forms.Select(form => form.Number)], reason, ct);
        if (purged.Failed && purged.Problem == AuditProblems.Unavailable) return purged.Problem.ToHttp(StatusCodes.Status503ServiceUnavailable);
        return purged.Failed ? purged.Problem.ToHttp() : TypedResults.Ok(new Response(purged.Value, ids.Value.Count));
    }
}
