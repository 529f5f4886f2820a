using System.Buffers;
using System.Text;
using FormsHub.Core.Results;
using FormsHub.Formulas.Limits;

namespace FormsHub.Formulas.Parsing;

/// <summary>
/// Cuts a source into its parts and refuses what the language has not, before the parser sees any of it: the parser gets only names,
/// decimal numbers, plain texts and a short list of signs.
/// </summary>
internal static class Scanner
{
    /// <summary>Longest first.</summary>
    private static readonly string[] Signs =
        ["===", "!==", "**", "??", "?.", "==", "!=", "<=", ">=", "&&", "||", "(", ")", "[", "]", ",", ".", "?", ":", "+", "-", "*", "/", "%", "!", "<", ">"];

    /// <summary>Signs of JavaScript that are not of this language. They are looked for first.</summary>
    private static readonly (string Sign, FormattableString English, FormattableString Chinese)[] Foreign =
    [
        ("++", $"\"++\" is not allowed.", $"不支持“++”。"),
        ("--", $"\"--\" is not allowed; write a blank between two minus signs.", $"不支持“--”；两个减号之间请加空格。"),
        ("=>", $"Functions cannot be defined.", $"不能定义函数。"),
        ("//", $"Comments are not allowed.", $"不支持注释。"),
        ("/*", $"Comments are not allowed.", $"不支持注释。"),
        ("<<", $"Shifts are not allowed.", $"不支持移位运算。"),
        (">>", $"Shifts are not allowed.", $"不支持移位运算。"),
        ("...", $"\"...\" is not allowed; functions take lists as they are.", $"不支持“...”；函数可直接接受列表。"),
    ];

    private static readonly SearchValues<char> Hexadecimal = SearchValues.Create("0123456789abcdefABCDEF");

    private static readonly HashSet<string> Reserved =
    [
        "break", "case", "catch", "class", "const", "continue", "debugger", "default", "delete", "do", "else", "enum", "export", "extends",
        "finally", "for", "function", "if", "import", "in", "instanceof", "new", "return", "super", "switch", "this", "throw", "try",
        "typeof", "var", "void", "while", "with", "let", "yield",
    ];

    public static Result<IReadOnlyList<Token>> Scan(string source)
    {
        if (SourceLength.Check(source) is { } tooLong) return tooLong;

        var tokens = new List<Token>();
        var templates = new Stack<int>();
        for (var at = 0; at < source.Length;)
        {
            var c = source[at];
            if (IsBlank(c))
            {
                at++;
                continue;
            }

            if (c is '`' || (c is '}' && templates.Count > 0))
            {
                tokens.Add(new Token(TokenKind.Sign, at, source[at..(at + 1)]));
                var (start, text) = (c is '`' ? at : templates.Pop(), at + 1);
                var content = ScanUpTo(source, start, text, '`');
                if (content.Failed) return content.Problem;
                at = content.Value.End;
                var isHole = source[at] is '$';
                if (isHole) templates.Push(start);
                tokens.Add(content.Value.Token);
                tokens.Add(new Token(TokenKind.Sign, at, isHole ? "${" : "`"));
                at += isHole ? 2 : 1;
                if (PartCount.Check(source, tokens.Count, tokens[^1].Offset) is { } tooManyParts) return tooManyParts;
                continue;
            }

            var token = IsDigit(c) || (c is '.' && at + 1 < source.Length && IsDigit(source[at + 1])) ? ScanNumber(source, at)
                : IsLetter(c) ? ScanName(source, at, tokens)
                : c is '"' or '\'' ? ScanText(source, at)
                : ScanSign(source, at);
            if (token.Failed) return token.Problem;

            tokens.Add(token.Value.Token);
            at = token.Value.End;
            if (PartCount.Check(source, tokens.Count, token.Value.Token.Offset) is { } tooMany) return tooMany;
        }
        return tokens;
    }

    private readonly record struct Scanned(Token Token, int End);

    private static Result<Scanned> ScanNumber(string source, int start)
    {
        var at = SkipDigits(source, start);
        var whole = at - start;
        if (at < source.Length && source[at] is '.')
        {
            var fraction = SkipDigits(source, at + 1);
            if (fraction == at + 1) return Invalid(source, start);
            at = fraction;
        }
        if (at < source.Length && source[at] is 'e' or 'E')
        {
            var power = at + 1;
            if (power < source.Length && source[power] is '+' or '-') power++;
            var end = SkipDigits(source, power);
            if (end == power) return Invalid(source, start);
            at = end;
        }
        if (whole > 1 && source[start] is '0') return Invalid(source, start);
        if (at < source.Length && (IsLetter(source[at]) || source[at] is '.')) return Invalid(source, start);
        return new Scanned(new Token(TokenKind.Number, start, source[start..at]), at);
    }

    private static Problem Invalid(string source, int start) => FormulaProblems.At(source, start, "invalid_number",
        $"A number is written as 12, 0.5 or 1e3.", $"数字应写作 12、0.5 或 1e3。");

    private static Result<Scanned> ScanName(string source, int start, List<Token> before)
    {
        var at = start + 1;
        while (at < source.Length && (IsLetter(source[at]) || IsDigit(source[at]))) at++;
        var name = source[start..at];
        var isMember = before is [.., { Kind: TokenKind.Sign, Content: "." or "?." }];
        if (!isMember && Reserved.Contains(name))
        {
            return FormulaProblems.At(source, start, "not_allowed",
                $"\"{name}\" is a word of JavaScript that is not allowed here.", $"“{name}”是 JavaScript 保留字，不能在此使用。");
        }
        return new Scanned(new Token(TokenKind.Name, start, name), at);
    }

