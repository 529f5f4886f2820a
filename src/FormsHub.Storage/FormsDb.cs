using FormsHub.Storage.Audit;
using FormsHub.Storage.Tables;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;

namespace FormsHub.Storage;

/// <summary>
/// Accounts and settings by EF Core. Forms and records are written and read by Npgsql (the form store, the record
/// store), so that building this model costs nothing on the way to the first answer.
/// </summary>
public sealed class FormsDb(DbContextOptions<FormsDb> options) : IdentityDbContext<AppUser, Role, Guid>(options)
{
    public DbSet<Department> Departments => Set<Department>();
    public DbSet<AccessToken> Tokens => Set<AccessToken>();
    public DbSet<Setting> Settings => Set<Setting>();

    /// <summary>Entries for the audit, written with what they tell of.</summary>
    public DbSet<WaitingEntry> Audit => Set<WaitingEntry>();

    protected override void OnModelCreating(ModelBuilder builder)
    {
        base.OnModelCreating(builder);
        builder.ApplyConfiguration(new AppUser.Table());
        builder.ApplyConfiguration(new Role.Table());
        var identity = new IdentityTables();
        builder.ApplyConfiguration<IdentityUserRole<Guid>>(identity);
        builder.ApplyConfiguration<IdentityUserClaim<Guid>>(identity);
        builder.ApplyConfiguration<IdentityUserLogin<Guid>>(identity);
        builder.ApplyConfiguration<IdentityUserToken<Guid>>(identity);
        builder.ApplyConfiguration<IdentityRoleClaim<Guid>>(identity);
        builder.ApplyConfiguration(new Department.Table());
        builder.ApplyConfiguration(new AccessToken.Table());
        builder.ApplyConfiguration(new Setting.Table());
        builder.ApplyConfiguration(new WaitingEntry.Table());
    }
}
