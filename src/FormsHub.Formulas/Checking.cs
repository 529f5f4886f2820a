using FormsHub.Core.Results;
using FormsHub.Formulas.Nodes;

namespace FormsHub.Formulas;

/// <summary>The check of one expression before it runs: knows the fields it may read, and collects what is wrong.</summary>
internal sealed class Checking(string source, Func<FieldPath, Checking, Shape> resolve)
{
    private readonly List<Problem> _problems = [];

    public IReadOnlyList<Problem> Problems => _problems;

    public Shape Resolve(FieldPath path) => resolve(path, this);

    public void Add(Node node, string code, FormattableString english, FormattableString chinese) =>
        _problems.Add(FormulaProblems.At(source, node.Offset, code, english, chinese));

    /// <summary>Complains if none of the kinds can be had from the node; gives what can.</summary>
    public Shape Demand(Node node, Shape shape, Kinds expected)
    {
        if (shape.Kinds is not Kinds.None && (shape.Kinds & expected) is Kinds.None) WrongKind(node, shape.Kinds, expected);
        return shape with { Kinds = shape.Kinds & expected };
    }

    public void DemandSpread(Node node, Shape shape, Kinds expected)
    {
        if (shape.Spread is not Kinds.None && (shape.Spread & expected) is Kinds.None) WrongKind(node, shape.Spread, expected);
    }

    public Shape Operands(Kinds expected, Kinds result, params ReadOnlySpan<Node> operands)
    {
        foreach (var operand in operands) Demand(operand, operand.Check(this), expected);
        return new Shape(result);
    }

    private void WrongKind(Node node, Kinds actual, Kinds expected) => Add(node, "wrong_kind",
        $"{KindWords.English(expected)} is expected here, not {KindWords.English(actual)}.",
        $"此处应为{KindWords.Chinese(expected)}，而不是{KindWords.Chinese(actual)}。");
}
