using FormsHub.Storage;
using Microsoft.EntityFrameworkCore;

namespace FormsHub.Server.People;

/// <summary>Every state that the rules of access have been in: what roles grant, to which departments, and the settings of forms.</summary>
internal static class AccessVersions
{
    /// <summary>Keeps the rules as they are now, in the transaction that changed them.</summary>
    public static async Task KeepAsync(FormsDb db, Guid by, CancellationToken ct) =>
        await db.Database.ExecuteSqlAsync($"insert into access_versions (by, rules) values ({by}, formshub_access_rules())", ct);
}
