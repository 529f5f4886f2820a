using FormsHub.Core.Results;
using FormsHub.Storage;
using FormsHub.Storage.Tables;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace FormsHub.Server.People.Roles;

/// <summary>Writes a role with its departments and holders and keeps the rules as they then are, in one transaction.</summary>
internal static class RoleStore
{
    public static async Task<Problem?> SaveAsync(FormsDb db, Role role, RoleRequest request, DirectorySnapshot people, HttpContext context, CancellationToken ct, int? expected = null)
    {
        var departments = request.DepartmentsIn(people).ToArray();
        try
        {
            await using var transaction = await db.Database.BeginTransactionAsync(ct);
            if (await AccessVersions.BeginAsync(db, expected, ct) is { } stale) return stale;
            await db.SaveChangesAsync(ct);
            await db.Database.ExecuteSqlAsync($"delete from department_roles where role_id = {role.Id} and department <> all({departments})", ct);
            await db.Database.ExecuteSqlAsync(
                $"insert into department_roles (department, role_id) select each, {role.Id} from unnest({departments}) each on conflict do nothing", ct);
            if (request.Holders is { } holders) await holders.WriteAsync(db, role, people, ct);
            if (await AccessVersions.KeepAsync(db, context, ct) is { Failed: true, Problem: var failing }) return failing;
            await transaction.CommitAsync(ct);
            return null;
        }
        catch (DbUpdateConcurrencyException)
        {
            return PeopleProblems.ChangedMeanwhile;
        }
        catch (DbUpdateException exception) when (exception.InnerException is PostgresException { SqlState: PostgresErrorCodes.UniqueViolation })
        {
            return PeopleProblems.RoleKeyTaken(role.Name!);
        }
    }
}
