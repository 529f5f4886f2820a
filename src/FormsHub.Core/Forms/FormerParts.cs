using FormsHub.Core.Fields;

namespace FormsHub.Core.Forms;

/// <summary>What earlier versions of a form had, and programs may still ask for.</summary>
/// <param name="Fields">Fields, and columns of sub-tables that are still there, that were removed within the <see cref="Grace"/>.</param>
/// <param name="Plurals">Former plurals.</param>
public sealed record FormerParts(IReadOnlyList<RemovedField> Fields, IReadOnlyList<string> Plurals)
{
    /// <summary>So long a removed field is answered to programs.</summary>
    public static readonly TimeSpan Grace = TimeSpan.FromDays(30);

    public static readonly FormerParts None = new([], []);
}

/// <summary>A field that was removed, or a column of a sub-table.</summary>
/// <param name="WasGuarded">Whether rules of access kept it from somebody, then or since: nobody says any more from whom.</param>
public sealed record RemovedField(Field Field, DateTimeOffset At, bool WasGuarded)
{
    /// <summary>Whether records hold its values as they were: what is computed is not computed any more, and what is sealed stays so.</summary>
    public bool HasValues => IsKept(Field);

    /// <summary>The same of a field that is about to be removed.</summary>
    public static bool IsKept(Field field) => field.Type.Role is FieldRole.Input or FieldRole.Generated && !field.IsEncrypted;

    /// <summary>The names by which rights speak of it, and of the sub-table that it is a column of.</summary>
    public static IEnumerable<string> NamesInRights(Field field)
    {
        var names = field.Definition.Aliases.Prepend(field.Key);
        return field.Table is not { } table ? names : NamesInRights(table).Concat(NamesInRights(table).SelectMany(of => names.Select(name => $"{of}.{name}")));
    }
}
