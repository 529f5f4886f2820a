using FormsHub.Core.Access;
using FormsHub.Core.Audit;
using FormsHub.Core.Results;
using FormsHub.Querying.Gate;
using FormsHub.Server.Hosting;
using FormsHub.Server.Hosting.Problems;
using FormsHub.Server.Hosting.SignIn;
using FormsHub.Server.People;
using FormsHub.Storage.Audit;
using FormsHub.Storage.Forms;
using FormsHub.Storage.Records;
using Microsoft.AspNetCore.Http.HttpResults;
using Npgsql;

namespace FormsHub.Server.Sharing;

/// <summary>
/// PATCH /api/v1/shares/{id} changes until when, and the note; DELETE revokes it at once; POST …/restore takes a revocation back, within
/// ten minutes and by who revoked it. For who shared it and who may change the form.
/// </summary>
public static class ChangeShare
{
    private static readonly TimeSpan Restorable = TimeSpan.FromMinutes(10);

    public sealed record Request
    {
        /// <summary>When it ends; null: when it is revoked.</summary>
        public Given<DateTimeOffset?> Until { get; init; }
        public Given<string?> Note { get; init; }
    }

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapPatch("/api/v1/shares/{id:guid}", ChangeAsync).RequireWholePerson().WithTags("Sharing").WithSummary("Change until when something is shared");
        routes.MapDelete("/api/v1/shares/{id:guid}", RevokeAsync).RequireWholePerson().WithTags("Sharing").WithSummary("Revoke a share");
        routes.MapPost("/api/v1/shares/{id:guid}/restore", RestoreAsync).RequireWholePerson().WithTags("Sharing").WithSummary("Take back the revocation of a share");
    }

    internal static async Task<Results<Ok<ShareAnswer>, ProblemResult>> ChangeAsync(
        Guid id, Request request, HttpContext context, Catalog catalog, RecordSights sights, StoredShares stored, ShareAnswers answers, PeopleDirectory directory, NpgsqlDataSource source,
        TimeProvider clock, CancellationToken ct)
    {
        var share = await FindAsync(id, context.Caller(), catalog, stored, ct);
        if (share.Failed) return share.Problem.ToHttp();
        if (share.Value.RevokedAt is not null) return SharingProblems.NotFound(id).ToHttp();
        if (request.Until is { IsGiven: true, Value: { } until } && until <= clock.GetUtcNow())
            return PeopleProblems.Invalid([PersonRules.Error("/until", "in_the_past", $"The share would have ended already.", $"到期时间必须晚于现在。")]).ToHttp();
        if (request.Note.Value?.Length > 500) return PeopleProblems.Invalid([PersonRules.Error("/note", "too_long", $"A note has at most 500 characters.", $"备注最多 500 个字符。")]).ToHttp();
        var end = request.Until.IsGiven ? request.Until.Value : share.Value.Until;
        if (IsLonger(end, share.Value.Until) && !await MayGiveAsync(context.Caller(), share.Value, catalog, sights, ct)) return SharingProblems.MayNotChange.ToHttp();
        return await WriteAsync(
            share.Value, AuditAction.ShareChanged, context.Caller(), "update shares set valid_until = $2, note = $3 where id = $1 and revoked_at is null", catalog, stored, answers, directory, source, clock, ct,
            DatabaseReading.Time(end), DatabaseReading.Text(request.Note.IsGiven ? request.Note.Value : share.Value.Note));
    }

    internal static async Task<Results<Ok<ShareAnswer>, ProblemResult>> RevokeAsync(
        Guid id, HttpContext context, Catalog catalog, StoredShares stored, ShareAnswers answers, PeopleDirectory directory, NpgsqlDataSource source, TimeProvider clock, CancellationToken ct)
    {
        var share = await FindAsync(id, context.Caller(), catalog, stored, ct);
        return share.Failed ? share.Problem.ToHttp() : await WriteAsync(
            share.Value, AuditAction.ShareRevoked, context.Caller(), "update shares set revoked_at = $2, revoked_by = $3 where id = $1 and revoked_at is null", catalog, stored, answers, directory, source, clock, ct,
            clock.GetUtcNow(), context.Caller().Id);
    }

    internal static async Task<Results<Ok<ShareAnswer>, ProblemResult>> RestoreAsync(
        Guid id, HttpContext context, Catalog catalog, RecordSights sights, StoredShares stored, ShareAnswers answers, PeopleDirectory directory, NpgsqlDataSource source, TimeProvider clock,
        CancellationToken ct)
    {
        var share = await FindAsync(id, context.Caller(), catalog, stored, ct);
        if (share.Failed) return share.Problem.ToHttp();
        if (!await MayGiveAsync(context.Caller(), share.Value, catalog, sights, ct)) return SharingProblems.MayNotChange.ToHttp();
        if (share.Value.RevokedBy != context.Caller().Id || share.Value.RevokedAt < clock.GetUtcNow() - Restorable) return SharingProblems.NotFound(id).ToHttp();
        return await WriteAsync(
            share.Value, AuditAction.ShareChanged, context.Caller(), "update shares set revoked_at = null, revoked_by = null where id = $1 and revoked_by = $2", catalog, stored, answers, directory, source, clock, ct, context.Caller().Id);
    }

    private static bool IsLonger(DateTimeOffset? end, DateTimeOffset? before) => before is { } time && !(end <= time);

    /// <summary>Whether the caller might share it today: who manages the form, and who may share that record, or records of the form.</summary>
    private static async Task<bool> MayGiveAsync(Caller caller, StoredShare share, Catalog catalog, RecordSights sights, CancellationToken ct)
    {
        var form = catalog.ByNumber(share.Form)!;
        if (FormAccess.May(caller, form, FormAction.Manage)) return true;
        if (share.Record is not { } record) return FormAccess.May(caller, form, FormAction.Share);
        return (await sights.OfAsync(caller, form, [record], ct)).TryGetValue(record, out var seen) && seen.Allows(FormAction.Share);
    }

    private static async Task<Results<Ok<ShareAnswer>, ProblemResult>> WriteAsync(
        StoredShare share, string action, Caller caller, string sql, Catalog catalog, StoredShares stored, ShareAnswers answers, PeopleDirectory directory, NpgsqlDataSource source,
        TimeProvider clock, CancellationToken ct, params IEnumerable<object> values)
    {
        await using (var connection = await source.OpenConnectionAsync(ct))
        await using (var transaction = await connection.BeginTransactionAsync(ct))
        {
            await using var command = connection.Command(sql, [share.Id, .. values]);
            if (await command.ExecuteNonQueryAsync(ct) > 0)
            {
                var now = (await ReadAsync(connection, share.Id, ct)) ?? share.Until;
                var entry = (AuditEntry.Of(action, clock.GetUtcNow(), caller) with { Form = share.Form, Records = share.Record is { } record ? [record] : [] }).With(
                    ("share", share.Id), ("view", share.View), ("with", ShareWriter.SubjectName(share.Kind, share.Subject, await directory.CurrentAsync(ct))), ("until", action is AuditAction.ShareRevoked ? null : ShareWriter.Text(now)));
                await using var audit = new NpgsqlBatch(connection, transaction) { BatchCommands = { AuditInbox.Insert(entry) } };
                await audit.ExecuteNonQueryAsync(ct);
            }
            await transaction.CommitAsync(ct);
        }
        directory.Forget();
        return TypedResults.Ok((await answers.OfAsync(caller, [(await stored.FindAsync(share.Id, ct))!], ct))[0]);
    }

    private static async Task<DateTimeOffset?> ReadAsync(NpgsqlConnection connection, Guid id, CancellationToken ct)
    {
        await using var command = connection.Command("select valid_until from shares where id = $1", id);
        return await command.ExecuteScalarAsync(ct) is DateTime until ? new DateTimeOffset(until, TimeSpan.Zero) : null;
    }

    /// <summary>The share, if the caller may change it; to who does not even know of it, there is none.</summary>
    private static async Task<Result<StoredShare>> FindAsync(Guid id, Caller caller, Catalog catalog, StoredShares stored, CancellationToken ct)
    {
        if (await stored.FindAsync(id, ct) is not { } share || await catalog.FindAsync(share.Form, ct) is not { } form) return SharingProblems.NotFound(id);
        if (ShareAnswers.MayChange(caller, form, share.By)) return share;
        return share.Subject == caller.Id ? SharingProblems.MayNotChange : SharingProblems.NotFound(id);
    }
}
