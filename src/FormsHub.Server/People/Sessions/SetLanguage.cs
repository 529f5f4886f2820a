using FormsHub.Server.Hosting.Web;
using FormsHub.Server.Hosting;
using FormsHub.Server.Hosting.Problems;
using Microsoft.AspNetCore.Http.HttpResults;
using Npgsql;

namespace FormsHub.Server.People.Sessions;

/// <summary>PUT /api/v1/auth/language keeps the caller's language; null: as the browser asks.</summary>
public static class SetLanguage
{
    public sealed record Request(string? Language);

    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPut("/api/v1/auth/language", HandleAsync).Repeatable().WithTags("Sign-in").WithSummary("Choose my language");

    internal static async Task<Results<NoContent, ProblemResult>> HandleAsync(
        Request request, HttpContext context, NpgsqlDataSource source, PeopleDirectory directory, CancellationToken ct)
    {
        if (PersonRules.Language(request.Language) is { } error) return PeopleProblems.Invalid([error]).ToHttp();
        await using var command = source.Command("update users set language = $2 where id = $1", context.Caller().Id, DatabaseReading.Text(request.Language));
        await command.ExecuteNonQueryAsync(ct);
        directory.Forget();
        return TypedResults.NoContent();
    }
}
