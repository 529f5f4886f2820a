namespace FormsHub.GraphQL.Language;

/// <summary>What the text between <c>"""</c> means, and how a value is written there. See https://spec.graphql.org/September2025/#sec-Block-Strings</summary>
internal static class BlockString
{
    /// <summary>BlockStringValue(): the indentation that all lines but the first share, and blank lines at both ends, are not part of the value.</summary>
    public static string Dedent(ReadOnlySpan<char> raw)
    {
        var (indentation, first, last, number) = (int.MaxValue, -1, -1, 0);
        foreach (var line in new Lines(raw))
        {
            var indent = line.IndexOfAnyExcept(' ', '\t');
            if (indent >= 0)
            {
                if (first < 0) first = number;
                last = number;
                if (number > 0) indentation = Math.Min(indentation, indent);
            }
            number++;
        }
        if (first < 0) return "";
        if (number is 1) return raw.ToString();

        var value = raw.Length <= 512 ? stackalloc char[512] : new char[raw.Length];
        var length = 0;
        number = 0;
        foreach (var line in new Lines(raw))
        {
            if (number > first && number <= last) value[length++] = '\n';
            if (number >= first && number <= last)
            {
                var kept = number is 0 ? line : line[Math.Min(indentation, line.Length)..];
                kept.CopyTo(value[length..]);
                length += kept.Length;
            }
            number++;
        }
        return value[..length].ToString();
    }

    /// <summary>Between <c>"""</c>, on lines of its own where it would otherwise mean something else or be hard to read.</summary>
    public static string Print(string value, bool minimize = false)
    {
        var escaped = value.Replace("\"\"\"", "\\\"\"\"", StringComparison.Ordinal);
        var (lines, laterAllIndented) = (0, true);
        foreach (var line in new Lines(escaped))
        {
            if (lines++ > 0 && line is not [] and not [' ' or '\t', ..]) laterAllIndented = false;
        }
        var endsInThreeQuotes = escaped.EndsWith("\\\"\"\"", StringComparison.Ordinal);
        var ownLastLine = (value is [.., '"'] && !endsInThreeQuotes) || value is [.., '\\'];
        var needsFirstLine = lines > 1 && laterAllIndented;
        var severalLines = !minimize && (lines > 1 || value.Length > 70 || ownLastLine || endsInThreeQuotes);
        var keepsFirstLine = lines is 1 && value is [' ' or '\t', ..];

        var first = (severalLines && !keepsFirstLine) || needsFirstLine ? "\n" : "";
        var last = severalLines || ownLastLine ? "\n" : "";
        return $"\"\"\"{first}{escaped}{last}\"\"\"";
    }

    /// <summary>The lines of a text; CR LF, LF and CR end one.</summary>
    private ref struct Lines(ReadOnlySpan<char> text)
    {
        private ReadOnlySpan<char> _rest = text;
        private bool _ended;

        public ReadOnlySpan<char> Current { get; private set; }

        public readonly Lines GetEnumerator() => this;

        public bool MoveNext()
        {
            if (_ended) return false;
            var length = _rest.IndexOfAny('\n', '\r');
            if (length < 0)
            {
                Current = _rest;
                _ended = true;
                return true;
            }
            Current = _rest[..length];
            var next = _rest[length] is '\r' && length + 1 < _rest.Length && _rest[length + 1] is '\n' ? length + 2 : length + 1;
            _rest = _rest[next..];
            return true;
        }
    }
}
