using FormsHub.GraphQL.Language;
using FormsHub.GraphQL.Types;

namespace FormsHub.GraphQL.Validation;

/// <summary>One document on its way through the rules: what it and its schema say, and where the errors go.</summary>
public sealed class ValidationContext
{
    private readonly ValidationOptions _options;
    private readonly List<GraphQLError> _errors = [];
    private readonly DocumentWalk _walk;

    public ValidationContext(Schema schema, DocumentNode document, ValidationOptions options)
    {
        (Schema, Document, _options) = (schema, document, options);
        Types = new TypeTracker(schema);
        _walk = new DocumentWalk(Types);
        Fragments = new FragmentGraph(document);
        Variables = new VariableUsages(schema, Fragments);
    }

    public Schema Schema { get; }
    public DocumentNode Document { get; }
    public bool HideSuggestions => _options.HideSuggestions;
    internal int MaxErrors => _options.MaxErrors;

    /// <summary>The types at the node that is being looked at.</summary>
    public TypeTracker Types { get; }

    public FragmentGraph Fragments { get; }
    public VariableUsages Variables { get; }

    /// <summary>The nodes around the one that is being looked at, the document first, the nearest last.</summary>
    public IReadOnlyList<Node> Ancestors => _walk.Ancestors;

    /// <summary>Called at each node of the class, before what is within it; of an abstract class, at each node of those that derive from it.</summary>
    public void Enter<TNode>(Action<TNode> look) where TNode : Node => EnterOrSkip<TNode>(node =>
    {
        look(node);
        return true;
    });

    /// <summary>As <see cref="Enter"/>; where it answers false, this rule is not shown what is within the node.</summary>
    public void EnterOrSkip<TNode>(Func<TNode, bool> look) where TNode : Node
    {
        foreach (var kind in KindsOf<TNode>.Kinds) _walk.OnEnter(kind, node => look((TNode)node));
    }

    /// <summary>Called at each node of the class, after what is within it.</summary>
    public void Leave<TNode>(Action<TNode> look) where TNode : Node
    {
        foreach (var kind in KindsOf<TNode>.Kinds) _walk.OnLeave(kind, node => look((TNode)node));
    }

    /// <summary>" Did you mean …?" with the names that are near to what was written, unless the server keeps them to itself.</summary>
    public string DidYouMean(string written, IEnumerable<string> names) =>
        HideSuggestions ? "" : Suggestions.DidYouMean(Suggestions.Near(written, names));

    public void Report(string message, params IEnumerable<Node?> nodes) => Report(GraphQLError.At(message, nodes));

    public void Report(GraphQLError error)
    {
        if (_errors.Count >= _options.MaxErrors) throw new ValidationStopped("Too many validation errors, error limit reached. Validation aborted.");
        _errors.Add(error with { Rule = _walk.Current?.Name });
    }

    internal IReadOnlyList<GraphQLError> Run(IReadOnlyList<ValidationRule> rules)
    {
        try
        {
            foreach (var rule in rules)
            {
                _walk.Add(rule);
                rule.Check(this);
            }
            _walk.Visit(Document);
        }
        catch (ValidationStopped stopped)
        {
            _errors.Add(new GraphQLError(stopped.Message) { Rule = stopped.Rule });
        }
        return _errors;
    }

    // The classes of nodes are called after their kinds.
    private static class KindsOf<TNode> where TNode : Node
    {
        public static readonly IReadOnlyList<NodeKind> Kinds =
            [.. Enum.GetValues<NodeKind>().Where(kind => typeof(TNode).IsAssignableFrom(typeof(Node).Assembly.GetType($"{typeof(Node).Namespace}.{kind}Node", throwOnError: true)))];
    }
}

/// <summary>Ends a validation early, wherever in a rule it is found that going on would cost too much.</summary>
internal sealed class ValidationStopped(string message, string? rule = null) : Exception(message)
{
    public string? Rule => rule;

    /// <summary>The document is so tangled that checking it would take too long.</summary>
    public static ValidationStopped TooComplex() => new("The document is too tangled to be checked: fragments are spread within each other too deeply, or too many fields have to be compared. Validation aborted.", ValidationOptions.TooComplex);
}
