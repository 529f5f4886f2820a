using FormsHub.Core.Forms;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace FormsHub.Storage.Tables;

/// <summary>A role; its <c>Name</c> is its key in every API.</summary>
public sealed class Role : IdentityRole<Guid>
{
    public Role() => Id = Guid.CreateVersion7();

    public required Localized Title { get; set; }

    /// <summary>JSON: what the role may do, form by form.</summary>
    public string Grants { get; set; } = "[]";
    public DateTimeOffset CreatedAt { get; private set; }

    internal sealed class Table : IEntityTypeConfiguration<Role>
    {
        public void Configure(EntityTypeBuilder<Role> role)
        {
            role.ToTable("roles");
            role.Property(each => each.Id).HasColumnName("id").ValueGeneratedNever();
            role.Property(each => each.Name).HasColumnName("key").IsRequired();
            role.Property(each => each.NormalizedName).HasColumnName("normalized_key").IsRequired();
            role.Property(each => each.Title).HasColumnName("title").IsLocalized();
            role.Property(each => each.Grants).HasColumnName("grants").HasColumnType("jsonb");
            role.Property(each => each.ConcurrencyStamp).HasColumnName("concurrency_stamp");
            role.Property(each => each.CreatedAt).HasColumnName("created_at").HasDefaultValueSql("now()");
        }
    }
}
