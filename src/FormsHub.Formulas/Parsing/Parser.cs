using FormsHub.Core.Expressions;
using FormsHub.Core.Results;
using FormsHub.Formulas.Functions;
using FormsHub.Formulas.Nodes;
using FormsHub.Formulas.Numbers;

namespace FormsHub.Formulas.Parsing;

/// <summary>
/// Makes nodes of parts whose order <see cref="Grammar"/> has found right: each operator takes what binds tighter than itself. It recurses once
/// per level and once per operator that groups to the right, and both are bounded before it runs.
/// </summary>
internal sealed class Parser
{
    /// <summary>The longest path: a sub-table, two references and a field.</summary>
    private const int LongestPath = 4;

    private const int OfPower = 13;

    private readonly string _source;
    private readonly IReadOnlyList<Token> _tokens;
    private int _at;

    /// <summary>The operator that made the last node, unless it stands in brackets.</summary>
    private string? _made;

    private Parser(string source, IReadOnlyList<Token> tokens) => (_source, _tokens) = (source, tokens);

    public static Result<Node> Parse(string source, IReadOnlyList<Token> tokens) => new Parser(source, tokens).Expression();

    private Token Next => _at < _tokens.Count ? _tokens[_at] : default;

    private bool Skip(string sign)
    {
        if (Next is not { Kind: TokenKind.Sign } token || token.Content != sign) return false;
        _at++;
        return true;
    }

    private Result<Node> Expression()
    {
        var test = Operation(0);
        if (test.Failed || !Skip("?")) return test;
        var then = Expression();
        if (then.Failed) return then;
        Skip(":");
        var otherwise = Expression();
        _made = null;
        return otherwise.Failed ? otherwise : new Conditional(test.Value, then.Value, otherwise.Value);
    }

    /// <summary>An operand with all operators behind it that bind tighter than that.</summary>
    private Result<Node> Operation(int binding)
    {
        var left = Operand();
        while (!left.Failed && Next is { Kind: TokenKind.Sign } sign && Binding(sign.Content) is var own && own > binding)
        {
            _at++;
            var before = _made;
            var right = Operation(sign.Content is "**" ? own - 1 : own);
            if (right.Failed) return right;
            if (IsMixed(sign.Content, before) || IsMixed(sign.Content, _made))
            {
                return FormulaProblems.At(_source, sign.Offset, "not_allowed",
                    $"\"??\" beside \"&&\" or \"||\" needs brackets.", $"“??”与“&&”或“||”同时使用时需要加括号。");
            }
            left = Binary(sign.Content, left.Value, right.Value);
            _made = sign.Content;
        }
        return left;
    }

    /// <summary>How tightly an operator between two operands binds, as in JavaScript; 0: it is none.</summary>
    private static int Binding(string sign) => sign switch
    {
        "??" or "||" => 3,
        "&&" => 4,
        "==" or "!=" or "===" or "!==" => 8,
        "<" or "<=" or ">" or ">=" => 9,
        "+" or "-" => 11,
        "*" or "/" or "%" => 12,
        "**" => OfPower,
        _ => 0,
    };

    private static bool IsMixed(string sign, string? beside) => sign is "??" ? beside is "&&" or "||" : sign is "&&" or "||" && beside is "??";

    private static Node Binary(string sign, Node left, Node right) => sign switch
    {
        "+" => new Plus(left, right),
        "-" => new Minus(left, right),
        "*" => new Times(left, right),
        "/" => new Quotient(left, right),
        "%" => new Remainder(left, right),
        "**" => new FunctionCall(left.Offset, FunctionList.Find("POWER")!, [left, right]),
        "==" or "===" => new Equality(left, right, Wanted: true),
        "!=" or "!==" => new Equality(left, right, Wanted: false),
        "<" => new Order(left, right, order => order < 0),
        "<=" => new Order(left, right, order => order <= 0),
        ">" => new Order(left, right, order => order > 0),
        ">=" => new Order(left, right, order => order >= 0),
        "&&" => new BothHold(left, right),
        "||" => new EitherHolds(left, right),
        _ => new FunctionCall(left.Offset, FunctionList.Find("COALESCE")!, [left, right]),
    };

