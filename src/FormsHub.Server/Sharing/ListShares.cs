using System.Globalization;
using FormsHub.Core.Access;
using FormsHub.Core.Results;
using FormsHub.Querying.Gate;
using FormsHub.Server.Hosting;
using FormsHub.Server.Hosting.Problems;
using FormsHub.Server.Hosting.SignIn;
using FormsHub.Server.People;
using FormsHub.Storage.Forms;
using FormsHub.Storage.Records;
using Microsoft.AspNetCore.Http.HttpResults;

namespace FormsHub.Server.Sharing;

/// <summary>
/// GET /api/v1/shares: what is shared with the caller (<c>?of=with-me</c>, as if left out) or by the caller (<c>?of=by-me</c>); GET
/// /api/v1/forms/{form}/shares: those of a form for who manages it, of a record for who may share it, else the caller's own.
/// </summary>
public static class ListShares
{
    private static readonly FieldError BadOf = PersonRules.Error("/of", "unknown_value", $"Must be \"with-me\" or \"by-me\".", $"必须是“with-me”或“by-me”。");

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/api/v1/shares", OfCallerAsync).RequireWholePerson().WithTags("Sharing").WithSummary("List what is shared with you or by you");
        routes.MapGet("/api/v1/forms/{form}/shares", OfFormAsync).RequireWholePerson().WithTags("Sharing").WithSummary("List the shares of a form, a record or a view");
    }

    internal static async Task<Results<Ok<Page<ShareAnswer>>, ProblemResult>> OfCallerAsync(
        HttpContext context, PeopleDirectory directory, StoredShares stored, ShareAnswers answers, TimeProvider clock, CancellationToken ct,
        string? of = null, bool ended = false, int? first = null, string? after = null)
    {
        var caller = context.Caller();
        if (of is not (null or "with-me" or "by-me")) return PeopleProblems.Invalid([BadOf]).ToHttp();
        var question = of is "by-me" ? new StoredShares.Question(By: caller.Id, Ended: ended) : new StoredShares.Question(Subjects: (await directory.CurrentAsync(ct)).SubjectsOf(caller.Id), Ended: ended);
        return await PageAsync(caller, question, first, after, stored, answers, share => of is "by-me" || !(share.From > clock.GetUtcNow()), ct);
    }

    internal static async Task<Results<Ok<Page<ShareAnswer>>, ProblemResult>> OfFormAsync(
        string form, HttpContext context, Catalog catalog, RecordSights sights, StoredShares stored, ShareAnswers answers, CancellationToken ct,
        Guid? record = null, string? view = null, bool ended = false, int? first = null, string? after = null)
    {
        var caller = context.Caller();
        var found = await catalog.FindAsync(form, ct);
        if (found is null || !FormAccess.MaySee(caller, found)) return RecordProblems.FormNotFound(form).ToHttp();
        var mayManage = FormAccess.May(caller, found, FormAction.Manage);
        var question = new StoredShares.Question(found.Number, record, view, Ended: ended);
        if (record is { } id && !mayManage)
        {
            var seen = await sights.OfAsync(caller, found, [id], ct);
            if (!seen.TryGetValue(id, out var sight)) return RecordProblems.NotFound(id).ToHttp();
            if (!sight.Allows(FormAction.Share)) question = question with { By = caller.Id };
        }
        else if (!mayManage)
        {
            question = question with { By = caller.Id };
        }
        return await PageAsync(caller, question, first, after, stored, answers, _ => true, ct);
    }

    private static async Task<Results<Ok<Page<ShareAnswer>>, ProblemResult>> PageAsync(
        Caller caller, StoredShares.Question question, int? first, string? after, StoredShares stored, ShareAnswers answers, Func<StoredShare, bool> isTold, CancellationToken ct)
    {
        var size = PageCursor.First(first);
        if (size.Failed) return size.Problem.ToHttp();
        var cursor = PageCursor.Read(after);
        if (cursor.Failed) return cursor.Problem.ToHttp();
        if (cursor.Value is { } text && !Guid.TryParse(text, CultureInfo.InvariantCulture, out _)) return PageCursor.Bad.ToHttp();
        var found = await stored.FindAsync(question, cursor.Value is { } place ? Guid.Parse(place, CultureInfo.InvariantCulture) : null, size.Value + 1, ct);
        var page = PageCursor.Page(found, size.Value, share => share.Id.ToString());
        return TypedResults.Ok(new Page<ShareAnswer>(await answers.OfAsync(caller, [.. page.Items.Where(isTold)], ct), page.PageInfo));
    }
}
