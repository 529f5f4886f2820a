using System.Buffers;
using System.Text.Json;
using FormsHub.Core.Access;
using FormsHub.Core.Audit;
using FormsHub.Core.Forms;
using FormsHub.Core.Results;
using FormsHub.Querying.Records;
using FormsHub.Server.Hosting.Problems;
using FormsHub.Server.Hosting;
using FormsHub.Server.Hosting.Web;
using FormsHub.Server.Notices;
using FormsHub.Storage.Audit;
using FormsHub.Storage.Forms;
using FormsHub.Storage.Records;
using Npgsql;

namespace FormsHub.Server.Records;

/// <summary>
/// POST /api/v1/forms/{form}/records/{id}/reveal {field, row?, reason} shows a masked value in clear, for a reason that is kept, and
/// tells the record's owner. Nothing is shown unless that is written down.
/// </summary>
public static class RevealValue
{
    private const int LongestReason = 500;

    /// <summary>How long the browser shows it.</summary>
    private static readonly TimeSpan Shown = TimeSpan.FromMinutes(5);

    public sealed record Request(string Field, string Reason, string? Row = null);

    public sealed record Response(string Field, JsonElement Value, DateTimeOffset Until);

    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPost("/api/v1/forms/{form}/records/{id:guid}/reveal", HandleAsync).Repeatable().WithTags("Records").WithSummary("Show a masked value in clear").Produces<Response>();

    private static async Task<IResult> HandleAsync(
        string form, Guid id, Request request, HttpContext context, Catalog catalog, RevealedValue values, SecondPerson second, NpgsqlDataSource database, TimeProvider clock, CancellationToken ct)
    {
        var caller = context.Caller();
        var found = await catalog.FindAsync(caller, form, FormAction.Read, ct);
        if (found.Failed) return found.Problem.ToHttp();
        var reason = request.Reason.Trim();
        if (reason.Length is 0 or > LongestReason)
        {
            return RecordBody.Invalid([new FieldError("/reason", reason.Length is 0 ? "required" : "too_long", new Message(
                $"Say in 1 to {LongestReason} characters why you need to see this.", $"请用 1 到 {LongestReason} 个字说明查看的原因。"))]).ToHttp();
        }
        if (Find(found.Value, request.Field) is not { } field)
            return RecordBody.Invalid([new FieldError("/field", "unknown_field", new Message($"There is no field \"{request.Field}\".", $"没有字段“{request.Field}”。"))]).ToHttp();

        var buffer = new ArrayBufferWriter<byte>(64);
        var read = await values.ReadAsync(caller, found.Value, id, field, request.Row, buffer, ct);
        if (read.Failed) return read.Problem.ToHttp();
        var (at, until) = (clock.GetUtcNow(), clock.GetUtcNow() + Shown);
        if (await WriteDownAsync(database, second, caller, found.Value, id, field, reason, at, until, read.Value, ct) is { } refused)
            return refused == AuditProblems.Unavailable ? refused.ToHttp(StatusCodes.Status503ServiceUnavailable) : refused.ToHttp();
        return TypedResults.Ok(new Response(request.Field, JsonElement.Parse(buffer.WrittenSpan), until));
    }

    private static Field? Find(Form form, string name) => name.Split('.') switch
    {
        [var key] => form[key] is { Columns.Count: 0 } field ? field : null,
        [var table, var column] => form[table]?.Column(column),
        _ => null,
    };

    /// <summary>A problem where a second person must agree first or the audit does not take its entry: then nothing is shown.</summary>
    private static async Task<Problem?> WriteDownAsync(
        NpgsqlDataSource database, SecondPerson second, Caller caller, Form form, Guid id, Field field, string reason, DateTimeOffset at, DateTimeOffset until, Guid? owner, CancellationToken ct)
    {
        await using var connection = await database.OpenConnectionAsync(ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        if ((await second.MissingAsync(connection, caller, form, FormAction.Reveal, [id], changeSet: null, ct)).Count > 0)
            return RecordProblems.SecondPersonNeeded(form, id, FormAction.Reveal);
        var entry = AuditEntry.Of(AuditAction.ValueRevealed, at, caller) with { Form = form.Number, Records = [id], Field = field.Key };
        if (!await AuditInbox.TryInsertAsync(connection, entry, ct)) return AuditProblems.Unavailable;
        await using var batch = new NpgsqlBatch(connection, transaction);
        batch.BatchCommands.Add(new NpgsqlBatchCommand("insert into reveals (id, at, until, form, record, field, by, reason) values ($1, $2, $3, $4, $5, $6, $7, $8)")
        {
            Parameters =
            {
                new() { Value = Guid.CreateVersion7(at) }, new() { Value = at }, new() { Value = until }, new() { Value = form.Number }, new() { Value = id },
                new() { Value = field.Id }, new() { Value = caller.Id }, new() { Value = reason },
            },
        });
        if (owner is { } person && person != caller.Id)
            batch.BatchCommands.Add(NoticeStore.Tell(person, "revealed", form.Number, id, caller.Id, new Dictionary<string, string> { ["field"] = field.Key, ["reason"] = reason }, at));
        await batch.ExecuteNonQueryAsync(ct);
        await transaction.CommitAsync(ct);
        return null;
    }
}
