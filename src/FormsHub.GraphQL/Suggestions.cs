namespace FormsHub.GraphQL;

/// <summary>"Did you mean": the names nearest to what was written.</summary>
public static class Suggestions
{
    private const int Most = 5;

    /// <summary>" Did you mean "a", "b", or "c"?", or nothing where there is nothing to suggest; the first five at most.</summary>
    public static string DidYouMean(IReadOnlyList<string> names, string? kind = null)
    {
        if (names.Count is 0) return "";

        var quoted = names.Take(Most).Select(name => $"\"{name}\"").ToList();
        var list = quoted switch
        {
            [var only] => only,
            [var first, var second] => $"{first} or {second}",
            [.. var others, var last] => $"{string.Join(", ", others)}, or {last}",
            [] => "",
        };
        return $" Did you mean {(kind is null ? "" : kind + " ")}{list}?";
    }

    /// <summary>Those of the names that need few changes (one more than two fifths of the letters) to become what was written, the nearest first.</summary>
    public static IReadOnlyList<string> Near(string written, IEnumerable<string> names)
    {
        var distance = new Distance(written);
        return [.. names.Distinct()
            .Select(name => (Name: name, Changes: distance.To(name)))
            .Where(found => found.Changes is not null)
            .OrderBy(found => found.Changes)
            .ThenBy(found => found.Name, Natural)
            .Select(found => found.Name)];
    }

    /// <summary>Orders names as people do, <c>a2</c> before <c>a10</c>.</summary>
    internal static IComparer<string> Natural { get; } = Comparer<string>.Create(CompareNaturally);

    private static int CompareNaturally(string one, string other)
    {
        var (at, otherAt) = (0, 0);
        while (at < one.Length && otherAt < other.Length)
        {
            int order;
            if (char.IsAsciiDigit(one[at]) && char.IsAsciiDigit(other[otherAt])) order = Number(one, ref at).CompareTo(Number(other, ref otherAt));
            else order = one[at++].CompareTo(other[otherAt++]);
            if (order != 0) return order;
        }
        return one.Length - other.Length;
    }

    // A zero in front counts by itself, so that a01 and a1 differ.
    private static double Number(string text, ref int at)
    {
        var number = 0d;
        do number = (number * 10) + (text[at++] - '0');
        while (at < text.Length && char.IsAsciiDigit(text[at]) && number > 0);
        return number;
    }

    /// <summary>How many letters are to be put in, taken out, replaced or swapped with their neighbour; another case of letters is one change.</summary>
    private sealed class Distance
    {
        private readonly string _written;
        private readonly string _lower;
        private readonly int _most;
        private readonly int[][] _rows;

        public Distance(string written)
        {
            (_written, _lower) = (written, written.ToLowerInvariant());
            _most = (int)(written.Length * 0.4) + 1;
            _rows = [new int[written.Length + 1], new int[written.Length + 1], new int[written.Length + 1]];
        }

        /// <summary>Null where it is more than may be suggested.</summary>
        public int? To(string name)
        {
            if (name == _written) return 0;
            var (longer, shorter) = (name.ToLowerInvariant(), _lower);
            if (longer == shorter) return 1;
            if (longer.Length < shorter.Length) (longer, shorter) = (shorter, longer);
            if (longer.Length - shorter.Length > _most) return null;

            for (var column = 0; column <= shorter.Length; column++) _rows[0][column] = column;
            for (var row = 1; row <= longer.Length; row++)
                if (FillRow(row, longer, shorter) > _most) return null;

            var changes = _rows[longer.Length % 3][shorter.Length];
            return changes <= _most ? changes : null;
        }

        // The row of the optimal string alignment; answers its smallest cell, below which no later row falls.
        private int FillRow(int row, string longer, string shorter)
        {
            var (current, above, twoAbove) = (_rows[row % 3], _rows[(row - 1) % 3], _rows[(row + 1) % 3]);
            var smallest = current[0] = row;
            for (var column = 1; column <= shorter.Length; column++)
            {
                var replaced = above[column - 1] + (longer[row - 1] == shorter[column - 1] ? 0 : 1);
                var cell = Math.Min(Math.Min(above[column], current[column - 1]) + 1, replaced);
                if (row > 1 && column > 1 && longer[row - 1] == shorter[column - 2] && longer[row - 2] == shorter[column - 1])
                    cell = Math.Min(cell, twoAbove[column - 2] + 1);
                current[column] = cell;
                smallest = Math.Min(smallest, cell);
            }
            return smallest;
        }
    }
}
