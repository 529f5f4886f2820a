using System.Text;
using System.Text.Json;
using FormsHub.Core.Results;

namespace FormsHub.Server.Hosting.Problems;

/// <summary>What can be wrong with JSON: its grammar, or its shape.</summary>
public static class JsonProblems
{
    /// <summary>The problem that a reader's exception tells, with path and line; lines and columns count from 1.</summary>
    public static Problem From(JsonException exception)
    {
        var path = Pointer(exception.Path);
        var line = (exception.LineNumber ?? 0) + 1;
        var column = (exception.BytePositionInLine ?? 0) + 1;
        var reason = Reason(exception.Message);
        var (code, message) = IsGrammar(exception)
            ? ("malformed_json", new Message($"The JSON is malformed at line {line}, byte {column}: {reason}", $"JSON 格式错误，第 {line} 行第 {column} 字节：{reason}"))
            : ("wrong_shape", new Message($"The JSON does not fit at line {line}: {reason}", $"JSON 内容不符合要求，第 {line} 行：{reason}"));
        return new Problem(ProblemKind.Invalid, code, message)
        {
            Errors = MissingMembers.Of(exception, path) is { Count: > 0 } missing ? missing : [new FieldError(path, code, message)],
            Details = new Dictionary<string, object?> { ["line"] = line, ["column"] = column },
        };
    }

    /// <summary>From the reader's "$.data['a b'][2]" to the pointer "/data/a b/2".</summary>
    internal static string Pointer(string? path)
    {
        if (path is null) return "";
        var pointer = new StringBuilder();
        for (var i = path.StartsWith('$') ? 1 : 0; i < path.Length;)
        {
            int end;
            if (path[i] is '[' && path.AsSpan(i).StartsWith("['"))
            {
                end = path.IndexOf("']", i, StringComparison.Ordinal);
                if (end < 0) end = path.Length;
                Append(pointer, path.AsSpan(i + 2, end - i - 2));
                i = Math.Min(end + 2, path.Length);
            }
            else if (path[i] is '[')
            {
                end = path.IndexOf(']', i);
                if (end < 0) end = path.Length;
                Append(pointer, path.AsSpan(i + 1, end - i - 1));
                i = Math.Min(end + 1, path.Length);
            }
            else
            {
                var start = path[i] is '.' ? i + 1 : i;
                end = path.AsSpan(start).IndexOfAny('.', '[');
                end = end < 0 ? path.Length : start + end;
                Append(pointer, path.AsSpan(start, end - start));
                i = Math.Max(end, i + 1);
            }
        }
        return pointer.ToString();
    }

    private static void Append(StringBuilder pointer, ReadOnlySpan<char> name) =>
        pointer.Append(JsonPointer.To(name.ToString()));

    private static bool IsGrammar(JsonException exception) =>
        exception.GetType().Name is "JsonReaderException" || exception.InnerException?.GetType().Name is "JsonReaderException";

    /// <summary>The reader's sentence without the type names and positions that it adds.</summary>
    private static string Reason(string message)
    {
        var end = message.IndexOf(" Path: ", StringComparison.Ordinal);
        if (end < 0) end = message.IndexOf(" LineNumber: ", StringComparison.Ordinal);
        var reason = end < 0 ? message : message[..end];
        var typed = reason.Contains(" could not be converted to ", StringComparison.Ordinal);
        if (typed) return "a value of another type is expected.";
        var mapped = reason.IndexOf(", could not be mapped to any .NET member", StringComparison.Ordinal);
        if (mapped >= 0) return "unknown member" + reason[(reason.LastIndexOf('\'', mapped - 2) - 1)..mapped].Replace('\'', '"') + ".";
        var required = reason.IndexOf("was missing required properties", StringComparison.Ordinal);
        if (required >= 0) return "missing:" + reason[(reason.IndexOf(':', required) + 1)..].Replace('\'', '"');
        return reason.Replace('\'', '"');
    }
}
