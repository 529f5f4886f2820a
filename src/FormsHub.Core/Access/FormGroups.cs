using System.Text.Json;

namespace FormsHub.Core.Access;

/// <summary>Ready-made groups of a form, for who wants no theory of roles: whoever is listed in one has its grants.</summary>
public static class FormGroups
{
    private static readonly JsonElement Own = JsonSerializer.SerializeToElement("own");

    private static readonly Dictionary<string, IReadOnlyList<(FormAction[] Actions, JsonElement? Rows)>> ByName = new()
    {
        ["addOnly"] = [([FormAction.Create], null)],
        ["addAndSeeOwn"] = [([FormAction.Create, FormAction.Read, FormAction.Update, FormAction.ViewHistory, FormAction.Revert, FormAction.Print], Own)],
        ["addAndSeeAll"] =
        [
            ([FormAction.Create, FormAction.Read, FormAction.ViewHistory, FormAction.Print], null),
            ([FormAction.Read, FormAction.Update, FormAction.Revert], Own),
        ],
        ["manageAll"] =
        [
            ([
                FormAction.Create, FormAction.Read, FormAction.Update, FormAction.Delete, FormAction.Restore, FormAction.Import, FormAction.Export, FormAction.Print,
                FormAction.ViewHistory, FormAction.Revert, FormAction.Reveal, FormAction.Share,
            ], null),
        ],
        ["seeAll"] = [([FormAction.Read, FormAction.ViewHistory, FormAction.Print], null)],
    };

    public static IReadOnlyCollection<string> Names => ByName.Keys;

    /// <summary>What the group of a form grants; nothing if there is no such group.</summary>
    public static IEnumerable<HeldGrant> Grants(string form, string group) => !ByName.TryGetValue(group, out var grants) ? [] : grants.Select(grant =>
        new HeldGrant("group:" + group, new Grant { Form = form, Actions = grant.Actions.ToHashSet(), Rows = grant.Rows }));
}
