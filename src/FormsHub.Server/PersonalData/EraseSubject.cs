using FormsHub.Core.Access;
using FormsHub.Core.Audit;
using FormsHub.Core.Fields;
using FormsHub.Core.Forms;
using FormsHub.Core.Results;
using FormsHub.Server.Files;
using FormsHub.Server.Hosting;
using FormsHub.Server.Hosting.Problems;
using FormsHub.Server.Hosting.Web;
using FormsHub.Server.Records;
using FormsHub.Storage.Forms;
using FormsHub.Storage.Records;
using Microsoft.AspNetCore.Http.HttpResults;

namespace FormsHub.Server.PersonalData;

/// <summary>
/// POST /api/v1/personal-data/erase {records: [{form, id, fields?}], reason, confirm, value?} purges records, or empties fields of them in
/// the record and its history, and answers a certificate; …/erase/plan says beforehand what that would do.
/// </summary>
public static class EraseSubject
{
    /// <param name="Fields">The keys of the fields to empty; none: the record is purged.</param>
    public sealed record Target(string Form, Guid Id, IReadOnlyList<string>? Fields = null);

    public sealed record PlanRequest(IReadOnlyList<Target> Records);

    /// <param name="Confirm">The number of records.</param>
    /// <param name="Value">What the person was found by: the certificate of an administrator says whether it still stands somewhere.</param>
    public sealed record Request(IReadOnlyList<Target> Records, string Reason, int Confirm, string? Value = null);

    public sealed record Plan(int Purged, int Emptied, long Revisions, int Files, int Copies, IReadOnlyList<Reference> References);

    /// <param name="End">"restrict" stands against the purge, "clear" empties the reference, "cascade" puts the records into the recycle bin.</param>
    public sealed record Reference(string? Form, Localized? FormTitle, string? Field, int Count, string End);

    public sealed record Response(ErasureCertificate Certificate, string Sha256);

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapPost("/api/v1/personal-data/erase/plan", PlanAsync).Repeatable().WithTags("Personal data").WithSummary("What an erasure would do");
        routes.MapPost("/api/v1/personal-data/erase", EraseAsync).WithTags("Personal data").WithSummary("Erase what records hold about a person");
    }

    internal static async Task<Results<Ok<Plan>, ProblemResult>> PlanAsync(PlanRequest request, HttpContext context, SubjectRecords records, SubjectErasure erasure, CancellationToken ct)
    {
        var caller = context.Caller();
        var targets = await TargetsAsync(caller, request.Records, records, ct);
        if (targets.Failed) return targets.Problem.ToHttp();
        var plan = await erasure.PlanAsync(targets.Value, ct);
        return TypedResults.Ok(new Plan(plan.Purged, plan.Emptied, plan.Revisions, plan.Files, plan.Copies, [.. plan.References.Select(Of)]));

        Reference Of(ErasurePlan.Reference each) => FormAccess.May(caller, each.Form, FormAction.Read)
            ? new(each.Form.Key, each.Form.Definition.Title, each.Field.Key, each.Count, each.End)
            : new(null, null, null, each.Count, each.End);
    }

    internal static async Task<Results<Ok<Response>, ProblemResult>> EraseAsync(
        Request request, HttpContext context, Catalog catalog, SubjectRecords records, SubjectErasure erasure, FileCleaning files, CancellationToken ct)
    {
        var caller = context.Caller();
        var reason = SubjectRecords.Reason(request.Reason);
        if (reason.Failed) return reason.Problem.ToHttp();
        var targets = await TargetsAsync(caller, request.Records, records, ct);
        if (targets.Failed) return targets.Problem.ToHttp();
        if (request.Confirm != targets.Value.Count)
        {
            return Problem.Conflict(
                "confirm_erase", $"{targets.Value.Count} records would be erased. Send confirm={targets.Value.Count} to erase them.",
                $"将清除 {targets.Value.Count} 条记录。确认清除请带上 confirm={targets.Value.Count}。").ToHttp();
        }
        var value = request.Value?.Trim() ?? "";
        var values = caller.IsAdministrator && value.Length > 0 ? FindSubject.Spellings(value, catalog.All) : [];
        var erased = await erasure.EraseAsync(caller, context.WriteVia(), targets.Value, reason.Value, values, ct);
        if (erased.Failed) return erased.Problem == AuditProblems.Unavailable ? erased.Problem.ToHttp(StatusCodes.Status503ServiceUnavailable) : erased.Problem.ToHttp();
        await files.RemoveAsync(erased.Value.Files, ct);
        return TypedResults.Ok(new Response(erased.Value.Certificate, erased.Value.Sha256));
    }

    private static async Task<Result<IReadOnlyList<ErasureTarget>>> TargetsAsync(Caller caller, IReadOnlyList<Target> asked, SubjectRecords records, CancellationToken ct)
    {
        if (asked.Count is 0) return RecordBody.Invalid([new FieldError("/records", "required", new Message($"Name at least one record.", $"请至少选择一条记录。"))]);
        var found = await records.OfAsync(caller, [.. asked.Select(each => new SubjectRecords.Named(each.Form, each.Id))], FormAction.Purge, "/records", ct);
        if (found.Failed) return found.Problem;
        var forms = found.Value.ToDictionary(each => each.Id, each => each.Form);
        var (targets, errors) = (new List<ErasureTarget>(), new List<FieldError>());
        foreach (var (index, each) in asked.Index())
        {
            var form = forms[each.Id];
            var fields = new List<Field>();
            foreach (var key in each.Fields ?? [])
            {
                if (form[key] is { Type.Role: FieldRole.Input } field) fields.Add(field);
                else errors.Add(new FieldError($"/records/{index}/fields", "unknown_field", new Message($"There is no field \"{key}\" that can be emptied.", $"没有可清空的字段“{key}”。")));
            }
            targets.Add(new ErasureTarget(form, each.Id, fields));
        }
        return errors.Count is 0 ? targets : RecordBody.Invalid(errors);
    }
}