    private static Result<Scanned> ScanText(string source, int start)
    {
        var text = ScanUpTo(source, start, start + 1, source[start]);
        return text.Failed ? text : text.Value with { Token = text.Value.Token with { Offset = start }, End = text.Value.End + 1 };
    }

    /// <summary>A text up to its quote, or in a template up to the next hole. Only a template may have several lines.</summary>
    private static Result<Scanned> ScanUpTo(string source, int start, int from, char quote)
    {
        var isTemplate = quote is '`';
        var content = new StringBuilder();
        for (var at = from; at < source.Length; at++)
        {
            var c = source[at];
            if (c == quote || (isTemplate && c is '$' && at + 1 < source.Length && source[at + 1] is '{'))
                return new Scanned(new Token(TokenKind.Text, from, content.ToString()), at);
            if (c is '\n' or '\r' or '\u2028' or '\u2029')
            {
                if (!isTemplate) break;
                if (c is '\r' && at + 1 < source.Length && source[at + 1] is '\n') at++;
                content.Append(c is '\r' ? '\n' : c);
                continue;
            }
            if (c is '\\')
            {
                var (escaped, length) = isTemplate && at + 1 < source.Length && source[at + 1] is '`' or '$' ? (source[at + 1], 2) : Escape(source, at);
                if (length is 0)
                {
                    return FormulaProblems.At(source, at, "invalid_escape",
                        $"In a text, \"\\\" is followed by \\, ', \", n, r, t or u and four hexadecimal digits.",
                        $"文本中“\\”之后只能是 \\、'、\"、n、r、t，或 u 加四位十六进制数。");
                }
                content.Append(escaped);
                at += length - 1;
                continue;
            }
            if (c is '\0' || (char.IsSurrogate(c) && !IsPair(source, at)))
            {
                return FormulaProblems.At(source, at, "unexpected_character",
                    $"This character cannot stand in a text.", $"文本中不能使用此字符。");
            }
            content.Append(c);
            if (char.IsHighSurrogate(c)) content.Append(source[++at]);
        }
        return FormulaProblems.At(source, start, "unclosed_text", $"The text has no closing {quote}.", $"文本缺少结尾的 {quote}。");
    }

    /// <summary>The character that an escape stands for and the escape's length; 0: no such escape.</summary>
    private static (char Character, int Length) Escape(string source, int at)
    {
        if (at + 1 >= source.Length) return default;
        switch (source[at + 1])
        {
            case '\\' or '\'' or '"': return (source[at + 1], 2);
            case 'n': return ('\n', 2);
            case 'r': return ('\r', 2);
            case 't': return ('\t', 2);
            case 'u' when at + 6 <= source.Length && source.AsSpan(at + 2, 4).IndexOfAnyExcept(Hexadecimal) < 0:
                var code = (char)Convert.ToInt32(source.Substring(at + 2, 4), 16);
                return code is '\0' || char.IsSurrogate(code) ? default : (code, 6);
            default: return default;
        }
    }

    private static Result<Scanned> ScanSign(string source, int start)
    {
        var rest = source.AsSpan(start);
        foreach (var (sign, english, chinese) in Foreign)
        {
            if (rest.StartsWith(sign)) return FormulaProblems.At(source, start, "not_allowed", english, chinese);
        }
        foreach (var sign in Signs)
        {
            if (sign is "?." && rest.Length > 2 && IsDigit(rest[2])) continue;
            if (rest.StartsWith(sign)) return new Scanned(new Token(TokenKind.Sign, start, sign), start + sign.Length);
        }
        return Unexpected(source, start);
    }

    private static Problem Unexpected(string source, int start)
    {
        var c = source[start];
        if (c is '=')
        {
            return FormulaProblems.At(source, start, "not_allowed",
                $"Nothing can be assigned; \"==\" compares.", $"不能赋值；比较请用“==”。");
        }
        if (c is '&' or '|' or '^' or '~')
        {
            return FormulaProblems.At(source, start, "not_allowed",
                $"\"{c}\" is not allowed; use && and ||.", $"不支持“{c}”，请使用 && 和 ||。");
        }
        if (c is '{' or '}' or ';' or '@' or '#' or '\\')
        {
            return FormulaProblems.At(source, start, "not_allowed", $"\"{c}\" is not allowed.", $"不支持“{c}”。");
        }
        var shown = IsPair(source, start) ? source.Substring(start, 2) : char.IsSurrogate(c) || char.IsControl(c) ? "?" : source.Substring(start, 1);
        if (c is >= '\uFF01' and <= '\uFF5E')
        {
            var half = (char)(c - 0xFEE0);
            return FormulaProblems.At(source, start, "unexpected_character",
                $"\"{shown}\" is a full-width sign; write \"{half}\".", $"“{shown}”是全角符号，请改用半角“{half}”。");
        }
        return FormulaProblems.At(source, start, "unexpected_character",
            $"\"{shown}\" cannot stand here; texts are written in quotes.", $"此处不能使用“{shown}”；文本请加引号。");
    }

    private static int SkipDigits(string source, int at)
    {
        while (at < source.Length && IsDigit(source[at])) at++;
        return at;
    }

    private static bool IsPair(string source, int at) =>
        at + 1 < source.Length && char.IsHighSurrogate(source[at]) && char.IsLowSurrogate(source[at + 1]);

    private static bool IsBlank(char c) => c is ' ' or '\t' or '\n' or '\r' or '\u00a0' or '\u3000';

    private static bool IsDigit(char c) => c is >= '0' and <= '9';

    private static bool IsLetter(char c) => c is (>= 'a' and <= 'z') or (>= 'A' and <= 'Z') or '_' or '$';
}
