namespace FormsHub.Core.Results;

/// <summary>"Did you mean": the known name nearest to one that is unknown.</summary>
public static class Suggestion
{
    private const int LongestName = 64;

    /// <summary>The known name with the fewest edits to the given one, if they are few.</summary>
    public static string? For(string name, IEnumerable<string> known)
    {
        if (name.Length > LongestName) return null;
        string? best = null;
        var fewest = Math.Max(1, name.Length * 2 / 5) + 1;
        foreach (var each in known)
        {
            var edits = string.Equals(each, name, StringComparison.OrdinalIgnoreCase) ? 0 : Distance(name, each, fewest);
            if (edits < fewest) (best, fewest) = (each, edits);
        }
        return best;
    }

    public static string English(string? suggestion) => suggestion is null ? "" : $" Did you mean \"{suggestion}\"?";

    public static string Chinese(string? suggestion) => suggestion is null ? "" : $"是不是“{suggestion}”？";

    /// <summary>Edits between two texts (insert, delete, replace, swap neighbours), or the limit if they are as many.</summary>
    private static int Distance(string left, string right, int limit)
    {
        if (Math.Abs(left.Length - right.Length) >= limit) return limit;
        var before = new int[right.Length + 1];
        var last = new int[right.Length + 1];
        var now = new int[right.Length + 1];
        for (var j = 0; j <= right.Length; j++) last[j] = j;
        for (var i = 1; i <= left.Length; i++)
        {
            now[0] = i;
            for (var j = 1; j <= right.Length; j++)
            {
                var cost = char.ToLowerInvariant(left[i - 1]) == char.ToLowerInvariant(right[j - 1]) ? 0 : 1;
                now[j] = Math.Min(Math.Min(last[j] + 1, now[j - 1] + 1), last[j - 1] + cost);
                if (i > 1 && j > 1 && left[i - 1] == right[j - 2] && left[i - 2] == right[j - 1]) now[j] = Math.Min(now[j], before[j - 2] + 1);
            }
            (before, last, now) = (last, now, before);
        }
        return last[right.Length];
    }
}
