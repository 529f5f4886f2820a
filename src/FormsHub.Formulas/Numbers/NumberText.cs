namespace FormsHub.Formulas.Numbers;

/// <summary>Numbers as people write them: 1234.5, -3, 1,234.50.</summary>
internal static class NumberText
{
    /// <summary>The number; null: the text is none.</summary>
    public static decimal? Read(string text)
    {
        var rest = text.AsSpan().Trim(" \t\u00a0\u3000");
        var negative = rest.StartsWith("-");
        if (negative || rest.StartsWith("+")) rest = rest[1..];

        var point = rest.IndexOf('.');
        var whole = point < 0 ? rest : rest[..point];
        var fraction = point < 0 ? [] : rest[(point + 1)..];
        if (whole.Length is 0 || (point >= 0 && fraction.Length is 0) || HasOther(fraction)) return null;
        if (whole.Contains(','))
        {
            var first = whole.IndexOf(',');
            if (first is 0 or > 3 || HasOther(whole[..first])) return null;
            for (var groups = whole[first..]; groups.Length > 0; groups = groups[4..])
            {
                if (groups.Length < 4 || groups[0] is not ',' || HasOther(groups[1..4])) return null;
            }
        }
        else if (HasOther(whole))
        {
            return null;
        }
        return Exact.Parse(rest.ToString().Replace(",", "", StringComparison.Ordinal)) is { } number ? negative ? -number : number : null;
    }

    private static bool HasOther(ReadOnlySpan<char> text) => text.IndexOfAnyExceptInRange('0', '9') >= 0;
}
