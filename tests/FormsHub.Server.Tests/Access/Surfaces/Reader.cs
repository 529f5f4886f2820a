namespace FormsHub.Server.Tests.Access.Surfaces;

/// <summary>A person with what the roles and groups give them, and what may be shown to them, in plain words.</summary>
internal sealed record Reader(string User, IReadOnlyList<string> Roles, IReadOnlyList<Rule> Rules, IReadOnlyList<Narrowing> Narrowings)
{
    public bool Sees(MarkedRecord record) => Giving(record, "read").Any() && !Narrowings.Any(each => each.Form == record.Form && !Roles.Contains(each.Role) && each.Rows.Holds(record, User));

    public bool SeesClear(MarkedRecord record, MarkedField field) => Sees(record) && Giving(record, "read").Any(rule => rule.Of(field) is "read" or "write");

    public bool SeesMask(MarkedRecord record, MarkedField field) => Sees(record) && Giving(record, "read").Any(rule => rule.Of(field) is "masked");

    /// <summary>Whether a value that is not seen in clear may be asked for, with a reason.</summary>
    public bool MayReveal(MarkedRecord record, MarkedField field) =>
        SeesClear(record, field) || (SeesMask(record, field) && Giving(record, "reveal").Any(rule => rule.Of(field) is not "hidden"));

    /// <summary>The marks that may be shown to this person by any way but revealing.</summary>
    public HashSet<string> Shown(IEnumerable<MarkedRecord> records)
    {
        var shown = new HashSet<string>();
        foreach (var record in records.Where(Sees))
        {
            var past = Giving(record, "viewHistory").Any();
            foreach (var field in record.Form.Fields.Where(field => SeesClear(record, field)))
            {
                if (field.Reads.Count is 0) Add(record.Cells.GetValueOrDefault(field.Key), past, shown);
                else if (field.Discloses) foreach (var (cell, isNow) in field.Reads.SelectMany(read => Source(record, read))) Add(cell, past, shown, isNow);
            }
        }
        foreach (var rule in Rules) shown.UnionWith(rule.Form.Fields.Where(field => Knows(rule, field)).Select(field => field.Label));
        return shown;
    }

    /// <summary>Whether a rule shows the field in some record, or lets it be filled in.</summary>
    private static bool Knows(Rule rule, MarkedField field) => (rule.Actions.Contains("read") && rule.Of(field) is not "hidden") || (rule.Actions.Contains("create") && rule.Fills(field));

    private IEnumerable<Rule> Giving(MarkedRecord record, string action) =>
        Rules.Where(rule => rule.Form == record.Form && rule.Actions.Contains(action) && rule.Rows.Holds(record, User));

    /// <summary>What a formula reads, and what it has read of other records before.</summary>
    private static IEnumerable<(MarkedCell? Cell, bool IsNow)> Source(MarkedRecord record, string read) => read.Split('.') is ["client", var of]
        ? [(record.Client?.Cells.GetValueOrDefault(of), true), .. record.FormerClients.Select(client => (client.Cells.GetValueOrDefault(of), false))]
        : [(record.Cells.GetValueOrDefault(read), true)];

    private static void Add(MarkedCell? cell, bool past, HashSet<string> shown, bool isNow = true)
    {
        if (cell is null) return;
        if (isNow || past) shown.UnionWith(cell.Now);
        if (past) shown.UnionWith(cell.Before);
    }
}
