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
        var words = (q ?? "").Trim();
        var language = context.Language();
        var users = snapshot.Users.Values
            .Where(user => !user.Disabled && (Has(user.DisplayName, words) || Has(user.UserName, words)))
            .OrderBy(user => user.DisplayName, StringComparer.Ordinal)
            .Take(Most)
            .Select(user => new User(user.Id, user.DisplayName, user.UserName, snapshot.NameDepartment(user.Department, language)));
        var departments = snapshot.Departments.Values
            .Where(each => Has(each.Key, words) || Has(each.Title.Chinese, words) || Has(each.Title.English, words))
            .OrderBy(each => each.Key, StringComparer.Ordinal)
            .Take(Most)
            .Select(each => new Department(each.Id, each.Title.In(language, each.Key), each.Key, each.Parent));
        return TypedResults.Ok(new Response([.. users], [.. departments]));
    }

    private static bool Has(string? text, string words) => text is not null && text.Contains(words, StringComparison.OrdinalIgnoreCase);
}
