using FormsHub.Core.Audit;
using FormsHub.Server.Audit;
using FormsHub.Server.Hosting;
using FormsHub.Server.Hosting.Problems;
using FormsHub.Server.Hosting.SignIn;
using FormsHub.Server.Hosting.Web;
using FormsHub.Server.People;
using FormsHub.Storage.Audit;
using Microsoft.AspNetCore.Http.HttpResults;
using Npgsql;

namespace FormsHub.Server.Access;

/// <summary>
/// POST /api/v1/users/{id}/view-as lets an administrator see the application as that person, read-only; DELETE /api/v1/view-as ends it.
/// Neither is done unless the audit has its entry.
/// </summary>
public static class ViewAs
{
    /// <param name="Ticket">What each request sends as X-FormsHub-View-As.</param>
    /// <param name="Until">When it ends by itself.</param>
    public sealed record Response(string Ticket, Person User, DateTimeOffset Until);

    public sealed record Person(Guid Id, string UserName, string DisplayName);

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapPost("/api/v1/users/{id:guid}/view-as", BeginAsync).RequireAdministrator().Repeatable().WithTags("Access").WithSummary("View as another person");
        routes.MapDelete("/api/v1/view-as", EndAsync).Repeatable().WhileViewing().WithTags("Access").WithSummary("End viewing as another person");
    }

    internal static async Task<Results<Ok<Response>, ProblemResult>> BeginAsync(
        Guid id, HttpContext context, PeopleDirectory directory, ViewTickets tickets, IAudit audit, TimeProvider clock, CancellationToken ct)
    {
        var (administrator, people) = (context.Caller(), await directory.CurrentAsync(ct));
        if (!people.Users.ContainsKey(id)) return PeopleProblems.NoSuchUser(id.ToString()).ToHttp();
        if (id == administrator.Id || administrator.Token is not null || await Session.ReadAsync(context) is not { } session || people.ViewedAs(id, administrator) is not { } person)
            return ViewAsProblems.NotPossible.ToHttp();
        var until = clock.GetUtcNow() + ViewTickets.Lifetime;
        var entry = AuditEntry.Of(AuditAction.ViewAsBegan, clock.GetUtcNow()).With(("viewedAs", person.UserName), ("until", until.ToString("O")));
        if (await audit.WriteAsync(entry, required: true, ct) is { } refused) return refused.ToHttp(StatusCodes.Status503ServiceUnavailable);
        context.Response.Headers.CacheControl = "no-store";
        var ticket = tickets.Write(new ViewTickets.Ticket(Guid.CreateVersion7(), session.Id, administrator.Id, id, until));
        return TypedResults.Ok(new Response(ticket, new Person(id, person.UserName, person.DisplayName), until));
    }

    internal static async Task<NoContent> EndAsync(
        HttpContext context, PeopleDirectory directory, ViewTickets tickets, NpgsqlDataSource source, TimeProvider clock, CancellationToken ct)
    {
        if (tickets.Find(context) is not { } ticket) return TypedResults.NoContent();
        await using var end = source.Command(
            $"""
            with ended as (insert into ended_sessions (id, cookie_ends_at) values ($1, $2) on conflict do nothing returning id)
            insert into {AuditInbox.Table} (entry) select $3 from ended
            """,
            ticket.Id, ticket.Until, AuditInbox.Parameter(AuditEntry.Of(AuditAction.ViewAsEnded, clock.GetUtcNow())));
        await end.ExecuteNonQueryAsync(ct);
        directory.Forget();
        return TypedResults.NoContent();
    }
}
