using FormsHub.Core.Access;
using FormsHub.Core.Audit;
using FormsHub.Core.Forms;
using FormsHub.Core.Results;
using FormsHub.Querying;
using FormsHub.Querying.Gate;
using FormsHub.Server.Hosting;
using FormsHub.Server.Hosting.Problems;
using FormsHub.Server.Hosting.SignIn;
using FormsHub.Server.Notices;
using FormsHub.Server.People;
using FormsHub.Storage.Audit;
using FormsHub.Storage.Forms;
using FormsHub.Storage.Records;
using Microsoft.AspNetCore.Http.HttpResults;
using Npgsql;

namespace FormsHub.Server.Requests;

/// <summary>
/// POST /api/v1/access-requests asks for access to a form or one of its records, or for a second person to agree to one action on a
/// record. Asking for access answers alike whether or not there is such a form, record or field.
/// </summary>
public static class AskFor
{
    private const int LongestReason = 500;
    private const int LongestName = 200;

    /// <summary>How many requests of a person may wait for a decision.</summary>
    public const int MostOpen = 20;

    /// <summary>How long a request waits for a decision.</summary>
    private static readonly TimeSpan AccessWaits = TimeSpan.FromDays(30);
    private static readonly TimeSpan AgreementWaits = TimeSpan.FromDays(1);

    /// <summary>What may be asked for; changing the form, purging and sharing are given by roles only.</summary>
    private static readonly HashSet<FormAction> Askable = [.. Enum.GetValues<FormAction>().Except([FormAction.Purge, FormAction.Manage, FormAction.Share, FormAction.Import])];

    /// <param name="Actions">"read", "update", …; exactly one where a second person is asked for.</param>
    /// <param name="Kind">"access", unless a second person is asked for.</param>
    /// <param name="Until">Until when it is wanted.</param>
    public sealed record Request(
        string Form, IReadOnlyList<FormAction> Actions, string Reason, Guid? Record = null, string? Field = null, DateTimeOffset? Until = null, RequestKind Kind = RequestKind.Access);

    public static void Map(IEndpointRouteBuilder routes) => routes.MapPost("/api/v1/access-requests", HandleAsync)
        .RequireWholePerson().WithTags("Requests").WithSummary("Ask for access, or for a second person");

    internal static async Task<Results<Created<RequestAnswer>, Ok<RequestAnswer>, ProblemResult>> HandleAsync(
        Request request, HttpContext context, Catalog catalog, PeopleDirectory directory, RecordSights sights, Deciders deciders, NpgsqlDataSource database, TimeProvider clock,
        CancellationToken ct)
    {
        var (caller, now) = (context.Caller(), clock.GetUtcNow());
        if (Check(request, now) is { Count: > 0 } errors) return PeopleProblems.Invalid(errors).ToHttp();
        var form = await catalog.FindAsync(request.Form, ct);
        if (request.Kind is RequestKind.SecondPerson && await RefuseAsync(caller, form, request, sights, ct) is { } refused) return refused.ToHttp();

        var made = new Requests.Request(
            Guid.CreateVersion7(now), request.Kind, now, caller.Id, request.Form, form?.Number, request.Record, request.Field, [.. request.Actions.Distinct().Order()],
            request.Reason.Trim(), request.Until, now + (request.Kind is RequestKind.Access ? AccessWaits : AgreementWaits), RequestState.Open, null, null, null, null, null);
        var told = form is null ? [] : await deciders.ToTellAsync(made, form, ct);
        var (id, isNew) = await StoreAsync(database, caller, made, told, ct);
        if (id is not { } stored) return RequestProblems.TooMany(MostOpen).ToHttp();
        var found = await Requests.Request.ReadAsync(Requests.Request.Select(database, "where id = $1", stored), ct);
        var answer = (await RequestAnswer.ListAsync(found, caller, now, catalog, directory, sights, ct))[0];
        return isNew ? TypedResults.Created("/api/v1/access-requests/" + stored, answer) : TypedResults.Ok(answer);
    }

    private static List<FieldError> Check(Request request, DateTimeOffset now)
    {
        var errors = new List<FieldError>();
        if (request.Form.Length is 0 or > LongestName) errors.Add(RequestProblems.Wrong("/form", "required", $"Name a form.", $"请指定表单。"));
        if (request.Field is { Length: 0 or > LongestName }) errors.Add(RequestProblems.Wrong("/field", "required", $"Name a field, or leave it out.", $"请指定字段，或省略。"));
        if (request.Reason.Trim().Length is 0) errors.Add(RequestProblems.Wrong("/reason", "required", $"Say why.", $"请填写原因。"));
        if (request.Reason.Trim().Length > LongestReason) errors.Add(RequestProblems.Wrong("/reason", "too_long", $"At most {LongestReason} characters.", $"最多 {LongestReason} 个字。"));
        if (request.Actions.Count is 0) errors.Add(RequestProblems.Wrong("/actions", "required", $"Name at least one action.", $"至少需要一个操作。"));
        if (request.Until <= now) errors.Add(RequestProblems.Wrong("/until", "time_passed", $"This time has passed.", $"该时间已过。"));
        if (request.Kind is RequestKind.Access && request.Actions.Any(action => !Askable.Contains(action)))
            errors.Add(RequestProblems.Wrong("/actions", "not_askable", $"This is given by roles only.", $"此操作只能通过角色授予。"));
        if (request.Kind is RequestKind.SecondPerson && (request.Record is null || request.Actions is not [var only] || !Restriction.Guardable.Contains(only)))
            errors.Add(RequestProblems.Wrong("/actions", "one_action_on_a_record", $"A second person agrees to one action on one record.", $"第二人只能确认对一条记录的一个操作。"));
        return errors;
    }

