namespace FormsHub.Formulas;

/// <summary>The name that was probably meant.</summary>
internal static class Nearest
{
    public static string? To(string name, IEnumerable<string> names)
    {
        var best = names.Select(each => (Name: each, Distance: Distance(name, each))).OrderBy(each => each.Distance).FirstOrDefault();
        return best.Name is not null && best.Distance <= Math.Max(1, name.Length / 3) ? best.Name : null;
    }

    /// <summary>The edit distance that ignores case (Levenshtein).</summary>
    private static int Distance(string left, string right)
    {
        if (left.Length > 80 || right.Length > 80) return int.MaxValue;
        var row = Enumerable.Range(0, right.Length + 1).ToArray();
        for (var i = 1; i <= left.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= right.Length; j++)
            {
                var cost = char.ToLowerInvariant(left[i - 1]) == char.ToLowerInvariant(right[j - 1]) ? 0 : 1;
                (diagonal, row[j]) = (row[j], Math.Min(Math.Min(row[j] + 1, row[j - 1] + 1), diagonal + cost));
            }
        }
        return row[^1];
    }
}
