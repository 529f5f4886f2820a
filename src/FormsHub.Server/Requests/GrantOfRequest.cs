using FormsHub.Core.Access;
using FormsHub.Core.Fields;
using FormsHub.Core.Forms;
using FormsHub.Core.Results;
using FormsHub.Querying.Gate;
using FormsHub.Server.People;
using FormsHub.Server.Sharing;

namespace FormsHub.Server.Requests;

/// <summary>Makes of a request for access what its decider may give: never more than they have themselves, on any record it is about.</summary>
public sealed class GrantOfRequest(RecordSights sights, ShareableRights shareable, PeopleDirectory directory)
{
    /// <summary>The share that grants the actions; a problem where the decider does not have them all, or where it would change nothing.</summary>
    internal async Task<Result<NewShare>> MakeAsync(
        Caller decider, Form form, Request request, IReadOnlyList<FormAction> actions, DateTimeOffset until, string? note, CancellationToken ct)
    {
        if ((await directory.CurrentAsync(ct)).Caller(request.By) is not { } asker) return PeopleProblems.NoSuchUser(request.By.ToString());
        var held = await RightsAsync(decider, asker, form, request, ct);
        foreach (var action in actions)
        {
            if (held is null || !FormAccess.May(decider, form, action) || !held.Allows(action)) return RequestProblems.MayNotGrant(action);
        }
        var grant = new Grant
        {
            Form = form.Key,
            Actions = actions.ToHashSet(),
            Rows = request.Record is { } record ? GrantText.RowOf(record) : null,
            Fields = Fields(form, held!, actions, request.Field),
        };
        var grants = request.Record is { } one ? shareable.Within(decider, form, one, grant) : new List<Grant> { grant };
        if (!await HelpsAsync(asker, form, request, grants, ct)) return RequestProblems.WouldNotHelp;
        return new NewShare(form, ShareSubject.User, asker.Id, grants) { Record = request.Record, Origin = ShareOrigin.Request, Until = until, Note = note };
    }

    /// <summary>What the decider has of the record; of a whole form what they have of every record, restrictions aside that hold for the asker, too.</summary>
    private async Task<IRecordRights?> RightsAsync(Caller decider, Caller asker, Form form, Request request, CancellationToken ct)
    {
        if (request.Record is { } record) return (await sights.OfAsync(decider, form, [record], ct)).TryGetValue(record, out var seen) ? seen : null;
        var holdForBoth = FormAccess.RestrictionsOn(decider, form).All(FormAccess.RestrictionsOn(asker, form).Contains);
        return sights.OfEvery(holdForBoth ? decider with { Restrictions = [] } : decider, form);
    }

    /// <summary>
    /// No names where the decider may write everything: sensitive fields are masked then. Else what they have of each field; a sensitive
    /// one in clear only if it was asked for.
    /// </summary>
    private static Dictionary<string, FieldRight> Fields(Form form, IRecordRights held, IReadOnlyList<FormAction> actions, string? asked)
    {
        var writes = actions.Where(action => action is FormAction.Create or FormAction.Update or FormAction.Revert).ToList();
        var all = form.Fields.SelectMany(field => field.Columns.Prepend(field)).ToList();
        var named = asked is null ? null : form.FieldNamed(asked);
        var rights = new Dictionary<string, FieldRight>();
        foreach (var field in all)
        {
            var isShown = ReferenceEquals(field, named) || field.Definition.Sensitive is null or "none";
            var right = new FieldRight(held.Of(field), writes.TrueForAll(action => held.MayWrite(field, action))).Within(isShown ? FieldRight.Write : new FieldRight(Sight.Masked, MayWrite: true));
            rights[field.Table is { } table ? $"{table.Key}.{field.Key}" : field.Key] = Storable(right);
        }
        var isAll = named is null && all.TrueForAll(field => field.Type.Role is not FieldRole.Input || (held.Of(field) is Sight.Clear && writes.TrueForAll(action => held.MayWrite(field, action))));
        return isAll ? [] : rights;
    }

    /// <summary>The nearest right that grants have a name for, never more.</summary>
    private static FieldRight Storable(FieldRight right) => right.Sees switch
    {
        Sight.Clear => right.MayWrite ? FieldRight.Write : FieldRight.Read,
        Sight.Masked => FieldRight.Masked,
        _ => FieldRight.Hidden,
    };

    /// <summary>Whether the asker could then do what was granted, but for a second person.</summary>
    private async Task<bool> HelpsAsync(Caller asker, Form form, Request request, IReadOnlyList<Grant> grants, CancellationToken ct)
    {
        if (request.Record is null) return true;
        var then = asker with { Grants = [.. asker.Grants, .. grants.Select(grant => new HeldGrant(ShareGrants.RoleOf(ShareSubject.User), grant))] };
        var actions = grants.SelectMany(grant => grant.Actions).ToHashSet();
        foreach (var action in actions)
        {
            var decision = await sights.DecideAsync(then, new AccessQuestion(form, action, request.Record), ct);
            if (decision.Refusal is AccessRefusal.Record && actions.Contains(FormAction.Read)) return false;
        }
        return true;
    }
}
