using FormsHub.Core.Expressions;

namespace FormsHub.Formulas.Nodes;

/// <summary>A node of a compiled expression. <see cref="Offset"/> is where its first part stands in the source.</summary>
internal abstract record Node(int Offset)
{
    public abstract IEnumerable<Node> Children { get; }

    public abstract Value Evaluate(Run run);

    /// <summary>What kinds of value it can give; what can be seen to go wrong is told to <paramref name="checking"/>.</summary>
    public abstract Shape Check(Checking checking);

    /// <summary>Whether a condition holds: Empty does not.</summary>
    protected static bool Holds(Node node, Run run)
    {
        var value = Calculate(node, run);
        if (value is Value.Logical logical) return logical.Holds;
        if (value is not Value.Nothing) run.WrongKind(node.Offset, Kinds.Logical, value);
        return false;
    }

    internal static Value Calculate(Node node, Run run)
    {
        run.Spend(node.Offset, 1);
        return run.Problem is null ? node.Evaluate(run) : Value.Empty;
    }
}
