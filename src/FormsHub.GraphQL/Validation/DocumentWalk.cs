using FormsHub.GraphQL.Language;

namespace FormsHub.GraphQL.Validation;

/// <summary>
/// Goes through a document once, in the order it is written, with all rules side by side.
/// </summary>
internal sealed class DocumentWalk(TypeTracker types) : SyntaxVisitor
{
    private static readonly int Kinds = Enum.GetValues<NodeKind>().Length;

    private readonly List<Looker> _lookers = [];
    private readonly List<(Looker By, Func<Node, bool> Look)>?[] _enter = new List<(Looker, Func<Node, bool>)>?[Kinds];
    private readonly List<(Looker By, Action<Node> Look)>?[] _leave = new List<(Looker, Action<Node>)>?[Kinds];
    private readonly List<Node> _ancestors = [];
    private Looker? _current;
    private int _skips;

    public IReadOnlyList<Node> Ancestors => _ancestors;

    /// <summary>The rule that is looking.</summary>
    public ValidationRule? Current => _current?.Rule;

    /// <summary>What is said by the two methods below belongs to this rule, until the next one is added.</summary>
    public void Add(ValidationRule? rule) => _lookers.Add(_current = new Looker(rule));

    public void OnEnter(NodeKind kind, Func<Node, bool> look) => (_enter[(int)kind] ??= []).Add((_current!, look));

    public void OnLeave(NodeKind kind, Action<Node> look) => (_leave[(int)kind] ??= []).Add((_current!, look));

    protected override bool Enter(Node node)
    {
        if (node is NameNode || IsDescription(node)) return false;

        types.Enter(node);
        Look(node);
        _ancestors.Add(node);
        return true;
    }

    protected override void Leave(Node node)
    {
        _ancestors.RemoveAt(_ancestors.Count - 1);
        LookBack(node);
        types.Leave(node);
    }

    // Of a variable it stands where a value may stand, and is none.
    private bool IsDescription(Node node) =>
        node is StringValueNode && _ancestors[^1] is VariableDefinitionNode variable && variable.Description == node;

    private void Look(Node node)
    {
        if (_enter[(int)node.Kind] is not { } enter) return;
        foreach (var (by, look) in enter)
        {
            if (by.SkipsUntil is not null) continue;
            _current = by;
            if (look(node)) continue;
            by.SkipsUntil = node;
            _skips++;
        }
    }

    private void LookBack(Node node)
    {
        foreach (var (by, look) in _leave[(int)node.Kind] ?? [])
        {
            if (by.SkipsUntil is not null) continue;
            _current = by;
            look(node);
        }
        if (_skips is 0) return;
        foreach (var looker in _lookers)
        {
            if (looker.SkipsUntil != node) continue;
            looker.SkipsUntil = null;
            _skips--;
        }
    }

    private sealed class Looker(ValidationRule? rule)
    {
        public ValidationRule? Rule { get; } = rule;

        /// <summary>The node within which the rule wants to see nothing.</summary>
        public Node? SkipsUntil { get; set; }
    }
}
