using FormsHub.Server.Hosting;
using FormsHub.Server.Hosting.Problems;
using FormsHub.Server.Hosting.SignIn;
using Microsoft.AspNetCore.Http.HttpResults;
using Npgsql;

namespace FormsHub.Server.People.Users;

/// <summary>GET /api/v1/users lists accounts by user name; <c>q</c> looks into names and e-mail addresses, <c>role</c> keeps those who were given that role as persons.</summary>
public static class ListUsers
{
    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/api/v1/users", HandleAsync)
        .RequireAdministrator().WithTags("Users").WithSummary("List users");

    internal static async Task<Results<Ok<Page<UserAnswer>>, ProblemResult>> HandleAsync(
        HttpContext context, PeopleDirectory directory, NpgsqlDataSource source, CancellationToken ct, string? q = null, string? role = null, int? first = null, string? after = null)
    {
        var count = PageCursor.First(first);
        if (count.Failed) return count.Problem.ToHttp();
        var cursor = PageCursor.Read(after);
        if (cursor.Failed) return cursor.Problem.ToHttp();

        var words = q?.Replace('\0', ' ');
        var found = await UserAnswer.ListAsync(source, await directory.CurrentAsync(ct), words, role?.Replace('\0', ' '), cursor.Value, count.Value, context.Language(), ct);
        return TypedResults.Ok(PageCursor.Page(found, count.Value, user => user.UserName.ToUpperInvariant()));
    }
}
