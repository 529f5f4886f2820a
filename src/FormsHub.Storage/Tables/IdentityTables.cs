using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace FormsHub.Storage.Tables;

/// <summary>The tables of ASP.NET Core Identity that hang on users and roles.</summary>
internal sealed class IdentityTables :
    IEntityTypeConfiguration<IdentityUserRole<Guid>>,
    IEntityTypeConfiguration<IdentityUserClaim<Guid>>,
    IEntityTypeConfiguration<IdentityUserLogin<Guid>>,
    IEntityTypeConfiguration<IdentityUserToken<Guid>>,
    IEntityTypeConfiguration<IdentityRoleClaim<Guid>>
{
    public void Configure(EntityTypeBuilder<IdentityUserRole<Guid>> link)
    {
        link.ToTable("user_roles");
        link.Property(each => each.UserId).HasColumnName("user_id");
        link.Property(each => each.RoleId).HasColumnName("role_id");
        link.Property<DateTimeOffset?>(HeldRole.From).HasColumnName("valid_from");
        link.Property<DateTimeOffset?>(HeldRole.Until).HasColumnName("valid_until");
    }

    public void Configure(EntityTypeBuilder<IdentityUserClaim<Guid>> claim)
    {
        claim.ToTable("user_claims");
        claim.Property(each => each.Id).HasColumnName("id").UseIdentityAlwaysColumn();
        claim.Property(each => each.UserId).HasColumnName("user_id");
        claim.Property(each => each.ClaimType).HasColumnName("claim_type");
        claim.Property(each => each.ClaimValue).HasColumnName("claim_value");
    }

    public void Configure(EntityTypeBuilder<IdentityUserLogin<Guid>> login)
    {
        login.ToTable("user_logins");
        login.Property(each => each.LoginProvider).HasColumnName("login_provider");
        login.Property(each => each.ProviderKey).HasColumnName("provider_key");
        login.Property(each => each.ProviderDisplayName).HasColumnName("provider_display_name");
        login.Property(each => each.UserId).HasColumnName("user_id");
    }

    public void Configure(EntityTypeBuilder<IdentityUserToken<Guid>> token)
    {
        token.ToTable("user_tokens");
        token.Property(each => each.UserId).HasColumnName("user_id");
        token.Property(each => each.LoginProvider).HasColumnName("login_provider");
        token.Property(each => each.Name).HasColumnName("name");
        token.Property(each => each.Value).HasColumnName("value");
    }

    public void Configure(EntityTypeBuilder<IdentityRoleClaim<Guid>> claim)
    {
        claim.ToTable("role_claims");
        claim.Property(each => each.Id).HasColumnName("id").UseIdentityAlwaysColumn();
        claim.Property(each => each.RoleId).HasColumnName("role_id");
        claim.Property(each => each.ClaimType).HasColumnName("claim_type");
        claim.Property(each => each.ClaimValue).HasColumnName("claim_value");
    }
}
