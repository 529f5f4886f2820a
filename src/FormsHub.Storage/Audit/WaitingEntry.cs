using FormsHub.Core.Audit;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace FormsHub.Storage.Audit;

/// <summary>A line of <see cref="AuditInbox"/>, for what is saved by EF Core.</summary>
public sealed class WaitingEntry
{
    public long Id { get; init; }

    /// <summary>JSON.</summary>
    public required string Entry { get; init; }

    public static WaitingEntry Of(AuditEntry entry) => new() { Entry = AuditInbox.Write(entry) };

    internal sealed class Table : IEntityTypeConfiguration<WaitingEntry>
    {
        public void Configure(EntityTypeBuilder<WaitingEntry> entry)
        {
            entry.ToTable(AuditInbox.Table);
            entry.HasKey(each => each.Id);
            entry.Property(each => each.Id).HasColumnName("id").ValueGeneratedOnAdd();
            entry.Property(each => each.Entry).HasColumnName("entry").HasColumnType("jsonb");
        }
    }
}
