using FormsHub.Server.Hosting;
using FormsHub.Server.Hosting.Problems;
using FormsHub.Storage.Forms;
using Npgsql;

namespace FormsHub.Server.Forms;

/// <summary>GET /api/v1/forms/{form}/indexes: the indexes, and other work that publishing left over, with their progress.</summary>
public static class IndexesOfForm
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/api/v1/forms/{form}/indexes", HandleAsync).WithTags("Forms").WithSummary("List indexes and their progress").Produces<Page<FormIndex>>();

    private static async Task<IResult> HandleAsync(
        string form, HttpContext context, FormStore store, Catalog catalog, NpgsqlDataSource database, CancellationToken ct)
    {
        var row = await store.ForDesignAsync(context, catalog, form, ct);
        return row.Failed ? row.Problem.ToHttp() : TypedResults.Ok(Page<FormIndex>.Whole(await FormIndexes.ListAsync(database, row.Value.Number, ct)));
    }
}
