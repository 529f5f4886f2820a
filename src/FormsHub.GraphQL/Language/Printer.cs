using System.Text;

namespace FormsHub.GraphQL.Language;

/// <summary>Writes trees as text, byte for byte as the reference implementation does.</summary>
public static class Printer
{
    /// <summary>The text as people read it: indented, long argument lists broken at 80 columns.</summary>
    public static string Print(Node node)
    {
        var layout = new PrintLayout();
        layout.Write(node);
        return layout.ToString();
    }

    /// <summary>The same tokens with as little between them as the grammar allows; what cannot be read throws <see cref="GraphQLException"/>.</summary>
    public static string Minify(Source source)
    {
        var minified = new StringBuilder(source.Text.Length);
        var lexer = new Lexer(source);
        var lastIsWord = false;
        for (lexer.Next(); lexer.Kind is not TokenKind.EndOfFile; lexer.Next())
        {
            var isWord = lexer.Kind >= TokenKind.Name;
            if (lastIsWord && (isWord || lexer.Kind is TokenKind.Spread)) minified.Append(' ');
            if (lexer.Kind is TokenKind.BlockString) minified.Append(BlockString.Print(lexer.Value!, minimize: true));
            else minified.Append(lexer.Text);
            lastIsWord = isWord;
        }
        return minified.ToString();
    }

    public static string Minify(Node node) => Minify(new Source(Print(node)));

    /// <summary>
    /// Operations without what was asked for in them, minified: the same for all documents that differ only in numbers, strings, booleans and
    /// the length of lists, in the order of arguments and fields of input, and in descriptions. What it holds are names alone, and it can be read
    /// and validated again, but for scalars that refuse the placeholder <c>""</c>, <c>0</c> or <c>false</c>.
    /// </summary>
    public static string Normalize(DocumentNode document) => Minify(Normalizer.Normalize(document));

    /// <summary>A string between quotes, with the escapes that the grammar needs and those that keep control characters out of sight.</summary>
    internal static string Quote(string value)
    {
        var quoted = new StringBuilder(value.Length + 2).Append('"');
        foreach (var character in value)
        {
            _ = character switch
            {
                '"' => quoted.Append("\\\""),
                '\\' => quoted.Append("\\\\"),
                '\b' => quoted.Append("\\b"),
                '\t' => quoted.Append("\\t"),
                '\n' => quoted.Append("\\n"),
                '\f' => quoted.Append("\\f"),
                '\r' => quoted.Append("\\r"),
                < ' ' or (>= '\u007F' and <= '\u009F') => quoted.Append("\\u").Append(((int)character).ToString("X4", System.Globalization.CultureInfo.InvariantCulture)),
                _ => quoted.Append(character),
            };
        }
        return quoted.Append('"').ToString();
    }
}
