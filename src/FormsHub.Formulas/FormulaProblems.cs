using FormsHub.Core.Results;

namespace FormsHub.Formulas;

/// <summary>Makes the problems of expressions: each knows its line and column, counted from 1 in UTF-16 units, as editors do.</summary>
internal static class FormulaProblems
{
    public static Problem At(string source, int offset, string code, FormattableString english, FormattableString chinese)
    {
        var (line, column) = Place(source, offset);
        return Problem.Invalid(code, $"Line {line}, column {column}: {english}", $"第 {line} 行第 {column} 列：{chinese}") with
        {
            Errors = [new FieldError(code, english, chinese)],
            Details = new Dictionary<string, object?> { ["line"] = line, ["column"] = column },
        };
    }

    /// <summary>The sentence without line and column, for people who fill in a form and do not see the formula.</summary>
    public static Message Sentence(Problem problem) => problem.Errors is [var only] ? only.Message : problem.Message;

    private static (int Line, int Column) Place(string source, int offset)
    {
        int line = 1, start = 0;
        for (var i = 0; i < offset && i < source.Length; i++)
        {
            if (source[i] is '\n' || (source[i] is '\r' && (i + 1 >= source.Length || source[i + 1] is not '\n')))
            {
                line++;
                start = i + 1;
            }
        }
        return (line, offset - start + 1);
    }
}
