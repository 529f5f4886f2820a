using FormsHub.Core.Access;
using FormsHub.Querying.Gate;
using FormsHub.Server.Hosting;
using FormsHub.Server.Hosting.Problems;
using FormsHub.Server.Hosting.Web;
using FormsHub.Storage.Forms;
using FormsHub.Storage.Records;
using Npgsql;

namespace FormsHub.Server.Records;

/// <summary>
/// POST /api/v1/recycle-bin/restore brings records of any forms back, as one change set: all or nothing, or with <c>partial</c> what
/// can. What a cascade took along comes too, and stands behind the others in the results.
/// </summary>
public static class RestoreFromRecycleBin
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPost("/api/v1/recycle-bin/restore", HandleAsync).KeepsItsAnswer().WithTags("Recycle bin").Accepts<RecordShapes.Ids>("application/json").Produces<RecordShapes.BatchAnswer>();

    private static async Task<IResult> HandleAsync(
        HttpContext context, Catalog catalog, RecordStore store, RecordAnswers answers, RecordSights sights, NpgsqlDataSource database, CancellationToken ct)
    {
        var body = await context.Request.ReadJsonAsync(ct);
        if (body.Failed) return body.Problem.ToHttp();
        if (RecordBody.Members(body.Value, "", "ids", "partial") is { Count: > 0 } errors) return RecordBody.Invalid(errors).ToHttp();
        var ids = RecordBody.Ids(body.Value, "ids", BatchRecords.Limit);
        if (ids.Failed) return ids.Problem.ToHttp();
        var partial = RecordBody.Flag(body.Value, "partial");
        if (partial.Failed) return partial.Problem.ToHttp();
        var key = context.Request.Idempotency(body.Value);
        if (key.Failed) return key.Problem.ToHttp();

        var binned = await BinnedRecords.FindAsync(database, ids.Value, ct);
        var caller = context.Caller();
        var seen = new HashSet<Guid>();
        foreach (var group in binned.GroupBy(each => each.Value, each => each.Key))
        {
            if (await catalog.FindAsync(group.Key, ct) is not { } form || !FormAccess.May(caller, form, FormAction.Read) || !FormAccess.May(caller, form, FormAction.Restore)) continue;
            seen.UnionWith(sights.SeesAllOf(caller, form) ? group : (await sights.OfAsync(caller, form, [.. group], ct)).Keys);
        }
        var missing = new List<(int Index, Guid Id)>();
        var operations = new List<RecordOperation>();
        for (var i = 0; i < ids.Value.Count; i++)
        {
            if (seen.Contains(ids.Value[i])) operations.Add(new RecordOperation.Restore(binned[ids.Value[i]], ids.Value[i], null));
            else missing.Add((i, ids.Value[i]));
        }
        if (missing.Count > 0 && (!partial.Value || operations.Count is 0)) return RecordProblems.NotInBin(missing).ToHttp();

        var written = await store.WriteAsync(
            new WriteRequest(caller, context.WriteVia(), operations) { Partial = partial.Value, Idempotency = key.Value }, ct);
        return answers.Batch(context, written, partial.Value, result => result.IsTakenAlong ? "/ids" : $"/ids/{result.Index}");
    }
}
