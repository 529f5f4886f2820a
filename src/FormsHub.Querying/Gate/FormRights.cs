using FormsHub.Core.Access;
using FormsHub.Core.Fields;
using FormsHub.Core.Forms;

namespace FormsHub.Querying.Gate;

/// <summary>What a caller may do with a form as a whole, for screens that offer only what is possible.</summary>
/// <param name="Actions">What is granted on some record at least.</param>
/// <param name="Rows">Which records are seen.</param>
/// <param name="Fields">The most that any record allows: "hidden", "masked" or "read" by key; what is not named may be written by the actions held.</param>
/// <param name="Unknown">Fields and columns that are neither shown in any record nor filled in.</param>
/// <param name="UnknownElsewhere">Such fields of other forms that disclosed formulas of this one read.</param>
public sealed record FormRights(
    IReadOnlyList<FormAction> Actions, RowsSeen Rows, IReadOnlyDictionary<string, string> Fields, IReadOnlySet<Field> Unknown, IReadOnlySet<Field> UnknownElsewhere)
{
    /// <summary><see cref="Fields"/> without those whose names tell of what is neither shown nor filled in.</summary>
    public IEnumerable<KeyValuePair<string, string>> KnownFields
    {
        get
        {
            var unknown = Unknown.Select(PathOf).ToHashSet();
            return Fields.Where(named => !unknown.Contains(named.Key));
        }
    }

    private static string PathOf(Field field) => field.Table is { } of ? $"{of.Key}.{field.Key}" : field.Key;

    internal static FormRights Of(Caller caller, FormSight sight)
    {
        var form = sight.Form;
        List<FormAction> actions = [.. Enum.GetValues<FormAction>().Where(action => FormAccess.May(caller, form, action))];
        var fields = new Dictionary<string, string>();
        var (unknown, elsewhere) = (new HashSet<Field>(), new HashSet<Field>());
        if (!sight.IsOfAll)
        {
            foreach (var field in form.Fields.SelectMany(field => field.Columns.Prepend(field)))
            {
                var isFilledIn = field.Type.Role is FieldRole.Input && sight.Writing(field, FormAction.Create) is not 0;
                if (field.Definition.Discloses) elsewhere.UnionWith(Sources.UnknownElsewhere(field, sight));
                var isKnown = field.Definition.Discloses || !Sources.UnknownElsewhere(field, sight).Any();
                if ((sight.Most(field) is Sight.Nothing || !isKnown) && !isFilledIn) unknown.Add(field);
                if (field.Table is { } table && unknown.Contains(table)) unknown.Add(field);
                else if ((isKnown ? Name(field, sight, actions) : "hidden") is { } name) fields[PathOf(field)] = name;
            }
        }
        var rows = !actions.Contains(FormAction.Read) ? RowsSeen.None : sight.SeesAllRows ? RowsSeen.All : RowsSeen.Some;
        return new FormRights(actions, rows, fields, unknown, elsewhere);
    }

    private static string? Name(Field field, FormSight sight, List<FormAction> actions)
    {
        var most = sight.Most(field);
        if (most is not Sight.Clear) return most is Sight.Masked ? "masked" : "hidden";
        var writes = actions.Where(action => action is FormAction.Update or FormAction.Create).ToList();
        return field.Type.Role is FieldRole.Input && writes.Count > 0 && writes.TrueForAll(action => sight.Writing(field, action) is 0) ? "read" : null;
    }
}

/// <summary>How many of a form's records are seen.</summary>
public enum RowsSeen
{
    None,
    Some,
    All,
}

/// <summary>How many records are seen before and after a change of rules.</summary>
public sealed record RowsCompared(long Before, long After, long Gained, long Lost);
