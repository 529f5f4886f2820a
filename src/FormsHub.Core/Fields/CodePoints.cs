namespace FormsHub.Core.Fields;

/// <summary>The order of texts by code point, which is that of PostgreSQL's "C" collation over UTF-8.</summary>
public static class CodePoints
{
    public static int Compare(string left, string right)
    {
        var length = Math.Min(left.Length, right.Length);
        for (var i = 0; i < length; i++)
        {
            char a = left[i], b = right[i];
            if (a == b) continue;
            var (aSurrogate, bSurrogate) = (char.IsSurrogate(a), char.IsSurrogate(b));
            return aSurrogate == bSurrogate ? a.CompareTo(b) : aSurrogate ? 1 : -1;
        }
        return left.Length.CompareTo(right.Length);
    }
}
