namespace FormsHub.Core.Results;

/// <summary>Finds the name that somebody probably meant.</summary>
public static class Near
{
    private const int LongestName = 64;

    /// <summary>The nearest of the names within a third of the length in edits (at least one), else null.</summary>
    public static string? Find(string name, IEnumerable<string> names)
    {
        if (name.Length is 0 or > LongestName) return null;
        var limit = Math.Max(1, name.Length / 3);
        return names.Where(each => each.Length <= LongestName)
            .Select(each => (Name: each, Distance: Distance(name, each)))
            .Where(each => each.Distance <= limit)
            .OrderBy(each => each.Distance).ThenBy(each => each.Name, StringComparer.Ordinal)
            .Select(each => each.Name)
            .FirstOrDefault();
    }

    /// <summary>Levenshtein's distance, without regard to case.</summary>
    private static int Distance(string left, string right)
    {
        Span<int> previous = stackalloc int[right.Length + 1];
        Span<int> current = stackalloc int[right.Length + 1];
        for (var j = 0; j <= right.Length; j++) previous[j] = j;
        for (var i = 1; i <= left.Length; i++)
        {
            current[0] = i;
            for (var j = 1; j <= right.Length; j++)
            {
                var same = char.ToLowerInvariant(left[i - 1]) == char.ToLowerInvariant(right[j - 1]);
                current[j] = Math.Min(Math.Min(current[j - 1], previous[j]) + 1, previous[j - 1] + (same ? 0 : 1));
            }
            current.CopyTo(previous);
        }
        return previous[right.Length];
    }
}
