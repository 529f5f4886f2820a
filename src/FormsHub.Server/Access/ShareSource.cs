using FormsHub.Core.Access;
using FormsHub.Server.People;
using FormsHub.Server.Records;

namespace FormsHub.Server.Access;

/// <summary>A share that somebody's right comes from.</summary>
/// <param name="Record">The single record that was shared; null for a view and for what was granted on request.</param>
/// <param name="By">Who shared it.</param>
/// <param name="Origin">"share", or "request" where it was asked for.</param>
/// <param name="Until">When it ends; null: when it is revoked.</param>
public sealed record ShareSource(Guid Id, Guid? Record, RecordShapes.Link By, ShareOrigin Origin, DateTimeOffset? Until)
{
    /// <summary>More are not listed.</summary>
    private const int Most = 50;

    internal static IReadOnlyList<ShareSource> Of(IEnumerable<HeldGrant> held, DirectorySnapshot people) =>
    [
        .. held.SelectMany(each => each.Shares).DistinctBy(share => share.Id).Take(Most)
            .Select(share => new ShareSource(share.Id, share.Record, new RecordShapes.Link(share.By, people.Users.GetValueOrDefault(share.By)?.DisplayName), share.Origin, share.Until)),
    ];
}
