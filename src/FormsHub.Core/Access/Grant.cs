using System.Text.Json;
using FormsHub.Core.Forms;

namespace FormsHub.Core.Access;

/// <summary>What a role may do with one form, or with all ("*"): these actions, on these rows, with these fields.</summary>
public sealed record Grant
{
    /// <summary>The key of a form that stands for all forms, or of a field that stands for all fields.</summary>
    public const string All = "*";

    public required string Form { get; init; }
    public required IReadOnlySet<FormAction> Actions { get; init; }

    /// <summary>A filter of the common algebra or the name of a preset (<see cref="RowPresets"/>); null: all records.</summary>
    public JsonElement? Rows { get; init; }

    /// <summary>Rights by field key ("phone", "calls.minutes", "*"). Empty: every field may be written.</summary>
    public IReadOnlyDictionary<string, FieldRight> Fields { get; init; } = new Dictionary<string, FieldRight>();

    /// <summary>Whether sensitive fields are shown in clear even where the grant does not name them.</summary>
    public bool ShowsSensitive { get; init; }

    /// <summary>
    /// The right to a field or, of a sub-table, a column. The most exact key counts; a column never has more than its sub-table. A
    /// sensitive field is masked unless the grant names it.
    /// </summary>
    public FieldRight Right(Field field)
    {
        if (field.Table is { } table)
        {
            var whole = Right(table);
            return Named($"{table.Key}.", field) is { } own ? own.Within(whole) : Sensed(field, whole);
        }
        return Named("", field) ?? Sensed(field, Fields.Count is 0 ? FieldRight.Write : Fields.GetValueOrDefault(All, FieldRight.Hidden));
    }

    private FieldRight? Named(string prefix, Field field)
    {
        foreach (var key in field.Definition.Aliases.Prepend(field.Key))
        {
            if (Fields.TryGetValue(prefix + key, out var right)) return right;
        }
        return null;
    }

    private FieldRight Sensed(Field field, FieldRight right) =>
        ShowsSensitive || field.Definition.Sensitive is null or "none" ? right : right.Within(new FieldRight(Sight.Masked, MayWrite: true));
}

/// <summary>A grant with the role that it comes from.</summary>
/// <param name="Role">A role's key, "group:…" of a form, or "share:…".</param>
public sealed record HeldGrant(string Role, Grant Grant)
{
    /// <summary>The shares that it comes from, if it does.</summary>
    public IReadOnlyList<HeldShare> Shares { get; init; } = [];
}

/// <summary>What one may see of a field, and whether one may change it.</summary>
public readonly record struct FieldRight(Sight Sees, bool MayWrite)
{
    public static readonly FieldRight Hidden = new(Sight.Nothing, MayWrite: false);
    public static readonly FieldRight Masked = new(Sight.Masked, MayWrite: false);
    public static readonly FieldRight Read = new(Sight.Clear, MayWrite: false);
    public static readonly FieldRight Write = new(Sight.Clear, MayWrite: true);

    private static readonly Dictionary<string, FieldRight> ByName = new()
    {
        ["hidden"] = Hidden,
        ["masked"] = Masked,
        ["read"] = Read,
        ["write"] = Write,
    };

    public static IReadOnlyCollection<string> Names => ByName.Keys;

    /// <summary>The right with that name in grants; null if there is none.</summary>
    public static FieldRight? Find(string name) => ByName.TryGetValue(name, out var right) ? right : null;

    /// <summary>The name of a right in grants.</summary>
    public static string NameOf(FieldRight right) => ByName.First(each => each.Value == right).Key;

    /// <summary>What both rights give.</summary>
    public FieldRight Within(FieldRight other) => new((Sight)Math.Min((int)Sees, (int)other.Sees), MayWrite && other.MayWrite);
}

/// <summary>How much is shown of a value.</summary>
public enum Sight
{
    Nothing,

    /// <summary>Only what the field's type leaves of it: "138****8000".</summary>
    Masked,
    Clear,
}

/// <summary>Short names for row scopes that everybody needs.</summary>
public static class RowPresets
{
    private static readonly Dictionary<string, JsonElement?> ByName = new()
    {
        ["all"] = null,
        ["own"] = JsonElement.Parse("""{"owner":{"eq":"$me"}}"""),
        ["department"] = JsonElement.Parse("""{"department":{"eq":"$myDepartment"}}"""),
        ["departments"] = JsonElement.Parse("""{"department":{"in":"$myDepartments"}}"""),
    };

    public static IReadOnlyCollection<string> Names => ByName.Keys;

    /// <summary>The filter that a grant's rows are, written out; null: all records.</summary>
    public static JsonElement? Filter(JsonElement? rows) =>
        rows is { ValueKind: JsonValueKind.String } name ? ByName[name.GetString()!]
        : rows is { ValueKind: JsonValueKind.Null } ? null
        : rows;
}
