using System.Text.Json;
using FormsHub.Core.Access;
using FormsHub.Core.Audit;
using FormsHub.Core.Results;
using FormsHub.Server.Hosting;
using FormsHub.Server.Hosting.Problems;
using FormsHub.Server.People;
using FormsHub.Server.Records;
using FormsHub.Storage;
using FormsHub.Storage.Audit;
using FormsHub.Storage.Forms;
using Microsoft.EntityFrameworkCore;

namespace FormsHub.Server.Forms;

/// <summary>
/// GET and PUT /api/v1/forms/{form}/access: who is in the form's ready-made groups and which records are restricted:
/// <c>{"groups": {"addOnly": ["department:sales"]}, "restrictions": [{"rows", "roles", "secondPerson"}]}</c>.
/// </summary>
public static class AccessOfForm
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/api/v1/forms/{form}/access", ReadAsync).WithTags("Forms").WithSummary("Read who is in a form's groups and what is restricted");
        routes.MapPut("/api/v1/forms/{form}/access", ReplaceAsync).WithTags("Forms").WithSummary("Replace a form's groups and restrictions");
    }

    private static async Task<IResult> ReadAsync(string form, HttpContext context, Catalog catalog, FormsDb db, CancellationToken ct)
    {
        var found = await catalog.FindAsync(context.Caller(), form, FormAction.Manage, ct);
        if (found.Failed) return found.Problem.ToHttp();
        var number = found.Value.Number;
        await AccessVersions.TellAsync(context, db, ct);
        var stored = await db.Database.SqlQuery<string>($"select settings::text as \"Value\" from form_access where form = {number}").FirstOrDefaultAsync(ct);
        return Answer(JsonElement.Parse(stored ?? """{"groups": {}, "restrictions": [], "audit": {"reads": false, "searches": false}}"""));
    }

    private static async Task<IResult> ReplaceAsync(
        string form, HttpContext context, Catalog catalog, IDirectory names, PeopleDirectory directory, FormsDb db, CancellationToken ct)
    {
        var found = await catalog.FindAsync(context.Caller(), form, FormAction.Manage, ct);
        if (found.Failed) return found.Problem.ToHttp();
        var rev = context.Request.IfMatch();
        if (rev.Failed) return rev.Problem.ToHttp();
        var body = await context.Request.ReadJsonAsync(ct);
        if (body.Failed) return body.Problem.ToHttp();
        var errors = new List<FieldError>();
        FormAccessSettings.Read(found.Value.Key, body.Value, new GrantReader(catalog, names), errors);
        if (errors.Count > 0) return PeopleProblems.Invalid(errors).ToHttp();

        var (number, settings) = (found.Value.Number, body.Value.GetRawText());
        await using (var transaction = await db.Database.BeginTransactionAsync(ct))
        {
            if (await AccessVersions.BeginAsync(db, rev.Value, ct) is { } stale) return stale.ToHttp();
            await db.Database.ExecuteSqlAsync(
                $"insert into form_access (form, settings) values ({number}, {settings}::jsonb) on conflict (form) do update set settings = excluded.settings", ct);
            var access = FormAccessSettings.Read(found.Value.Key, body.Value);
            db.Audit.Add(WaitingEntry.Of((AuditEntry.Of(AuditAction.FormAccessChanged) with { Form = number }).With(
                ("key", found.Value.Key), ("groups", access.Groups.Where(group => group.Value.Count > 0).Select(group => group.Key)),
                ("restrictions", access.Restrictions.Count), ("auditReads", access.Audit.Reads), ("auditSearches", access.Audit.Searches))));
            await db.SaveChangesAsync(ct);
            var kept = await AccessVersions.KeepAsync(db, context, ct);
            if (kept.Failed) return kept.Problem.ToHttp();
            await transaction.CommitAsync(ct);
            context.Response.SetETag(kept.Value);
        }
        directory.Forget();
        return Answer(body.Value);
    }

    private static JsonAnswer Answer(JsonElement settings) => new(StatusCodes.Status200OK, output =>
    {
        using var json = new Utf8JsonWriter(output, Json.Writer);
        settings.WriteTo(json);
    });
}
