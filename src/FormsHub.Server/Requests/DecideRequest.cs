using FormsHub.Core.Access;
using FormsHub.Core.Audit;
using FormsHub.Core.Results;
using FormsHub.Querying.Gate;
using FormsHub.Server.Hosting;
using FormsHub.Server.Hosting.Problems;
using FormsHub.Server.Hosting.SignIn;
using FormsHub.Server.Notices;
using FormsHub.Server.People;
using FormsHub.Server.Sharing;
using FormsHub.Storage.Audit;
using FormsHub.Storage.Forms;
using Npgsql;

namespace FormsHub.Server.Requests;

/// <summary>
/// POST /api/v1/access-requests/{id}/grant, /reject and /withdraw. Granting access is a share until the time given; granting as a second person
/// lets the one who asked do it once within a quarter of an hour. A program cannot agree for a person.
/// </summary>
public sealed class DecideRequest(
    NpgsqlDataSource database, Catalog catalog, PeopleDirectory directory, RecordSights sights, Deciders deciders, GrantOfRequest grants, TimeProvider clock)
{
    private const int LongestNote = 500;

    /// <summary>The longest time for which access is granted on request.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromDays(366);

    /// <param name="Until">Required for access: until when.</param>
    /// <param name="Actions">Fewer than were asked for; left out, all of them.</param>
    public sealed record Grant(DateTimeOffset? Until = null, IReadOnlyList<FormAction>? Actions = null, string? Note = null);

    public sealed record Reject(string? Note = null);

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapPost("/api/v1/access-requests/{id:guid}/grant", (Guid id, Grant request, HttpContext context, DecideRequest decide, CancellationToken ct) => decide.GrantAsync(id, request, context, ct))
            .RequireWholePerson().WithTags("Requests").WithSummary("Grant a request").Produces<RequestAnswer>();
        routes.MapPost("/api/v1/access-requests/{id:guid}/reject", (Guid id, Reject request, HttpContext context, DecideRequest decide, CancellationToken ct) => decide.RejectAsync(id, request, context, ct))
            .RequireWholePerson().WithTags("Requests").WithSummary("Reject a request").Produces<RequestAnswer>();
        routes.MapPost("/api/v1/access-requests/{id:guid}/withdraw", (Guid id, HttpContext context, DecideRequest decide, CancellationToken ct) => decide.WithdrawAsync(id, context, ct))
            .RequireWholePerson().WithTags("Requests").WithSummary("Withdraw a request").Produces<RequestAnswer>();
    }

    private async Task<IResult> GrantAsync(Guid id, Grant given, HttpContext context, CancellationToken ct)
    {
        var (caller, now, note) = (context.Caller(), clock.GetUtcNow(), Note(given.Note));
        if (note.Failed) return note.Problem.ToHttp();
        var found = await FindAsync(caller, id, ct);
        if (found.Failed) return found.Problem.ToHttp();
        var request = found.Value;
        if (request.Kind is RequestKind.SecondPerson) return await EndAsync(context, request, RequestState.Granted, note.Value, now + AgreedPermits.Lasts, null, now, ct);

        var actions = given.Actions is { } chosen ? chosen.Distinct().Order().ToList() : request.Actions;
        if (Check(given, actions, request, now) is { Count: > 0 } errors) return PeopleProblems.Invalid(errors).ToHttp();
        var share = await grants.MakeAsync(caller, catalog.ByNumber(request.Form!.Value)!, request, actions, given.Until!.Value, note.Value, ct);
        return share.Failed ? share.Problem.ToHttp() : await EndAsync(context, request with { Actions = actions }, RequestState.Granted, note.Value, given.Until, share.Value, now, ct);
    }

    private async Task<IResult> RejectAsync(Guid id, Reject given, HttpContext context, CancellationToken ct)
    {
        var note = Note(given.Note);
        if (note.Failed) return note.Problem.ToHttp();
        var found = await FindAsync(context.Caller(), id, ct);
        return found.Failed ? found.Problem.ToHttp() : await EndAsync(context, found.Value, RequestState.Rejected, note.Value, until: null, share: null, clock.GetUtcNow(), ct);
    }

    private async Task<IResult> WithdrawAsync(Guid id, HttpContext context, CancellationToken ct)
    {
        var found = await Request.ReadAsync(Request.Select(database, "where id = $1 and by = $2", id, context.Caller().Id), ct);
        return found is [var own] ? await EndAsync(context, own, RequestState.Withdrawn, note: null, until: null, share: null, clock.GetUtcNow(), ct) : RequestProblems.NotFound(id).ToHttp();
    }

    /// <summary>A request that the caller may decide; any other is as if there were none.</summary>
    private async Task<Result<Request>> FindAsync(Caller caller, Guid id, CancellationToken ct)
    {
        if (caller.Token is not null) return HttpProblems.TokenTooNarrow;
        await catalog.RefreshAsync(ct);
        var found = await Request.ReadAsync(Request.Select(database, "where id = $1", id), ct);
        return found is [var request] && await deciders.MayDecideAsync(caller, request, ct) ? request : RequestProblems.NotFound(id);
    }

    /// <summary>Ends an open request, in one transaction with what is granted by it, its entry of the audit and the notice to who asked.</summary>
    private async Task<IResult> EndAsync(HttpContext context, Request request, RequestState state, string? note, DateTimeOffset? until, NewShare? share, DateTimeOffset now, CancellationToken ct)
    {
        var caller = context.Caller();
        var people = await directory.CurrentAsync(ct);
        await using var connection = await database.OpenConnectionAsync(ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        await using var end = connection.Command(
            "update requests set state = $2, decided_at = $3, decided_by = $4, note = $5, until = $6, actions = $7 where id = $1 and state = 'open' and lapses_at > $3",
            request.Id, AskFor.NameOf(state), now, DatabaseReading.Id(state is RequestState.Withdrawn ? null : caller.Id), DatabaseReading.Text(note), DatabaseReading.Time(until),
            request.Actions.Select(GrantReader.NameOf).ToArray());
        if (await end.ExecuteNonQueryAsync(ct) is 0) return RequestProblems.Decided.ToHttp();

        await using var batch = new NpgsqlBatch(connection, transaction);
        if (share is not null)
        {
            foreach (var command in ShareWriter.Insert(share, caller, people, now)) batch.BatchCommands.Add(command);
            batch.BatchCommands.Add(new NpgsqlBatchCommand("update requests set share = $2 where id = $1") { Parameters = { new() { Value = request.Id }, new() { Value = share.Id } } });
        }
        batch.BatchCommands.Add(AuditInbox.Insert(AskFor.Entry(ActionOf(state), request, caller, now, people.Users.GetValueOrDefault(request.By)?.UserName, until)));
        if (state is not RequestState.Withdrawn)
        {
            var details = new Dictionary<string, string>
            {
                ["request"] = request.Id.ToString(),
                ["kind"] = AskFor.NameOf(request.Kind),
                ["actions"] = string.Join(' ', request.Actions.Select(GrantReader.NameOf)),
            };
            if (note is not null) details["note"] = note;
            if (until is { } time) details["until"] = ShareWriter.Text(time)!;
            batch.BatchCommands.Add(NoticeStore.Tell(request.By, state is RequestState.Granted ? "requestGranted" : "requestRejected", request.Form, request.Record, caller.Id, details, now));
        }
        await batch.ExecuteNonQueryAsync(ct);
        await transaction.CommitAsync(ct);
        if (share is not null) directory.Forget();
        var ended = await Request.ReadAsync(Request.Select(database, "where id = $1", request.Id), ct);
        return TypedResults.Ok((await RequestAnswer.ListAsync(ended, caller, now, catalog, directory, sights, ct))[0]);
    }

    private static List<FieldError> Check(Grant given, IReadOnlyList<FormAction> actions, Request request, DateTimeOffset now)
    {
        var errors = new List<FieldError>();
        if (given.Until is null) errors.Add(RequestProblems.Wrong("/until", "required", $"Say until when.", $"请指定截止时间。"));
        if (given.Until <= now) errors.Add(RequestProblems.Wrong("/until", "time_passed", $"This time has passed.", $"该时间已过。"));
        if (given.Until > now + Longest) errors.Add(RequestProblems.Wrong("/until", "too_long", $"At most {Longest.Days} days from now.", $"最长 {Longest.Days} 天。"));
        if (actions.Count is 0 || actions.Except(request.Actions).Any())
            errors.Add(RequestProblems.Wrong("/actions", "not_asked_for", $"Only what was asked for can be granted.", $"只能同意所申请的操作。"));
        return errors;
    }

    private static Result<string?> Note(string? note) => note?.Trim() switch
    {
        null or "" => (string?)null,
        { Length: > LongestNote } => PeopleProblems.Invalid([RequestProblems.Wrong("/note", "too_long", $"At most {LongestNote} characters.", $"最多 {LongestNote} 个字。")]),
        var text => text,
    };

    private static string ActionOf(RequestState state) => state switch
    {
        RequestState.Granted => AuditAction.RequestGranted,
        RequestState.Rejected => AuditAction.RequestRejected,
        RequestState.Open or RequestState.Withdrawn or RequestState.Lapsed => AuditAction.RequestWithdrawn,
    };
}
