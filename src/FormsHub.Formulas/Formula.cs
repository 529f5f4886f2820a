using FormsHub.Core.Expressions;
using FormsHub.Core.Results;
using FormsHub.Formulas.Nodes;

namespace FormsHub.Formulas;

/// <summary>A compiled expression: a tree of nodes that is walked anew for each evaluation.</summary>
internal sealed class Formula : Expression
{
    public Formula(string source, Node root)
    {
        (Source, Root) = (source, root);
        var nodes = Within(root);
        Paths = [.. nodes.OfType<FieldPath>().OrderBy(path => path.Offset)];
        Reads = [.. Paths.Select(path => path.Names).DistinctBy(names => string.Join('.', names))];
        IsVolatile = nodes.OfType<FunctionCall>().Any(call => call.Function.IsVolatile(call.Arguments.Count));
    }

    public override string Source { get; }
    public Node Root { get; }
    public IReadOnlyList<FieldPath> Paths { get; }
    public override IReadOnlyList<IReadOnlyList<string>> Reads { get; }
    public override bool IsVolatile { get; }

    public override Result<Value> Evaluate(EvaluationContext context)
    {
        var run = new Run(Source, context);
        var value = Node.Calculate(Root, run);
        return run.Problem is { } problem ? problem : value;
    }

    private static List<Node> Within(Node root)
    {
        var nodes = new List<Node> { root };
        for (var i = 0; i < nodes.Count; i++) nodes.AddRange(nodes[i].Children);
        return nodes;
    }
}
