using FormsHub.Core.Expressions;
using FormsHub.Core.Results;
using FormsHub.Formulas.Functions;
using FormsHub.Formulas.Nodes;
using FormsHub.Formulas.Numbers;
using Jint.Parser;
using Jint.Parser.Ast;

namespace FormsHub.Formulas.Parsing;

/// <summary>
/// Makes nodes of the tree that Jint parsed: the one place that knows Jint. Every kind of syntax that is not named here is refused.
/// </summary>
internal sealed class TreeReader
{
    /// <summary>The longest path: a sub-table, two references and a field.</summary>
    private const int LongestPath = 4;

    private readonly string _source;
    private readonly Dictionary<int, Token> _tokens;
    private readonly int[] _lines;

    private TreeReader(string source, IReadOnlyList<Token> tokens)
    {
        _source = source;
        _tokens = tokens.ToDictionary(token => token.Offset);
        _lines = LineStarts(source);
    }

    public static Result<Node> Read(string source, IReadOnlyList<Token> tokens)
    {
        try
        {
            var program = new JavaScriptParser().Parse("(" + source + "\n)");
            return program.Body.ToList() is [ExpressionStatement statement]
                ? new TreeReader(source, tokens).Read(statement.Expression)
                : Unreadable(source);
        }
        catch (ParserException)
        {
            return Unreadable(source);
        }
    }

    /// <summary>Scanner and grammar let nothing through that the parser refuses; this is for the day when that is wrong.</summary>
    private static Problem Unreadable(string source) =>
        FormulaProblems.At(source, 0, "unexpected_part", $"The expression cannot be read.", $"无法解析该表达式。");

    private Result<Node> Read(SyntaxNode node) => node switch
    {
        Literal literal => Literal(literal),
        Identifier or MemberExpression => Path(node),
        CallExpression call => Call(call),
        UnaryExpression unary => Unary(unary),
        LogicalExpression logical => Both(logical.Left, logical.Right, (left, right) => logical.Operator switch
        {
            LogicalOperator.LogicalAnd => new BothHold(left, right),
            LogicalOperator.LogicalOr => new EitherHolds(left, right),
            _ => null,
        }, node),
        BinaryExpression binary => Both(binary.Left, binary.Right, (left, right) => Binary(binary.Operator, left, right), node),
        ConditionalExpression conditional => Conditional(conditional),
        ArrayExpression array => List(array),
        _ => Refused(node),
    };

    private static Node? Binary(BinaryOperator sign, Node left, Node right) => sign switch
    {
        BinaryOperator.Plus => new Plus(left, right),
        BinaryOperator.Minus => new Minus(left, right),
        BinaryOperator.Times => new Times(left, right),
        BinaryOperator.Divide => new Quotient(left, right),
        BinaryOperator.Modulo => new Remainder(left, right),
        BinaryOperator.Equal or BinaryOperator.StrictlyEqual => new Equality(left, right, Wanted: true),
        BinaryOperator.NotEqual or BinaryOperator.StricltyNotEqual => new Equality(left, right, Wanted: false),
        BinaryOperator.Less => new Order(left, right, order => order < 0),
        BinaryOperator.LessOrEqual => new Order(left, right, order => order <= 0),
        BinaryOperator.Greater => new Order(left, right, order => order > 0),
        BinaryOperator.GreaterOrEqual => new Order(left, right, order => order >= 0),
        _ => null,
    };

    private Result<Node> Both(SyntaxNode left, SyntaxNode right, Func<Node, Node, Node?> make, SyntaxNode node)
    {
        var first = Read(left);
        if (first.Failed) return first;
        var second = Read(right);
        if (second.Failed) return second;
        return make(first.Value, second.Value) is { } made ? made : Refused(node);
    }

    private Result<Node> Literal(Literal literal)
    {
        var offset = Offset(literal);
        if (!_tokens.TryGetValue(offset, out var token)) return Refused(literal);
        return token switch
        {
            { Kind: TokenKind.Number } => Exact.Parse(token.Content) is { } number
                ? new Constant(offset, new Value.Number(number))
                : FormulaProblems.At(_source, offset, "overflow", $"A number may have at most 28 digits.", $"数字最多 28 位。"),
            { Kind: TokenKind.Text } => new Constant(offset, new Value.Text(token.Content)),
            { Content: "true" } => new Constant(offset, Run.Logical(true)),
            { Content: "false" } => new Constant(offset, Run.Logical(false)),
            { Content: "null" } => new Constant(offset, Value.Empty),
            _ => Refused(literal),
        };
    }

