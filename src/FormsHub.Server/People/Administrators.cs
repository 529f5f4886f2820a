using FormsHub.Core.Access;
using FormsHub.Storage;
using FormsHub.Storage.Tables;
using Microsoft.EntityFrameworkCore;

namespace FormsHub.Server.People;

/// <summary>The rule that somebody can always administer, not only for a time: checked inside the transaction that could break it.</summary>
internal static class Administrators
{
    private const long Lock = 0x4c61737441646d;

    /// <summary>Makes such transactions wait for each other until this one ends.</summary>
    public static Task LockAsync(FormsDb db, CancellationToken ct) => db.Database.ExecuteSqlAsync($"select pg_advisory_xact_lock({Lock})", ct);

    public static Task<bool> AnyLeftAsync(FormsDb db, CancellationToken ct) =>
        (from user in db.Users
         join held in db.UserRoles on user.Id equals held.UserId
         join role in db.Roles on held.RoleId equals role.Id
         where !user.Disabled && role.Name == Caller.AdministratorRole
             && EF.Property<DateTimeOffset?>(held, HeldRole.From) == null && EF.Property<DateTimeOffset?>(held, HeldRole.Until) == null
         select user).AnyAsync(ct);
}
