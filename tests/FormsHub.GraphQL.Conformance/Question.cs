using System.Globalization;
using System.Text;
using System.Text.Json;
using FormsHub.GraphQL.Execution;

namespace FormsHub.GraphQL.Conformance;

/// <summary>A line that was read: which text, and what is to be done with it.</summary>
internal sealed class Question
{
    public Question(JsonElement line)
    {
        if (line.ValueKind is not JsonValueKind.Object) throw new BadQuestionException("A line is a JSON object.");
        Sdl = Text(line, "sdl");
        Document = Text(line, "document");
        Variables = line.TryGetProperty("variables", out var variables) && variables.ValueKind is not JsonValueKind.Null
            ? JsonVariables.Read(variables) as IReadOnlyDictionary<string, object?> ?? throw new BadQuestionException("\"variables\" is an object.")
            : null;
        ParseOnly = Flag(line, "parseOnly");
        Print = Flag(line, "print");
        SdlOnly = Flag(line, "sdlOnly");
        PrintSchema = Flag(line, "printSchema");
        CheckSchema = Flag(line, "checkSchema");
        Extension = Text(line, "extension");
        Introspect = Flag(line, "introspect");
        Execute = Flag(line, "execute");
        OperationName = Text(line, "operationName");
        Root = line.TryGetProperty("root", out var root) ? JsonVariables.Read(root, maxDepth: 60) : null;
    }

    public string? Sdl { get; }
    public string? Document { get; }
    public IReadOnlyDictionary<string, object?>? Variables { get; }
    public bool ParseOnly { get; }
    public bool Print { get; }
    public bool SdlOnly { get; }
    public bool PrintSchema { get; }
    public bool CheckSchema { get; }
    public string? Extension { get; }
    public bool Introspect { get; }
    public bool Execute { get; }
    public string? OperationName { get; }
    public object? Root { get; }

    private static string? Text(JsonElement line, string name)
    {
        if (!line.TryGetProperty(name, out var value) || value.ValueKind is JsonValueKind.Null) return null;
        if (value.ValueKind is not JsonValueKind.String) throw new BadQuestionException($"\"{name}\" is a string.");
        return Unescape(value.GetRawText().AsSpan()[1..^1]);
    }

    private static bool Flag(JsonElement line, string name) =>
        line.TryGetProperty(name, out var value) && value.ValueKind is var kind && kind switch
        {
            JsonValueKind.True => true,
            JsonValueKind.False or JsonValueKind.Null => false,
            _ => throw new BadQuestionException($"\"{name}\" is true or false."),
        };

    // By hand, for documents that hold half of a surrogate pair: the framework refuses to read them, and our lexer is to.
    private static string Unescape(ReadOnlySpan<char> raw)
    {
        if (!raw.Contains('\\')) return raw.ToString();

        var text = new StringBuilder(raw.Length);
        for (var at = 0; at < raw.Length; at++)
        {
            if (raw[at] is not '\\')
            {
                text.Append(raw[at]);
                continue;
            }
            text.Append(raw[++at] switch
            {
                'b' => '\b',
                'f' => '\f',
                'n' => '\n',
                'r' => '\r',
                't' => '\t',
                'u' => (char)ushort.Parse(raw.Slice((at += 4) - 3, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture),
                var itself => itself,
            });
        }
        return text.ToString();
    }
}

/// <summary>A line that asks nothing that can be answered.</summary>
internal sealed class BadQuestionException(string message) : Exception(message);
