using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace FormsHub.Storage.Tables;

/// <summary>A program's token: only its hash is kept.</summary>
public sealed class AccessToken
{
    public Guid Id { get; init; } = Guid.CreateVersion7();
    public required string Name { get; init; }
    public required Guid UserId { get; init; }

    /// <summary>SHA-256 of the token.</summary>
    public required byte[] Hash { get; init; }

    /// <summary>The first characters, by which its owner knows it again.</summary>
    public required string Hint { get; init; }

    /// <summary>JSON; null: all that its person may do.</summary>
    public string? Scopes { get; init; }
    public DateTimeOffset CreatedAt { get; private set; }
    public DateTimeOffset? ExpiresAt { get; init; }
    public DateTimeOffset? RevokedAt { get; set; }
    public DateTimeOffset? LastUsedAt { get; set; }

    internal sealed class Table : IEntityTypeConfiguration<AccessToken>
    {
        public void Configure(EntityTypeBuilder<AccessToken> token)
        {
            token.ToTable("tokens");
            token.Property(each => each.Id).HasColumnName("id").ValueGeneratedNever();
            token.Property(each => each.Name).HasColumnName("name");
            token.Property(each => each.UserId).HasColumnName("user_id");
            token.Property(each => each.Hash).HasColumnName("hash");
            token.Property(each => each.Hint).HasColumnName("hint");
            token.Property(each => each.Scopes).HasColumnName("scopes").HasColumnType("jsonb");
            token.Property(each => each.CreatedAt).HasColumnName("created_at").HasDefaultValueSql("now()");
            token.Property(each => each.ExpiresAt).HasColumnName("expires_at");
            token.Property(each => each.RevokedAt).HasColumnName("revoked_at");
            token.Property(each => each.LastUsedAt).HasColumnName("last_used_at");
            token.HasOne<AppUser>().WithMany().HasForeignKey(each => each.UserId);
        }
    }
}
