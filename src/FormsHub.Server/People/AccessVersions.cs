using FormsHub.Core.Results;
using FormsHub.Server.Hosting;
using FormsHub.Storage;
using Microsoft.EntityFrameworkCore;

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

    /// <summary>Keeps the rules as they are now, in the transaction that changed them.</summary>
    public static async Task<int> KeepAsync(FormsDb db, Guid by, CancellationToken ct, string? note = null) =>
        (await db.Database.SqlQuery<int>($"insert into access_versions (by, note, rules) values ({by}, {note}, formshub_access_rules()) returning version as \"Value\"").ToListAsync(ct))[0];

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
