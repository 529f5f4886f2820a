using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace FormsHub.Storage.Tables;

/// <summary>An account of a person.</summary>
public sealed class AppUser : IdentityUser<Guid>
{
    public AppUser() => Id = Guid.CreateVersion7();

    public required string DisplayName { get; set; }
    public Guid? Department { get; set; }
    public bool Disabled { get; set; }

    /// <summary>Whether the password was set by somebody else and is to be changed before anything else is done.</summary>
    public bool MustChangePassword { get; set; }

    /// <summary>"zh-CN" or "en"; null: as the browser asks.</summary>
    public string? Language { get; set; }
    public DateTimeOffset CreatedAt { get; private set; }
    public DateTimeOffset? LastSignInAt { get; set; }

    internal sealed class Table : IEntityTypeConfiguration<AppUser>
    {
        public void Configure(EntityTypeBuilder<AppUser> user)
        {
            user.ToTable("users");
            user.Property(each => each.Id).HasColumnName("id").ValueGeneratedNever();
            user.Property(each => each.UserName).HasColumnName("user_name").IsRequired();
            user.Property(each => each.NormalizedUserName).HasColumnName("normalized_user_name").IsRequired();
            user.Property(each => each.DisplayName).HasColumnName("display_name");
            user.Property(each => each.Email).HasColumnName("email");
            user.Property(each => each.NormalizedEmail).HasColumnName("normalized_email");
            user.Property(each => each.EmailConfirmed).HasColumnName("email_confirmed");
            user.Property(each => each.PasswordHash).HasColumnName("password_hash");
            user.Property(each => each.SecurityStamp).HasColumnName("security_stamp");
            user.Property(each => each.ConcurrencyStamp).HasColumnName("concurrency_stamp");
            user.Property(each => each.PhoneNumber).HasColumnName("phone_number");
            user.Property(each => each.PhoneNumberConfirmed).HasColumnName("phone_number_confirmed");
            user.Property(each => each.TwoFactorEnabled).HasColumnName("two_factor_enabled");
            user.Property(each => each.LockoutEnd).HasColumnName("lockout_end");
            user.Property(each => each.LockoutEnabled).HasColumnName("lockout_enabled");
            user.Property(each => each.AccessFailedCount).HasColumnName("access_failed_count");
            user.Property(each => each.Department).HasColumnName("department");
            user.Property(each => each.Disabled).HasColumnName("disabled");
            user.Property(each => each.MustChangePassword).HasColumnName("must_change_password");
            user.Property(each => each.Language).HasColumnName("language");
            user.Property(each => each.CreatedAt).HasColumnName("created_at").HasDefaultValueSql("now()");
            user.Property(each => each.LastSignInAt).HasColumnName("last_sign_in_at");
            user.HasOne<Department>().WithMany().HasForeignKey(each => each.Department);
        }
    }
}
