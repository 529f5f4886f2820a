using FormsHub.Server.Hosting;
using Microsoft.AspNetCore.Http.HttpResults;

namespace FormsHub.Server.People;

/// <summary>GET /api/v1/directory?q= finds users and departments to pick; everybody signed in may ask.</summary>
public static class SearchDirectory
{
    private const int Most = 50;

    public sealed record Response(IReadOnlyList<User> Users, IReadOnlyList<Department> Departments);

    public sealed record User(Guid Id, string Title, string UserName, NamedDepartment? Department);

    public sealed record Department(Guid Id, string Title, string Key, Guid? Parent);

    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/api/v1/directory", HandleAsync).WithTags("Users").WithSummary("Find users and departments to pick");

    internal static async Task<Ok<Response>> HandleAsync(HttpContext context, PeopleDirectory directory, CancellationToken ct, string? q = null)
    {
        var snapshot = await directory.CurrentAsync(ct);
        var (words, language) = (q ?? "", context.Language());
        var users = snapshot.Listing.UsersNamed(words).Take(Most)
            .Select(user => new User(user.Id, user.DisplayName, user.UserName, snapshot.NameDepartment(user.Department, language)));
        var departments = snapshot.Listing.DepartmentsNamed(words).Take(Most)
            .Select(each => new Department(each.Id, each.Title.In(language, each.Key), each.Key, each.Parent));
        return TypedResults.Ok(new Response([.. users], [.. departments]));
    }
}
