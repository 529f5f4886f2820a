using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace FormsHub.Storage.Tables;

/// <summary>A setting of the whole installation.</summary>
public sealed class Setting
{
    public required string Key { get; init; }

    /// <summary>JSON.</summary>
    public required string Value { get; set; }

    internal sealed class Table : IEntityTypeConfiguration<Setting>
    {
        public void Configure(EntityTypeBuilder<Setting> setting)
        {
            setting.ToTable("settings");
            setting.HasKey(each => each.Key);
            setting.Property(each => each.Key).HasColumnName("key");
            setting.Property(each => each.Value).HasColumnName("value").HasColumnType("jsonb");
        }
    }
}
