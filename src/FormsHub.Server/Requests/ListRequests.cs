using FormsHub.Querying.Gate;
using FormsHub.Core.Results;
using FormsHub.Server.Hosting;
using FormsHub.Server.Hosting.Problems;
using FormsHub.Server.Hosting.SignIn;
using FormsHub.Server.People;
using FormsHub.Storage.Forms;
using Microsoft.AspNetCore.Http.HttpResults;
using Npgsql;

namespace FormsHub.Server.Requests;

/// <summary>GET /api/v1/access-requests: what waits for the caller's decision, newest first; <c>box</c> "mine" what they asked for, "decided" what they decided.</summary>
public static class ListRequests
{
    /// <summary>How many are looked at and listed; nobody decides more.</summary>
    private const int Most = 500;

    private static readonly Problem BadBox = PeopleProblems.Invalid([RequestProblems.Wrong("/box", "unknown_value", $"Must be toDecide, mine or decided.", $"必须是 toDecide、mine 或 decided。")]);

    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/api/v1/access-requests", HandleAsync)
        .RequireWholePerson().WithTags("Requests").WithSummary("List requests");

    internal static async Task<Results<Ok<Page<RequestAnswer>>, ProblemResult>> HandleAsync(
        HttpContext context, Catalog catalog, PeopleDirectory directory, RecordSights sights, Deciders deciders, NpgsqlDataSource database, TimeProvider clock, CancellationToken ct,
        string box = "toDecide")
    {
        var (caller, now) = (context.Caller(), clock.GetUtcNow());
        var select = box switch
        {
            "mine" => Request.Select(database, "where by = $1 order by id desc limit $2", caller.Id, Most),
            "decided" => Request.Select(database, "where decided_by = $1 order by decided_at desc limit $2", caller.Id, Most),
            "toDecide" => Request.Select(database, "where state = 'open' and lapses_at > $1 and by <> $2 and form is not null order by id desc limit $3", now, caller.Id, Most),
            _ => null,
        };
        if (select is null) return BadBox.ToHttp();
        var found = await Request.ReadAsync(select, ct);
        if (box is "toDecide") found = await deciders.OfAsync(caller, found, ct);
        await directory.CurrentAsync(ct);
        return TypedResults.Ok(Page<RequestAnswer>.Whole(await RequestAnswer.ListAsync(found, caller, now, catalog, directory, sights, ct)));
    }
}
