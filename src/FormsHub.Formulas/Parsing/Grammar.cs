using FormsHub.Core.Results;
using FormsHub.Formulas.Limits;

namespace FormsHub.Formulas.Parsing;

/// <summary>
/// Decides without recursion whether parts stand in a legal order and how deep they nest. It reads from left to right and knows only
/// whether an operand or an operator comes next and which brackets are open; precedence is the parser's work.
/// </summary>
internal sealed class Grammar
{
    private readonly string _source;
    private readonly IReadOnlyList<Token> _tokens;
    private readonly Stack<Open> _open = new();
    private int _depth;
    private int _run;

    private enum Bracket
    {
        Group,
        Call,
        List,
        Template,
        Hole,
    }

    /// <summary>An open bracket; <see cref="Questions"/> are its conditionals that still wait for their colon.</summary>
    private sealed record Open(Bracket Bracket, int Offset, int DepthOutside, int DepthInside)
    {
        public int Questions { get; set; }
    }

    private Grammar(string source, IReadOnlyList<Token> tokens) => (_source, _tokens) = (source, tokens);

    /// <summary>What is wrong with the order of the parts, if anything.</summary>
    public static Problem? Check(string source, IReadOnlyList<Token> tokens) => new Grammar(source, tokens).Check();

    private Problem? Check()
    {
        if (_tokens.Count is 0)
            return FormulaProblems.At(_source, 0, "empty_expression", $"The expression is empty.", $"表达式为空。");

        _open.Push(new Open(Bracket.Group, 0, 0, 0));
        var operandNext = true;
        for (var i = 0; i < _tokens.Count; i++)
        {
            var token = _tokens[i];
            var problem = operandNext ? Operand(i, ref operandNext) : Operator(i, ref operandNext);
            problem ??= NestingDepth.Check(_source, _depth + _run, token.Offset);
            if (problem is not null) return problem;
        }

        if (operandNext) return UnexpectedEnd();
        if (_open.Count > 1)
        {
            return FormulaProblems.At(_source, _open.Peek().Offset, "unclosed_bracket",
                $"The bracket is never closed.", $"括号没有闭合。");
        }
        return _open.Peek().Questions > 0 ? UnexpectedEnd() : null;
    }

    private Problem? Operand(int i, ref bool operandNext)
    {
        var token = _tokens[i];
        if (token.Kind is not TokenKind.Sign)
        {
            (_run, operandNext) = (0, false);
            return null;
        }
        switch (token.Content)
        {
            case "!" or "-" or "+":
                _run++;
                return null;
            case "(":
                Enter(Bracket.Group, token);
                return null;
            case "[":
                Enter(Bracket.List, token);
                return null;
            case "`":
                Enter(Bracket.Template, token);
                return null;
            case "]" when _open.Peek().Bracket is Bracket.List && _tokens[i - 1] is { Kind: TokenKind.Sign, Content: "[" }:
            case ")" when _open.Peek().Bracket is Bracket.Call && _tokens[i - 1] is { Kind: TokenKind.Sign, Content: "(" }:
                Leave();
                operandNext = false;
                return null;
            case "/":
                return FormulaProblems.At(_source, token.Offset, "not_allowed",
                    $"Regular expressions are not allowed.", $"不支持正则表达式。");
            default:
                return Unexpected(token);
        }
    }

    private Problem? Operator(int i, ref bool operandNext)
    {
        var token = _tokens[i];
        if (token.Kind is not TokenKind.Sign) return Unexpected(token);

        var inside = _open.Peek();
        switch (token.Content)
        {
            case "(" when _tokens[i - 1].Kind is TokenKind.Name && !(i > 1 && IsPoint(_tokens[i - 2])):
                Enter(Bracket.Call, token);
                break;
            case "(":
                return FormulaProblems.At(_source, token.Offset, "not_allowed",
                    $"Only a function can be called, by its name.", $"只能按名称调用函数。");
            case "[":
                return FormulaProblems.At(_source, token.Offset, "not_allowed",
                    $"Members are written with a point: customer.level.", $"成员请用点号书写，例如 customer.level。");
            case "`" when inside.Bracket is not Bracket.Template:
                return FormulaProblems.At(_source, token.Offset, "not_allowed",
                    $"A template stands by itself; no function can be called with it.", $"模板只能单独使用，不能作为函数的标签。");
            case "`":
                Leave();
                return null;
            case "${":
                Enter(Bracket.Hole, token);
                break;
            case "}" when inside is { Bracket: Bracket.Hole, Questions: 0 }:
                Leave();
                break;
            case ")" when _open.Count > 1 && inside is { Bracket: Bracket.Group or Bracket.Call, Questions: 0 }:
            case "]" when inside is { Bracket: Bracket.List, Questions: 0 }:
                Leave();
                return null;
            case "," when inside is { Bracket: Bracket.Call or Bracket.List, Questions: 0 }:
                _depth = inside.DepthInside;
                break;
            case "?":
                inside.Questions++;
                _depth++;
                break;
            case ":" when inside.Questions > 0:
                inside.Questions--;
                break;
            case "." or "?." when Member(i) is { } problem:
                return problem;
            case ")" or "]" or "}" or "," or ":" or "!":
                return Unexpected(token);
        }
        operandNext = true;
        return null;
    }

    /// <summary>After a point stands a name; the loop then meets the name as the operand that the point made it expect.</summary>
    private Problem? Member(int i)
    {
        if (_tokens[i - 1] is not { Kind: TokenKind.Name })
        {
            return FormulaProblems.At(_source, _tokens[i].Offset, "not_allowed",
                $"Only a field has members.", $"只有字段才有成员。");
        }
        if (i + 1 >= _tokens.Count) return UnexpectedEnd();
        if (_tokens[i] is { Content: "?." } && _tokens[i + 1] is { Kind: TokenKind.Sign, Content: "(" or "[" })
        {
            return FormulaProblems.At(_source, _tokens[i].Offset, "not_allowed",
                $"After \"?.\" stands the name of a field.", $"“?.”之后只能是字段名。");
        }
        return _tokens[i + 1].Kind is TokenKind.Name ? null : Unexpected(_tokens[i + 1]);
    }

    private static bool IsPoint(Token token) => token is { Kind: TokenKind.Sign, Content: "." or "?." };

    private void Enter(Bracket bracket, Token token)
    {
        _open.Push(new Open(bracket, token.Offset, _depth, _depth + _run + 1));
        (_depth, _run) = (_open.Peek().DepthInside, 0);
    }

    private void Leave() => _depth = _open.Pop().DepthOutside;

    private Problem Unexpected(Token token) => FormulaProblems.At(_source, token.Offset, "unexpected_part",
        $"\"{Shown(token)}\" cannot stand here.", $"此处不能使用“{Shown(token)}”。");

    private Problem UnexpectedEnd() => FormulaProblems.At(_source, _source.TrimEnd().Length, "unexpected_end",
        $"The expression ends too early.", $"表达式不完整。");

    private static string Shown(Token token) => token.Content.Length > 40 ? token.Content[..40] + "…" : token.Content;
}
