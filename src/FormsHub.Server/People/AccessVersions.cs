using FormsHub.Storage;
using Microsoft.EntityFrameworkCore;

namespace FormsHub.Server.People;

/// <summary>Every state that the rules of access have been in: what roles grant, to which departments, and the settings of forms.</summary>
internal static class AccessVersions
{
    private const string Rules = """
        jsonb_build_object(
          'roles', (select coalesce(jsonb_agg(jsonb_build_object(
              'key', r.key, 'title', r.title, 'grants', r.grants,
              'departments', (select coalesce(jsonb_agg(d.key order by d.key), '[]') from department_roles h join departments d on d.id = h.department where h.role_id = r.id)) order by r.key), '[]') from roles r),
          'forms', (select coalesce(jsonb_object_agg(f.key, a.settings), '{}') from form_access a join forms f on f.number = a.form))
        """;

    /// <summary>Keeps the rules as they are now, in the transaction that changed them.</summary>
    public static async Task KeepAsync(FormsDb db, Guid by, CancellationToken ct) =>
        await db.Database.ExecuteSqlRawAsync($"insert into access_versions (by, rules) select {{0}}, {Rules.Replace("{", "{{", StringComparison.Ordinal).Replace("}", "}}", StringComparison.Ordinal)}", [by], ct);
}
