using System.Globalization;
using System.Text.Json;
using FormsHub.Core.Audit;
using FormsHub.Core.Fields;
using FormsHub.Core.Results;
using FormsHub.Server.Hosting;
using FormsHub.Server.Hosting.Problems;
using FormsHub.Server.Hosting.SignIn;
using FormsHub.Server.People;
using FormsHub.Server.People.Roles;
using FormsHub.Server.Records;
using FormsHub.Storage;
using FormsHub.Storage.Audit;
using FormsHub.Storage.Forms;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace FormsHub.Server.Access;

/// <summary>
/// GET /api/v1/permissions/versions lists the states that the rules have been in, newest first; …/{n} is one with what it changed;
/// POST …/{n}/revert makes it the newest again.
/// </summary>
public static class VersionsOfRules
{
    /// <param name="By">Who changed the rules; null: the server itself, at the beginning.</param>
    /// <param name="FailingTests">How many permission tests failed with it.</param>
    public sealed record Summary(int Version, DateTimeOffset At, RecordShapes.Link? By, string? Note, int FailingTests);

    /// <param name="Rules">All rules of that version: {"roles": […], "forms": {…}}.</param>
    /// <param name="Changes">What it changed of the version before; null for the first.</param>
    /// <param name="Tests">How the permission tests came out: {id, title, state}.</param>
    public sealed record One(int Version, DateTimeOffset At, RecordShapes.Link? By, string? Note, JsonElement Rules, RulesDifference? Changes, JsonElement? Tests);

    /// <param name="Emptied">Roles that were made later: they stay, without grants.</param>
    /// <param name="Missing">Forms of that version that are no longer there.</param>
    public sealed record Reverted(int Version, IReadOnlyList<string> Emptied, IReadOnlyList<string> Missing);

