using FormsHub.Server.Hosting;
using FormsHub.Server.Hosting.Problems;
using FormsHub.Server.Hosting.SignIn;
using Microsoft.AspNetCore.Http.HttpResults;
using Npgsql;

namespace FormsHub.Server.People.Users;

/// <summary>GET /api/v1/users/{id} shows one account.</summary>
public static class ReadUser
{
    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/api/v1/users/{id:guid}", HandleAsync)
        .RequireAdministrator().WithTags("Users").WithSummary("Read a user");

    internal static async Task<Results<Ok<UserAnswer>, ProblemResult>> HandleAsync(
        Guid id, HttpContext context, PeopleDirectory directory, NpgsqlDataSource source, CancellationToken ct) =>
        await UserAnswer.FindAsync(source, await directory.CurrentAsync(ct), id, context.Language(), ct) is { } user
            ? TypedResults.Ok(user)
            : PeopleProblems.NoSuchUser(id.ToString()).ToHttp();
}
