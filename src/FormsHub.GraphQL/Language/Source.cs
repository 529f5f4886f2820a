namespace FormsHub.GraphQL.Language;

/// <summary>A text of the language, a document or a schema.</summary>
public sealed class Source(string text, string name = "GraphQL request")
{
    public string Text { get; } = text;

    /// <summary>What errors call this text.</summary>
    public string Name { get; } = name;

    /// <summary>The line and column of a place in the text; a line ends at CR LF, LF or CR.</summary>
    public Location LocationAt(int offset)
    {
        var (line, start) = (1, 0);
        for (var at = 0; at < offset && at < Text.Length; at++)
        {
            if (Text[at] is not ('\n' or '\r')) continue;
            if (Text[at] is '\r' && at + 1 < Text.Length && Text[at + 1] is '\n')
            {
                if (at + 1 >= offset) break;
                at++;
            }
            (line, start) = (line + 1, at + 1);
        }
        return new Location(line, offset + 1 - start);
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
