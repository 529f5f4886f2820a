using FormsHub.Core.Audit;
using FormsHub.Server.Hosting.Problems;
using FormsHub.Server.Hosting.SignIn;
using FormsHub.Server.Hosting.Web;
using FormsHub.Server.Hosting;
using FormsHub.Storage.Audit;
using Microsoft.AspNetCore.Http.HttpResults;
using Npgsql;

namespace FormsHub.Server.People.Sessions;

/// <summary>PUT /api/v1/auth/language keeps the caller's language; null: as the browser asks.</summary>
public static class SetLanguage
{
    public sealed record Request(string? Language);

    private static readonly string[] Changed = ["language"];

    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPut("/api/v1/auth/language", HandleAsync).Repeatable().RequireWholePerson().BeforeSecondFactor().BeforePasswordChange().WithTags("Sign-in").WithSummary("Choose my language");

    internal static async Task<Results<NoContent, ProblemResult>> HandleAsync(
        Request request, HttpContext context, NpgsqlDataSource source, PeopleDirectory directory, TimeProvider clock, CancellationToken ct)
    {
        if (PersonRules.Language(request.Language) is { } error) return PeopleProblems.Invalid([error]).ToHttp();
        await using var command = source.Command(
            $"""
            with changed as (update users set language = $2 where id = $1 and language is distinct from $2 returning user_name)
            insert into {AuditInbox.Table} (entry) select $3 from changed
            """,
            context.Caller().Id, DatabaseReading.Text(request.Language),
            AuditInbox.Parameter(AuditEntry.Of(AuditAction.UserChanged, clock.GetUtcNow()).With(
                ("user", context.Caller().Id), ("userName", context.Caller().UserName), ("fields", Changed))));
        await command.ExecuteNonQueryAsync(ct);
        directory.Forget();
        return TypedResults.NoContent();
    }
}
