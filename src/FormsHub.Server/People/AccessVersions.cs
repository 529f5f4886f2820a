using FormsHub.Core.Results;
using FormsHub.Server.Access;
using FormsHub.Server.Hosting;
using FormsHub.Storage;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace FormsHub.Server.People;

/// <summary>Every state that the rules of access have been in: what roles grant, to which departments, and the settings of forms.</summary>
internal static class AccessVersions
{
    private const long Lock = 0x4163636573735631;

    /// <summary>
    /// Makes changes of rules wait for each other until this transaction ends; a problem where they are no longer in the version that
    /// If-Match names.
    /// </summary>
    public static async Task<Problem?> BeginAsync(FormsDb db, int? expected, CancellationToken ct)
    {
        await db.Database.ExecuteSqlAsync($"select pg_advisory_xact_lock({Lock})", ct);
        return expected is { } version && await CurrentAsync(db, ct) is var current && current != version ? Changed(current) : null;
    }

    /// <summary>
    /// Keeps the rules as they are now, in the transaction that changed them, with the outcome of the permission tests. Where some fail
    /// it is a problem, so that nothing is changed, unless the request says <c>?acceptFailing=true</c>.
    /// </summary>
    public static async Task<Result<int>> KeepAsync(FormsDb db, HttpContext context, CancellationToken ct, string? note = null)
    {
        var tests = await context.RequestServices.GetRequiredService<PermissionTester>().RunAllAsync((NpgsqlConnection)db.Database.GetDbConnection(), ct);
        if (tests.Any(test => test.IsFailing) && context.Request.Query["acceptFailing"] != "true") return PermissionTester.Fail(tests);
        var (by, outcomes) = (context.Caller().Id, PermissionTester.Summary(tests));
        return (await db.Database.SqlQuery<int>(
            $"insert into access_versions (by, note, rules, tests) values ({by}, {note}, formshub_access_rules(), {outcomes}::jsonb) returning version as \"Value\"").ToListAsync(ct))[0];
    }

    /// <summary>The number of the version that the rules are in.</summary>
    public static Task<int> CurrentAsync(FormsDb db, CancellationToken ct) =>
        db.Database.SqlQuery<int>($"select coalesce(max(version), 0) as \"Value\" from access_versions").SingleAsync(ct);

    /// <summary>Tells the version as ETag, for the If-Match of a change.</summary>
    public static async Task TellAsync(HttpContext context, FormsDb db, CancellationToken ct) => context.Response.SetETag(await CurrentAsync(db, ct));

    private static Problem Changed(int current) => new Problem(ProblemKind.Stale, "rules_changed", new Message(
        $"The rules of access were changed meanwhile; they are in version {current} now.", $"权限规则已被他人修改，当前为版本 {current}。")) with
    {
        Details = new Dictionary<string, object?> { ["current"] = current },
    };
}
