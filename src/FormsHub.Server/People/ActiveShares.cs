using System.Text.Json;
using FormsHub.Core.Access;

namespace FormsHub.Server.People;

/// <summary>All that is shared with people and departments at one moment.</summary>
/// <param name="links">The notes of all links that there ever were.</param>
public sealed class ActiveShares(IEnumerable<ActiveShares.Row> shares, IReadOnlyDictionary<Guid, string?> links)
{
    public static readonly ActiveShares None = new([], new Dictionary<Guid, string?>());

    private readonly ILookup<Guid, Row> _bySubject = shares.ToLookup(share => share.Subject);

    /// <param name="Grants">As they are stored; read when somebody asks who holds them.</param>
    public sealed record Row(ShareSubject Kind, Guid Subject, string Grants, HeldShare Share);

    /// <summary>
    /// What others share with a user, or with a department that they are in or below. Nobody gives to themselves: they would keep by it what
    /// they lose.
    /// </summary>
    public IEnumerable<HeldGrant> GrantsOf(Guid user, IEnumerable<Guid> departments) => ShareGrants.Of(
        departments.Prepend(user).SelectMany(subject => _bySubject[subject]).Where(each => each.Share.By != user).SelectMany(each => Read(each.Grants).Select(grant => (each.Kind, each.Share, grant))));

    /// <summary>What the link is called that made or changed something; null if there is no such link.</summary>
    public string? LinkName(Guid id) => links.TryGetValue(id, out var note) ? NameOf(note) : null;

    /// <summary>The name of a link in histories, whatever the reader's language.</summary>
    internal static string NameOf(string? note) => string.IsNullOrEmpty(note) ? "链接 Link" : $"链接 Link: {note}";

    internal static IReadOnlyList<Grant> Read(string grants) => new GrantReader().Grants(JsonElement.Parse(grants), "", []);
}
