namespace FormsHub.GraphQL.Language;

/// <summary>A text of the language, a document or a schema.</summary>
public sealed class Source(string text, string name = "GraphQL request")
{
    private int[]? _lineStarts;

    public string Text { get; } = text;

    /// <summary>What errors call this text.</summary>
    public string Name { get; } = name;

    /// <summary>The line and column of a place in the text; a line ends at CR LF, LF or CR.</summary>
    public Location LocationAt(int offset)
    {
        // Found once: an error can have thousands of places.
        var starts = _lineStarts ??= LineStarts();
        var line = Array.BinarySearch(starts, offset);
        if (line < 0) line = ~line - 1;
        return new Location(line + 1, offset + 1 - starts[line]);
    }

    private int[] LineStarts()
    {
        List<int> starts = [0];
        for (var at = Text.AsSpan().IndexOfAny('\n', '\r'); at >= 0 && at < Text.Length;)
        {
            if (Text[at] is '\r' && at + 1 < Text.Length && Text[at + 1] is '\n') at++;
            starts.Add(++at);
            var next = Text.AsSpan(at).IndexOfAny('\n', '\r');
            if (next < 0) break;
            at += next;
        }
        return [.. starts];
    }
}

/// <summary>Line and column, both from 1, the column in UTF-16 code units. See https://spec.graphql.org/September2025/#sec-Errors.Error-Result-Format</summary>
public readonly record struct Location(int Line, int Column);

/// <summary>From where to where something stands in a text, in UTF-16 code units from 0, the end not included.</summary>
public readonly record struct Span(Source Source, int Start, int End)
{
    /// <summary>The place of what was made, not read.</summary>
    public static Span None { get; } = new(new Source(""), -1, -1);

    public bool IsNone => Start < 0;

    public Location Location => Source.LocationAt(Start);
}
