using FormsHub.Core.Access;

namespace FormsHub.Server.Sharing;

/// <summary>A share as the database keeps it.</summary>
/// <param name="Grants">As JSON.</param>
/// <param name="Shown">How a view is shown, as JSON.</param>
internal sealed record StoredShare(
    Guid Id, int Form, Guid? Record, string? View, string? Shown, ShareSubject Kind, Guid? Subject, string Grants, ShareOrigin Origin, string? Note, Guid By, DateTimeOffset At,
    DateTimeOffset? From, DateTimeOffset? Until, DateTimeOffset? RevokedAt, Guid? RevokedBy, bool HasPassword, long Uses, DateTimeOffset? LastUsedAt)
{
    public bool HasEnded(DateTimeOffset now) => RevokedAt is not null || Until <= now;
}
