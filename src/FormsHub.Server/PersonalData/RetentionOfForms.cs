using FormsHub.Core.Access;
using FormsHub.Core.Forms;
using FormsHub.Core.Results;
using FormsHub.Server.Hosting;
using FormsHub.Server.Hosting.Problems;
using FormsHub.Server.Hosting.Web;
using FormsHub.Server.Records;
using FormsHub.Storage.Forms;
using FormsHub.Storage.Records;
using Microsoft.AspNetCore.Http.HttpResults;

namespace FormsHub.Server.PersonalData;

/// <summary>
/// GET /api/v1/personal-data/forms: purpose and time of the forms that the caller manages, with the records past their time;
/// POST /api/v1/forms/{form}/retention/preview counts them for a rule before it is published, …/run ends their time now.
/// </summary>
public static class RetentionOfForms
{
    /// <param name="Due">What is past its time now; null where the form keeps its records for ever.</param>
    public sealed record Item(string Form, Localized? FormTitle, Localized? Purpose, string? LegalBasis, RetentionRule? Rule, Retention.Due? Due, Retention.Pass? Last);

    public sealed record Response(IReadOnlyList<Item> Items);

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/api/v1/personal-data/forms", ListAsync).WithTags("Personal data").WithSummary("Purpose and retention of forms");
        routes.MapPost("/api/v1/forms/{form}/retention/preview", PreviewAsync).Repeatable().WithTags("Personal data").WithSummary("How many records a retention rule would find");
        routes.MapPost("/api/v1/forms/{form}/retention/run", RunAsync).Repeatable().WithTags("Personal data").WithSummary("End the time of a form's records now");
    }

    internal static async Task<Ok<Response>> ListAsync(HttpContext context, Catalog catalog, Retention retention, CancellationToken ct)
    {
        var items = new List<Item>();
        foreach (var form in catalog.All.Where(form => FormAccess.May(context.Caller(), form, FormAction.Manage)).OrderBy(form => form.Number))
        {
            if (form.Definition.PersonalData is not { } data) continue;
            var due = data.Retention is { } rule ? await retention.CountAsync(form, rule, ct) : null;
            items.Add(new Item(form.Key, form.Definition.Title, data.Purpose, data.LegalBasis, data.Retention, due, await retention.LastAsync(form, ct)));
        }
        return TypedResults.Ok(new Response(items));
    }

    internal static async Task<Results<Ok<Retention.Due>, ProblemResult>> PreviewAsync(
        string form, RetentionRule rule, HttpContext context, Catalog catalog, Retention retention, CancellationToken ct)
    {
        var found = await catalog.FindAsync(context.Caller(), form, FormAction.Manage, ct);
        if (found.Failed) return found.Problem.ToHttp();
        return await retention.CountAsync(found.Value, rule, ct) is { } due ? TypedResults.Ok(due) : RecordBody.Invalid([new FieldError("/from", "does_not_fit", new Message(
            $"The published form has no such date, or the span is none.", $"已发布的表单没有该日期字段，或时长无效。"))]).ToHttp();
    }

    internal static async Task<Results<Ok<Retention.Pass>, ProblemResult>> RunAsync(string form, HttpContext context, Catalog catalog, Retention retention, CancellationToken ct)
    {
        var found = await catalog.FindAsync(context.Caller(), form, FormAction.Manage, ct);
        if (found.Failed) return found.Problem.ToHttp();
        return await retention.RunAsync(found.Value, ct) is { } pass ? TypedResults.Ok(pass) : Problem.Conflict(
            "nothing_to_end", $"The form keeps its records for ever or lists them only, or a pass is under way.", $"该表单未设自动到期处理，或正在处理中。").ToHttp();
    }
}
