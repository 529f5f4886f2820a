using FormsHub.Core.Access;
using FormsHub.Core.Forms;
using FormsHub.Server.Records;

namespace FormsHub.Server.Sharing;

/// <summary>A share in answers.</summary>
/// <param name="Record">The single record, with its title as far as the caller sees it; null for a view and for filling in.</param>
/// <param name="View">The view that it was made of.</param>
/// <param name="With">The person or department; null for a link.</param>
/// <param name="Actions">"read", "update", or "create" for filling in.</param>
/// <param name="Fields">Rights by key; "*" stands for fields that are not named.</param>
/// <param name="Link">Of a link: what it asks for and how often it was opened.</param>
/// <param name="Acts">Whether it gives anything now.</param>
/// <param name="MayChange">Whether the caller may change and revoke it.</param>
public sealed record ShareAnswer(
    Guid Id, string Form, Localized? FormTitle, RecordShapes.Link? Record, ShareAnswer.OfView? View, ShareSubject Kind, RecordShapes.Link? With, IReadOnlyList<FormAction> Actions,
    IReadOnlyDictionary<string, string> Fields, ShareOrigin Origin, RecordShapes.Link By, DateTimeOffset At, DateTimeOffset? From, DateTimeOffset? Until, DateTimeOffset? RevokedAt,
    string? Note, ShareAnswer.OfLink? Link, bool Acts, bool MayChange)
{
    public sealed record OfView(string? Key, Localized? Title);

    public sealed record OfLink(bool HasPassword, long Uses, DateTimeOffset? LastUsedAt);
}