    private Result<Node> Operand()
    {
        var token = _tokens[_at++];
        _made = null;
        return token switch
        {
            { Kind: TokenKind.Number } => Exact.Parse(token.Content) is { } number
                ? new Constant(token.Offset, new Value.Number(number))
                : FormulaProblems.At(_source, token.Offset, "overflow", $"A number may have at most 28 digits.", $"数字最多 28 位。"),
            { Kind: TokenKind.Text } => new Constant(token.Offset, new Value.Text(token.Content)),
            { Kind: TokenKind.Name } => Named(token),
            { Content: "(" } => Group(),
            { Content: "[" } => Items("]") is var items && items.Failed ? items.Problem : new ListOf(token.Offset, items.Value),
            { Content: "`" } => Template(token),
            _ => Signed(token),
        };
    }

    private Result<Node> Signed(Token sign)
    {
        var operand = Operation(OfPower);
        if (operand.Failed) return operand;
        if (Next is { Kind: TokenKind.Sign, Content: "**" })
        {
            return FormulaProblems.At(_source, Next.Offset, "not_allowed",
                $"Write (-a) ** b or -(a ** b): \"**\" after a sign can be read both ways.", $"请写作 (-a) ** b 或 -(a ** b)：符号后的“**”有两种读法。");
        }
        return sign.Content switch
        {
            "!" => new Not(sign.Offset, operand.Value),
            "-" => new Negative(sign.Offset, operand.Value),
            _ => new Positive(sign.Offset, operand.Value),
        };
    }

    private Result<Node> Group()
    {
        var inside = Expression();
        Skip(")");
        _made = null;
        return inside;
    }

    private Result<Node> Named(Token first)
    {
        var isConstant = first.Content is "true" or "false" or "null";
        if (isConstant && Next is { Kind: TokenKind.Sign, Content: "." or "?." or "(" }) return Refused(first);
        if (isConstant) return new Constant(first.Offset, first.Content is "null" ? Value.Empty : Run.Logical(first.Content is "true"));
        if (Skip("(")) return Call(first);

        var names = new List<string> { first.Content };
        while (Skip(".") || Skip("?.")) names.Add(_tokens[_at++].Content);
        return names.Count <= LongestPath ? new FieldPath(first.Offset, names)
            : FormulaProblems.At(_source, first.Offset, "too_many_hops",
                $"A field is at most two references away.", $"最多跨两级引用取字段。");
    }

    private Result<Node> Call(Token name)
    {
        if (FunctionList.Find(name.Content) is not { } function) return UnknownFunction(name);
        var arguments = Items(")");
        if (arguments.Failed) return arguments.Problem;
        return function.CheckCount(_source, name.Offset, arguments.Value.Count) is { } wrong ? wrong : new FunctionCall(name.Offset, function, arguments.Value);
    }

    /// <summary>What stands between brackets, up to the one that closes them.</summary>
    private Result<IReadOnlyList<Node>> Items(string end)
    {
        var items = new List<Node>();
        while (!Skip(end))
        {
            Skip(",");
            var item = Expression();
            if (item.Failed) return item.Problem;
            items.Add(item.Value);
        }
        _made = null;
        return items;
    }

    /// <summary>A template is the CONCAT of its texts and of what stands in its holes.</summary>
    private Result<Node> Template(Token start)
    {
        var parts = new List<Node>();
        do
        {
            var text = _tokens[_at++];
            parts.Add(new Constant(text.Offset, new Value.Text(text.Content)));
            if (!Skip("${")) continue;
            var hole = Expression();
            if (hole.Failed) return hole;
            parts.Add(hole.Value);
        }
        while (Skip("}"));
        Skip("`");
        _made = null;
        return new FunctionCall(start.Offset, FunctionList.Find("CONCAT")!, parts);
    }

    private Problem UnknownFunction(Token name)
    {
        var near = Suggestion.For(name.Content, FunctionList.All.Select(function => function.Name));
        return FormulaProblems.At(_source, name.Offset, "unknown_function",
            $"There is no function \"{name.Content}\".{Suggestion.English(near)}", $"没有函数“{name.Content}”。{Suggestion.Chinese(near)}");
    }

    private Problem Refused(Token token) => FormulaProblems.At(_source, token.Offset, "not_allowed",
        $"This kind of syntax is not allowed here.", $"此处不支持这种写法。");
}
