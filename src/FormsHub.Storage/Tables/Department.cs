using FormsHub.Core.Forms;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace FormsHub.Storage.Tables;

/// <summary>A department of the company; departments form a tree.</summary>
public sealed class Department
{
    public Guid Id { get; init; } = Guid.CreateVersion7();
    public required string Key { get; set; }
    public required Localized Title { get; set; }
    public Guid? Parent { get; set; }

    /// <summary>The user who leads it.</summary>
    public Guid? Head { get; set; }
    public DateTimeOffset CreatedAt { get; private set; }

    internal sealed class Table : IEntityTypeConfiguration<Department>
    {
        public void Configure(EntityTypeBuilder<Department> department)
        {
            department.ToTable("departments");
            department.Property(each => each.Id).HasColumnName("id").ValueGeneratedNever();
            department.Property(each => each.Key).HasColumnName("key");
            department.Property(each => each.Title).HasColumnName("title").IsLocalized();
            department.Property(each => each.Parent).HasColumnName("parent");
            department.Property(each => each.Head).HasColumnName("head");
            department.Property(each => each.CreatedAt).HasColumnName("created_at").HasDefaultValueSql("now()");
            department.HasOne<Department>().WithMany().HasForeignKey(each => each.Parent);
        }
    }
}