    /// <summary>Whoever asks for a second person must be held back by that alone.</summary>
    private static async Task<Problem?> RefuseAsync(Caller caller, Form? form, Request request, RecordSights sights, CancellationToken ct)
    {
        if (form is null) return RecordProblems.FormNotFound(request.Form);
        var decision = await sights.DecideAsync(caller, new AccessQuestion(form, request.Actions[0], request.Record), ct);
        return decision.Refusal switch
        {
            AccessRefusal.SecondPerson => null,
            AccessRefusal.None => RequestProblems.NotNeeded,
            AccessRefusal.Form => RecordProblems.FormNotFound(request.Form),
            AccessRefusal.Record => RecordProblems.NotFound(request.Record!.Value),
            AccessRefusal.Action or AccessRefusal.RowScope or AccessRefusal.Field => QueryProblems.Forbidden(form.Key, request.Actions[0]),
        };
    }

    /// <summary>The request, or the one that asks for the same already; no id where too many wait.</summary>
    private static async Task<(Guid? Id, bool IsNew)> StoreAsync(NpgsqlDataSource database, Caller caller, Requests.Request made, IReadOnlyList<Guid> told, CancellationToken ct)
    {
        string[] actions = [.. made.Actions.Select(GrantReader.NameOf)];
        await using var connection = await database.OpenConnectionAsync(ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        // One person's requests are made one after the other, so that neither the limit nor "the same" is missed.
        await using (var wait = connection.Command("select pg_advisory_xact_lock(hashtextextended($1, 0))", $"requests {caller.Id}")) await wait.ExecuteNonQueryAsync(ct);
        await using (var lapse = connection.Command("update requests set state = 'lapsed' where by = $1 and state = 'open' and lapses_at <= $2", caller.Id, made.At)) await lapse.ExecuteNonQueryAsync(ct);
        await using var waiting = connection.Command(
            """
            select id, kind = $2 and form_key = $3 and record is not distinct from $4 and field is not distinct from $5 and actions = $6 from requests where by = $1 and state = 'open'
            """,
            caller.Id, NameOf(made.Kind), made.FormKey, DatabaseReading.Id(made.Record), DatabaseReading.Text(made.Field), actions);
        var open = 0;
        await using (var reader = await waiting.ExecuteReaderAsync(ct))
        {
            while (await reader.ReadAsync(ct))
            {
                if (reader.GetBoolean(1)) return (reader.GetGuid(0), false);
                open++;
            }
        }
        if (open >= MostOpen) return (null, false);

        await using var batch = new NpgsqlBatch(connection, transaction);
        batch.BatchCommands.Add(new NpgsqlBatchCommand(
            "insert into requests (id, kind, at, by, form_key, form, record, field, actions, reason, wanted_until, lapses_at) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)")
        {
            Parameters =
            {
                new() { Value = made.Id }, new() { Value = NameOf(made.Kind) }, new() { Value = made.At }, new() { Value = caller.Id }, new() { Value = made.FormKey },
                new() { Value = (object?)made.Form ?? DBNull.Value, NpgsqlDbType = NpgsqlTypes.NpgsqlDbType.Integer }, DatabaseReading.Id(made.Record), DatabaseReading.Text(made.Field),
                new() { Value = actions }, new() { Value = made.Reason }, DatabaseReading.Time(made.WantedUntil), new() { Value = made.LapsesAt },
            },
        });
        batch.BatchCommands.Add(AuditInbox.Insert(Entry(AuditAction.RequestMade, made, caller, made.At)));
        var details = new Dictionary<string, string> { ["request"] = made.Id.ToString(), ["actions"] = string.Join(' ', actions), ["reason"] = made.Reason };
        foreach (var person in told)
            batch.BatchCommands.Add(NoticeStore.Tell(person, made.Kind is RequestKind.Access ? "accessRequested" : "secondPersonAsked", made.Form, made.Record, caller.Id, details, made.At));
        await batch.ExecuteNonQueryAsync(ct);
        await transaction.CommitAsync(ct);
        return (made.Id, true);
    }

    /// <summary>An entry of the audit about a request.</summary>
    internal static AuditEntry Entry(string action, Requests.Request request, Caller by, DateTimeOffset at, string? asker = null, DateTimeOffset? until = null) =>
        (AuditEntry.Of(action, at, by) with { Form = request.Form, Records = request is { Form: not null, Record: { } record } ? [record] : [], Field = request.Field }).With(
            ("request", request.Id), ("kind", NameOf(request.Kind)), ("key", request.FormKey), ("actions", request.Actions.Select(GrantReader.NameOf)),
            ("asker", asker is null ? null : "user:" + asker), ("until", Sharing.ShareWriter.Text(until)));

    internal static string NameOf<T>(T value)
        where T : struct, Enum => System.Text.Json.JsonNamingPolicy.CamelCase.ConvertName(value.ToString());
}
