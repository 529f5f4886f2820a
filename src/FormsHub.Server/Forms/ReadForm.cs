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
        if (row.Failed) return row.Problem.ToHttp();
        var rights = sights.RightsOf(caller, found.Value);
        if (caller.Link is null) return FormAnswer.One(row.Value, found.Value.Definition, ListForms.MayManage(caller, found.Value), rights);
        // To who comes by a link what is hidden has not even a name.
        var named = rights.Fields.Where(right => found.Value.FieldNamed(right.Key) is not { } field || !rights.Unknown.Contains(field)).ToDictionary();
        return FormAnswer.One(row.Value, found.Value.Definition with { Members = [], Views = [] }, mayManage: false, rights with { Fields = named });
    }
}