    private sealed record Row(int Version, DateTimeOffset At, Guid? By, string? Note, string? Rules, string? Before, string? Tests, int FailingTests);

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/api/v1/permissions/versions", ListAsync).RequireAdministrator().WithTags("Access").WithSummary("List versions of the rules");
        routes.MapGet("/api/v1/permissions/versions/{version:int}", ReadAsync).RequireAdministrator().WithTags("Access").WithSummary("Read a version of the rules");
        routes.MapPost("/api/v1/permissions/versions/{version:int}/revert", RevertAsync).RequireAdministrator().WithTags("Access").WithSummary("Revert the rules to a version");
    }

    internal static async Task<Results<Ok<Page<Summary>>, ProblemResult>> ListAsync(
        int? first, string? after, HttpContext context, PeopleDirectory directory, FormsDb db, CancellationToken ct)
    {
        var size = PageCursor.First(first);
        if (size.Failed) return size.Problem.ToHttp();
        var cursor = PageCursor.Read(after);
        if (cursor.Failed) return cursor.Problem.ToHttp();
        if (!int.TryParse(cursor.Value ?? "2147483647", CultureInfo.InvariantCulture, out var below)) return PageCursor.Bad.ToHttp();
        await directory.CurrentAsync(ct);
        var rows = await db.Database.SqlQuery<Row>($"""
            select version as "Version", at as "At", by as "By", note as "Note", null::text as "Rules", null::text as "Before", null::text as "Tests",
              (select count(*) from jsonb_array_elements(tests) each where each->>'state' in ('failed', 'broken'))::int as "FailingTests"
            from access_versions where version < {below} order by version desc limit {size.Value + 1}
            """).ToListAsync(ct);
        await AccessVersions.TellAsync(context, db, ct);
        return TypedResults.Ok(PageCursor.Page([.. rows.Select(row => new Summary(row.Version, row.At, By(row, directory), row.Note, row.FailingTests))], size.Value, each => each.Version.ToString(CultureInfo.InvariantCulture)));
    }

    internal static async Task<Results<Ok<One>, ProblemResult>> ReadAsync(int version, PeopleDirectory directory, FormsDb db, CancellationToken ct)
    {
        if (await FindAsync(db, version, ct) is not { } row) return NotFound(version).ToHttp();
        await directory.CurrentAsync(ct);
        var rules = JsonElement.Parse(row.Rules!);
        return TypedResults.Ok(new One(row.Version, row.At, By(row, directory), row.Note, rules, row.Before is { } before ? RulesDifference.Between(JsonElement.Parse(before), rules) : null, row.Tests is { } tests ? JsonElement.Parse(tests) : null));
    }

    internal static async Task<Results<Ok<Reverted>, ProblemResult>> RevertAsync(
        int version, HttpContext context, PeopleDirectory directory, Catalog catalog, FormsDb db, CancellationToken ct)
    {
        var rev = context.Request.IfMatch();
        if (rev.Failed) return rev.Problem.ToHttp();
        try
        {
            await using var transaction = await db.Database.BeginTransactionAsync(ct);
            if (await AccessVersions.BeginAsync(db, rev.Value, ct) is { } stale) return stale.ToHttp();
            if (await FindAsync(db, version, ct) is not { } row) return NotFound(version).ToHttp();
            var rules = JsonElement.Parse(row.Rules!);
            var emptied = await RevertRolesAsync(db, rules.GetProperty("roles"), ct);
            var missing = await RevertFormsAsync(db, catalog, rules.GetProperty("forms"), ct);
            db.Audit.Add(WaitingEntry.Of(AuditEntry.Of(AuditAction.RoleChanged).With(("revertedTo", version), ("emptied", emptied))));
            await db.SaveChangesAsync(ct);
            var kept = await AccessVersions.KeepAsync(db, context, ct, $"→ {version}");
            if (kept.Failed) return kept.Problem.ToHttp();
            var made = kept.Value;
            await transaction.CommitAsync(ct);
            directory.Forget();
            context.Response.SetETag(made);
            return TypedResults.Ok(new Reverted(made, emptied, missing));
        }
        catch (PostgresException exception) when (exception.SqlState is PostgresErrorCodes.UniqueViolation)
        {
            return KeyTaken.ToHttp();
        }
    }

    /// <summary>Roles as they were: those gone since are made again, those made later keep nobody from anything but grant nothing.</summary>
    private static async Task<List<string>> RevertRolesAsync(FormsDb db, JsonElement roles, CancellationToken ct)
    {
        var then = roles.EnumerateArray().Where(role => !RoleAnswer.IsBuiltIn(role.GetProperty("key").GetString()!)).ToList();
        var kept = new List<Guid>();
        foreach (var role in then)
        {
            var (key, title, grants) = (role.GetProperty("key").GetString()!, role.GetProperty("title").GetRawText(), role.GetProperty("grants").GetRawText());
            var id = role.TryGetProperty("id", out var known) ? known.GetGuid() : (Guid?)null;
            var found = await db.Database.SqlQuery<Guid>($"select id as \"Value\" from roles where id = {id} or ({id}::uuid is null and key = {key})").ToListAsync(ct);
            if (found.Count is 0) found = await db.Database.SqlQuery<Guid>($"select id as \"Value\" from roles where key = {key}").ToListAsync(ct);
            var now = found.Count is 0 ? id ?? Guid.CreateVersion7() : found[0];
            kept.Add(now);
            await db.Database.ExecuteSqlAsync($"""
                insert into roles (id, key, normalized_key, title, grants) values ({now}, {key}, upper({key}), {title}::jsonb, {grants}::jsonb)
                on conflict (id) do update set key = excluded.key, normalized_key = excluded.normalized_key, title = excluded.title, grants = excluded.grants
                """, ct);
            string[] departments = [.. role.GetProperty("departments").EnumerateArray().Select(each => each.GetString()!)];
            await db.Database.ExecuteSqlAsync($"delete from department_roles where role_id = {now}", ct);
            await db.Database.ExecuteSqlAsync($"insert into department_roles (department, role_id) select id, {now} from departments where key = any({departments})", ct);
        }
        var ids = kept.ToArray();
        await db.Database.ExecuteSqlAsync($"delete from department_roles where role_id <> all({ids}) and role_id in (select id from roles where key not in ('administrator', 'member'))", ct);
        return await db.Database.SqlQuery<string>($"""
            update roles set grants = '[]' where id <> all({ids}) and key not in ('administrator', 'member') returning key as "Value"
            """).ToListAsync(ct);
    }

    private static async Task<List<string>> RevertFormsAsync(FormsDb db, Catalog catalog, JsonElement forms, CancellationToken ct)
    {
        var (missing, kept) = (new List<string>(), new List<int>());
        foreach (var form in forms.EnumerateObject())
        {
            if (catalog.Find(form.Name) is not { } found)
            {
                missing.Add(form.Name);
                continue;
            }
            kept.Add(found.Number);
            await db.Database.ExecuteSqlAsync(
                $"insert into form_access (form, settings) values ({found.Number}, {form.Value.GetRawText()}::jsonb) on conflict (form) do update set settings = excluded.settings", ct);
        }
        await db.Database.ExecuteSqlAsync($"delete from form_access where form <> all({kept.ToArray()})", ct);
        return missing;
    }

    private static async Task<Row?> FindAsync(FormsDb db, int version, CancellationToken ct) => (await db.Database.SqlQuery<Row>($"""
        select version as "Version", at as "At", by as "By", note as "Note", rules::text as "Rules",
          (select rules::text from access_versions b where b.version < v.version order by b.version desc limit 1) as "Before", tests::text as "Tests", 0 as "FailingTests"
        from access_versions v where version = {version}
        """).ToListAsync(ct)).SingleOrDefault();

    private static RecordShapes.Link? By(Row row, PeopleDirectory directory) => row.By is { } by ? new RecordShapes.Link(by, directory.Title(LinkKind.User, by)) : null;

    private static Problem NotFound(int version) => Problem.NotFound("rules_version_not_found", $"There is no version {version} of the rules.", $"权限规则没有版本 {version}。");

    private static readonly Problem KeyTaken = Problem.Conflict("key_taken", $"Another role has taken the key of a role of that version.", $"该版本中某个角色的 key 已被其他角色占用。");
}
