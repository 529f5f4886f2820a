using FormsHub.Core.Access;
using FormsHub.Core.Forms;
using FormsHub.Querying.Gate;
using FormsHub.Server.People;
using FormsHub.Storage.Forms;

namespace FormsHub.Server.Requests;

/// <summary>
/// Who may decide a request, never the one who asks: of one for access whoever may change the form, of one for a second person whoever
/// sees the record, which its restriction lets none but its roles do.
/// </summary>
public sealed class Deciders(Catalog catalog, RecordSights sights, PeopleDirectory directory)
{
    /// <summary>How many are told of a request at most.</summary>
    private const int Most = 50;

    internal async Task<bool> MayDecideAsync(Caller caller, Request request, CancellationToken ct) => (await OfAsync(caller, [request], ct)).Count > 0;

    /// <summary>Those of the requests that the caller may decide, in their order.</summary>
    internal async Task<List<Request>> OfAsync(Caller caller, IReadOnlyList<Request> requests, CancellationToken ct)
    {
        var others = requests.Where(each => each.By != caller.Id && each.Form is not null).ToList();
        var may = new HashSet<Guid>();
        foreach (var group in others.GroupBy(each => each.Form!.Value))
        {
            if (catalog.ByNumber(group.Key) is not { } form) continue;
            if (FormAccess.May(caller, form, FormAction.Manage)) may.UnionWith(group.Where(each => each.Kind is RequestKind.Access).Select(each => each.Id));
            var second = group.Where(each => each is { Kind: RequestKind.SecondPerson, Record: not null }).ToList();
            if (second.Count is 0 || !FormAccess.May(caller, form, FormAction.Read)) continue;
            var seen = await sights.OfAsync(caller, form, [.. second.Select(each => each.Record!.Value).Distinct()], ct);
            may.UnionWith(second.Where(each => seen.ContainsKey(each.Record!.Value)).Select(each => each.Id));
        }
        return [.. others.Where(each => may.Contains(each.Id))];
    }

    /// <summary>Whom to tell that something is asked for.</summary>
    internal async Task<List<Guid>> ToTellAsync(Request request, Form form, CancellationToken ct)
    {
        var people = await directory.CurrentAsync(ct);
        var found = new List<Guid>();
        foreach (var user in people.Users.Values.Where(user => !user.Disabled && user.Id != request.By).OrderBy(user => user.UserName, StringComparer.Ordinal))
        {
            if (found.Count == Most) break;
            if (people.Caller(user.Id) is { } caller && MightDecide(caller, request, form) && await MayDecideAsync(caller, request, ct)) found.Add(user.Id);
        }
        return found;
    }

    /// <summary>What can be said without asking the database.</summary>
    private static bool MightDecide(Caller caller, Request request, Form form) => request.Kind is RequestKind.Access
        ? FormAccess.May(caller, form, FormAction.Manage)
        : FormAccess.May(caller, form, FormAction.Read) && FormAccess.GuardsOn(caller, form, request.Actions[0]).Any(guard => guard.Roles.Overlaps(caller.Roles));
}
