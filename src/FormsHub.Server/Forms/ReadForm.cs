using FormsHub.Core.Access;
using FormsHub.Querying.Gate;
using FormsHub.Server.Hosting;
using FormsHub.Server.Hosting.Problems;
using FormsHub.Server.Hosting.SignIn;
using FormsHub.Server.Records;
using FormsHub.Storage.Forms;

namespace FormsHub.Server.Forms;

/// <summary>GET /api/v1/forms/{form}: a form with its published definition; one not yet published only for who may change it.</summary>
public static class ReadForm
{
    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/api/v1/forms/{form}", HandleAsync).OpenToLinks().WithTags("Forms").WithSummary("Read a form");

    private static async Task<IResult> HandleAsync(string form, HttpContext context, FormStore store, Catalog catalog, RecordSights sights, CancellationToken ct)
    {
        var caller = context.Caller();
        if (await catalog.FindAsync(form, ct) is null)
        {
            var draft = await store.ForDesignAsync(context, catalog, form, ct);
            return draft.Failed ? draft.Problem.ToHttp() : FormAnswer.One(draft.Value, draft.Value.Definition, mayManage: true);
        }
        // Who may only fill it in needs to know it, too.
        var found = await catalog.FindAsync(caller, form, catalog.Find(form) is { } known && FormAccess.May(caller, known, FormAction.Create) ? FormAction.Create : FormAction.Read, ct);
        if (found.Failed) return found.Problem.ToHttp();
        var row = await store.ReadAsync(form, ct);
        return row.Failed ? row.Problem.ToHttp() : FormAnswer.One(row.Value, caller.Link is null ? found.Value.Definition : found.Value.Definition with { Members = [], Views = [] }, ListForms.MayManage(caller, found.Value), sights.RightsOf(caller, found.Value));
    }
}
