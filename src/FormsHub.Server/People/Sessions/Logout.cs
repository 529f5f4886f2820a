using FormsHub.Core.Audit;
using FormsHub.Server.Hosting.SignIn;
using FormsHub.Server.Hosting.Web;
using FormsHub.Server.Hosting;
using FormsHub.Storage.Audit;
using Microsoft.AspNetCore.Http.HttpResults;
using Npgsql;

namespace FormsHub.Server.People.Sessions;

/// <summary>POST /api/v1/auth/logout ends the session of this browser: a copy of its cookie ends with it.</summary>
public static class Logout
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPost("/api/v1/auth/logout", HandleAsync).Repeatable().BeforeSecondFactor().BeforePasswordChange().WithTags("Sign-in").WithSummary("Sign out");

    internal static async Task<NoContent> HandleAsync(
        HttpContext context, PeopleDirectory directory, NpgsqlDataSource source, TimeProvider clock, CancellationToken ct)
    {
        if (await Session.ReadAsync(context) is { } ticket)
        {
            await using var end = source.Command(
                $"""
                with ended as (insert into ended_sessions (id, cookie_ends_at) values ($1, $2) on conflict do nothing returning id)
                insert into {AuditInbox.Table} (entry) select $3 from ended
                """,
                ticket.Id, clock.GetUtcNow() + Session.Lifetime,
                AuditInbox.Parameter(AuditEntry.Of(AuditAction.SignedOut, clock.GetUtcNow()) with { Actor = ticket.User }));
            await end.ExecuteNonQueryAsync(ct);
            directory.Forget();
        }
        await Session.EndAsync(context);
        return TypedResults.NoContent();
    }
}
