using FormsHub.Server.Hosting;
using Microsoft.AspNetCore.Http.HttpResults;

namespace FormsHub.Server.People.Departments;

/// <summary>GET /api/v1/departments lists all departments by key; everybody signed in may see them.</summary>
public static class ListDepartments
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/api/v1/departments", HandleAsync).WithTags("Departments").WithSummary("List departments");

    internal static async Task<Ok<Page<DepartmentAnswer>>> HandleAsync(PeopleDirectory directory, CancellationToken ct)
    {
        var snapshot = await directory.CurrentAsync(ct);
        return TypedResults.Ok(Page<DepartmentAnswer>.Whole(
            [.. snapshot.Departments.Values.OrderBy(each => each.Key, StringComparer.Ordinal).Select(each => DepartmentAnswer.From(snapshot, each))]));
    }
}
