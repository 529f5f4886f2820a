using FormsHub.Core.Access;
using FormsHub.Core.Forms;
using FormsHub.Core.Results;
using FormsHub.Querying.Gate;
using FormsHub.Server.Hosting;
using FormsHub.Server.Hosting.Problems;
using FormsHub.Storage.Forms;
using FormsHub.Storage.Records;

namespace FormsHub.Server.Records;

/// <summary>
/// POST /api/v1/change-sets/{id}/undo takes a change set back, as a new one. With <c>dryRun</c> it only tells what it would do. Fields
/// changed again since are conflicts, left alone unless <c>overwrite</c>.
/// </summary>
public static class UndoChangeSet
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPost("/api/v1/change-sets/{id:guid}/undo", HandleAsync).WithTags("Change sets").Accepts<RecordShapes.Undo>("application/json").Produces<RecordShapes.UndoAnswer>();

    private static async Task<IResult> HandleAsync(
        Guid id, HttpContext context, Catalog catalog, ChangeSetUndo undo, RecordSights sights, RecordAnswers answers, CancellationToken ct)
    {
        var body = await context.Request.ReadOptionalJsonAsync(ct);
        if (body.Failed) return body.Problem.ToHttp();
        var (dryRun, overwrite) = (false, false);
        if (body.Value is { } given)
        {
            if (RecordBody.Members(given, "", "dryRun", "overwrite") is { Count: > 0 } errors) return RecordBody.Invalid(errors).ToHttp();
            var flags = new[] { RecordBody.Flag(given, "dryRun"), RecordBody.Flag(given, "overwrite") };
            if (flags.FirstOrDefault(flag => flag.Failed).Problem is { } wrong) return wrong.ToHttp();
            (dryRun, overwrite) = (flags[0].Value, flags[1].Value);
        }

        var caller = context.Caller();
        if (await undo.FormsAsync(id, ct) is not { } numbers) return RecordProblems.NoChangeSet(id).ToHttp();
        foreach (var number in numbers)
        {
            var form = await catalog.FindAsync(number, ct);
            if (form is null || !FormAccess.May(caller, form, FormAction.Read)) return RecordProblems.NoChangeSet(id).ToHttp();
            if (!MayUndo(caller, form) || !await SeesAllAsync(caller, form, id, undo, sights, ct))
                return Problem.Forbidden("may_not_undo", $"You may not change the records of this change set.", $"您没有修改该变更批次中记录的权限。").ToHttp();
        }
        var undone = await undo.UndoAsync(caller, context.WriteVia(), id, dryRun, overwrite, ct);
        return undone.Failed ? undone.Problem.ToHttp() : await answers.UndoAsync(context, undone.Value, ct);
    }

    private static bool MayUndo(Caller caller, Form form) =>
        FormAccess.May(caller, form, FormAction.Revert) && FormAccess.May(caller, form, FormAction.Restore) && FormAccess.May(caller, form, FormAction.Delete);

    /// <summary>Whether every record that the change set touched is seen, so that nothing is undone behind the caller's back.</summary>
    private static async Task<bool> SeesAllAsync(Caller caller, Form form, Guid changeSet, ChangeSetUndo undo, RecordSights sights, CancellationToken ct)
    {
        if (sights.SeesAllOf(caller, form)) return true;
        var records = await undo.RecordsAsync(changeSet, form.Number, ct);
        return (await sights.OfAsync(caller, form, records, ct)).Count == records.Count;
    }
}
