using System.Text.RegularExpressions;

namespace FormsHub.Core.Forms.Definitions;

/// <summary>Which names forms and fields may have.</summary>
public static partial class Names
{
    public static bool IsKey(string text) => KeyPattern().IsMatch(text);

    /// <summary>What every record has besides its fields; a field of that name could not be told from it.</summary>
    public static readonly IReadOnlySet<string> OfRecords = new HashSet<string>
    {
        "id", "rev", "version", "form", "state", "owner", "department", "createdAt", "createdBy", "updatedAt", "updatedBy", "deletedAt",
        "deletedBy",
    };

    /// <summary>The system values that views may show and sort by.</summary>
    public static readonly IReadOnlySet<string> InViews = new HashSet<string>
    {
        "id", "rev", "version", "title", "state", "owner", "department", "createdAt", "createdBy", "updatedAt", "updatedBy", "deletedAt",
        "deletedBy",
    };

    /// <summary>Words of filters and expressions that a field's key may not be.</summary>
    public static readonly IReadOnlySet<string> Words = new HashSet<string>
    {
        "data", "revisions", "and", "or", "not", "eq", "ne", "in", "notIn", "lt", "lte", "gt", "gte", "between", "contains", "startsWith",
        "endsWith", "isEmpty", "some", "none", "every", "true", "false", "null", "undefined", "constructor", "prototype",
    };

    [GeneratedRegex("^[a-z][A-Za-z0-9]{0,62}\\z", RegexOptions.NonBacktracking)]
    private static partial Regex KeyPattern();
}
