using System.Text.Json;
using FormsHub.Core.Access;
using FormsHub.Core.Fields;
using FormsHub.Core.Forms;
using FormsHub.Core.Forms.Definitions;
using FormsHub.Querying.Gate;
using FormsHub.Server.People;
using FormsHub.Server.Records;
using FormsHub.Storage.Forms;
using FormsHub.Storage.Records;

namespace FormsHub.Server.Sharing;

/// <summary>Tells shares to who asks.</summary>
public sealed class ShareAnswers(Catalog catalog, PeopleDirectory directory, RecordSights sights, TimeProvider clock)
{
    internal async Task<List<ShareAnswer>> OfAsync(Caller caller, IReadOnlyCollection<StoredShare> shares, CancellationToken ct)
    {
        var titles = new Dictionary<Guid, string>();
        foreach (var group in shares.Where(share => share.Record is not null).GroupBy(share => share.Form, share => share.Record!.Value))
        {
            if (await catalog.FindAsync(group.Key, ct) is not { } form || !FormAccess.May(caller, form, FormAction.Read)) continue;
            foreach (var (id, title) in await sights.TitlesAsync(caller, form, [.. group.Distinct()], ct)) titles[id] = title;
        }
        return [.. shares.Where(share => catalog.ByNumber(share.Form) is not null).Select(share => Of(caller, share, catalog.ByNumber(share.Form)!, titles))];
    }

    internal static bool MayChange(Caller caller, Form form, Guid by) => by == caller.Id || FormAccess.May(caller, form, FormAction.Manage);

    private ShareAnswer Of(Caller caller, StoredShare share, Form form, Dictionary<Guid, string> titles)
    {
        var grants = ActiveShares.Read(share.Grants).Where(grant => form.IsCalled(grant.Form)).ToList();
        var view = share.Shown is { } shown ? FormDefinitionJson.ReadView(JsonElement.Parse(shown), "", []) : null;
        var now = clock.GetUtcNow();
        return new ShareAnswer(
            share.Id, form.Key, form.Definition.Title,
            share.Record is { } record ? new RecordShapes.Link(record, titles.GetValueOrDefault(record)) : null,
            share.View is not null || view is not null ? new ShareAnswer.OfView(share.View, view?.Title) : null,
            share.Kind,
            share.Subject is { } subject ? new RecordShapes.Link(subject, directory.Title(share.Kind is ShareSubject.User ? LinkKind.User : LinkKind.Department, subject)) : null,
            [.. grants.SelectMany(grant => grant.Actions).Distinct().Order()],
            FieldsOf(grants, withHidden: FormAccess.May(caller, form, FormAction.Manage)),
            share.Origin,
            new RecordShapes.Link(share.By, directory.Title(LinkKind.User, share.By)),
            share.At, share.From, share.Until, share.RevokedAt, share.Note,
            share.Kind is ShareSubject.Link ? new ShareAnswer.OfLink(share.HasPassword, share.Uses, share.LastUsedAt) : null,
            !share.HasEnded(now) && !(share.From > now),
            MayChange(caller, form, share.By));
    }

    /// <summary>The most that any of the grants gives of each field. The names of hidden ones are for who may change the form.</summary>
    private static SortedDictionary<string, string> FieldsOf(IEnumerable<Grant> grants, bool withHidden)
    {
        var fields = new SortedDictionary<string, FieldRight>(StringComparer.Ordinal);
        foreach (var (key, right) in grants.SelectMany(grant => grant.Fields))
        {
            if (!fields.TryGetValue(key, out var known) || (right.Sees, right.MayWrite).CompareTo((known.Sees, known.MayWrite)) > 0) fields[key] = right;
        }
        return new SortedDictionary<string, string>(fields.Where(field => withHidden || field.Key == "*" || field.Value.Sees is not Sight.Nothing || field.Value.MayWrite).ToDictionary(field => field.Key, field => FieldRight.NameOf(field.Value)), StringComparer.Ordinal);
    }
}
