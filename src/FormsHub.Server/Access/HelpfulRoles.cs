using FormsHub.Core.Access;
using FormsHub.Querying.Gate;
using FormsHub.Server.People;

namespace FormsHub.Server.Access;

/// <summary>Finds what would let somebody do what they may not, by asking the gate as if they had it.</summary>
public sealed class HelpfulRoles(RecordSights sights)
{
    /// <summary>How many roles are tried at most.</summary>
    private const int Most = 100;

    /// <summary>A role to give, or a group of the form to put somebody into.</summary>
    /// <param name="Kind">"role" or "group".</param>
    public sealed record Help(string Kind, string Key);

    public async Task<IReadOnlyList<Help>> FindAsync(AccessRules rules, Caller caller, AccessQuestion question, CancellationToken ct)
    {
        List<Help> help = [];
        var groups = FormGroups.Names.Select(group => (Help: new Help("group", group), Caller: caller with { Grants = [.. caller.Grants, .. FormGroups.Grants(question.Form.Key, group)] }));
        var roles = rules.Roles.Where(role => !caller.Roles.Contains(role)).Order().Select(role => (Help: new Help("role", role), Caller: rules.With(caller, role)));
        foreach (var (each, changed) in roles.Where(each => Differs(caller, each.Caller, question)).Take(Most).Concat(groups))
        {
            if ((await sights.DecideAsync(changed, question, ct)).IsAllowed) help.Add(each);
        }
        return help;
    }

    private static bool Differs(Caller caller, Caller changed, AccessQuestion question) =>
        FormAccess.GrantsOn(changed, question.Form).Count() != FormAccess.GrantsOn(caller, question.Form).Count()
        || FormAccess.RestrictionsOn(changed, question.Form).Count() != FormAccess.RestrictionsOn(caller, question.Form).Count();
}
