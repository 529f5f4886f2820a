using FormsHub.Core.Access;
using FormsHub.Core.Forms;
using FormsHub.Server.Hosting;
using Microsoft.AspNetCore.Http.HttpResults;
using Npgsql;

namespace FormsHub.Server.Apps;

/// <summary>GET /api/v1/apps lists the applications that hold a form the caller may use; designers see all.</summary>
public static class ListApps
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/api/v1/apps", HandleAsync).WithTags("Applications").WithSummary("List applications");

    internal static async Task<Ok<Page<AppAnswer>>> HandleAsync(HttpContext context, IFormCatalog forms, NpgsqlDataSource source, CancellationToken ct)
    {
        var caller = context.Caller();
        var apps = await AppAnswer.ListAsync(source, ct);
        if (!FormAccess.MayDesign(caller))
        {
            var used = forms.All.Where(form => FormAccess.May(caller, form, FormAction.Read)).Select(form => form.Definition.App).ToHashSet();
            apps.RemoveAll(app => !used.Contains(app.Key));
        }
        return TypedResults.Ok(Page<AppAnswer>.Whole(apps));
    }
}
