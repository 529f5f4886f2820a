using FormsHub.Core.Audit;
using FormsHub.Server.Hosting.Problems;
using FormsHub.Server.Hosting.SignIn;
using FormsHub.Server.Hosting;
using FormsHub.Storage.Audit;
using Microsoft.AspNetCore.Http.HttpResults;
using Npgsql;

namespace FormsHub.Server.People.Tokens;

/// <summary>DELETE /api/v1/tokens/{id} revokes a token, on all servers within a second. Administrators may revoke anybody's.</summary>
public static class DeleteToken
{
    public static void Map(IEndpointRouteBuilder routes) => routes.MapDelete("/api/v1/tokens/{id:guid}", HandleAsync)
        .RequireWholePerson().WithTags("Tokens").WithSummary("Revoke a token");

    internal static async Task<Results<NoContent, ProblemResult>> HandleAsync(
        Guid id, HttpContext context, NpgsqlDataSource source, PeopleDirectory directory, TimeProvider clock, CancellationToken ct)
    {
        var caller = context.Caller();
        await using var command = source.Command(
            $"""
            with gone as (update tokens set revoked_at = $3 where id = $1 and (user_id = $2 or $4) and revoked_at is null returning id)
            insert into {AuditInbox.Table} (entry) select $5 from gone
            """,
            id, caller.Id, clock.GetUtcNow(), caller.IsAdministrator,
            AuditInbox.Parameter(AuditEntry.Of(AuditAction.TokenRevoked, clock.GetUtcNow()).With(("tokenId", id))));
        if (await command.ExecuteNonQueryAsync(ct) is 0) return PeopleProblems.NoSuchToken(id).ToHttp();
        directory.Forget();
        return TypedResults.NoContent();
    }
}