    private Result<Node> Path(SyntaxNode node)
    {
        var names = new List<string>();
        var root = node;
        while (root is MemberExpression { Computed: false, Property: Identifier member } outer)
        {
            names.Add(member.Name);
            root = outer.Object;
        }
        if (root is not Identifier identifier) return Refused(root);

        names.Add(identifier.Name);
        names.Reverse();
        return names.Count <= LongestPath ? new FieldPath(Offset(identifier), names)
            : FormulaProblems.At(_source, Offset(identifier), "too_many_hops",
                $"A field is at most two references away.", $"最多跨两级引用取字段。");
    }

    private Result<Node> Call(CallExpression call)
    {
        if (call.Callee is not Identifier { Name: var name }) return Refused(call);

        var offset = Offset(call.Callee);
        if (FunctionList.Find(name) is not { } function) return UnknownFunction(name, offset);

        var arguments = new List<Node>();
        foreach (var argument in call.Arguments)
        {
            var read = Read(argument);
            if (read.Failed) return read;
            arguments.Add(read.Value);
        }
        return function.CheckCount(_source, offset, arguments.Count) is { } wrong ? wrong : new FunctionCall(offset, function, arguments);
    }

    private Problem UnknownFunction(string name, int offset)
    {
        var near = Suggestion.For(name, FunctionList.All.Select(function => function.Name));
        return FormulaProblems.At(_source, offset, "unknown_function",
            $"There is no function \"{name}\".{Suggestion.English(near)}", $"没有函数“{name}”。{Suggestion.Chinese(near)}");
    }

    private Result<Node> Unary(UnaryExpression unary)
    {
        var argument = Read(unary.Argument);
        if (argument.Failed) return argument;
        return unary.Operator switch
        {
            UnaryOperator.LogicalNot => new Not(Offset(unary), argument.Value),
            UnaryOperator.Minus => new Negative(Offset(unary), argument.Value),
            UnaryOperator.Plus => new Positive(Offset(unary), argument.Value),
            _ => Refused(unary),
        };
    }

    private Result<Node> Conditional(ConditionalExpression conditional)
    {
        var test = Read(conditional.Test);
        if (test.Failed) return test;
        var then = Read(conditional.Consequent);
        if (then.Failed) return then;
        var otherwise = Read(conditional.Alternate);
        return otherwise.Failed ? otherwise : new Conditional(test.Value, then.Value, otherwise.Value);
    }

    private Result<Node> List(ArrayExpression array)
    {
        var items = new List<Node>();
        foreach (var element in array.Elements)
        {
            if (element is null) return Refused(array);
            var item = Read(element);
            if (item.Failed) return item;
            items.Add(item.Value);
        }
        return new ListOf(Offset(array), items);
    }

    private Problem Refused(SyntaxNode node) => FormulaProblems.At(_source, Offset(node), "not_allowed",
        $"This kind of syntax is not allowed here.", $"此处不支持这种写法。");

    /// <summary>Where a node's first part stands in the source; the bracket that was put before it is taken off.</summary>
    private int Offset(SyntaxNode node) => node switch
    {
        BinaryExpression binary => Offset(binary.Left),
        LogicalExpression logical => Offset(logical.Left),
        ConditionalExpression conditional => Offset(conditional.Test),
        MemberExpression member => Offset(member.Object),
        CallExpression call => Offset(call.Callee),
        _ => _lines[node.Location.Start.Line - 1] + node.Location.Start.Column - (node.Location.Start.Line is 1 ? 1 : 0),
    };

    private static int[] LineStarts(string source)
    {
        var starts = new List<int> { 0 };
        for (var i = 0; i < source.Length; i++)
        {
            if (source[i] is '\n' || (source[i] is '\r' && (i + 1 >= source.Length || source[i + 1] is not '\n'))) starts.Add(i + 1);
        }
        return [.. starts];
    }
}
