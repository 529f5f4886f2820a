using FormsHub.GraphQL.Language;

namespace FormsHub.GraphQL.Validation;

/// <summary>The fragments of a document and who spreads whom, each found out once.</summary>
public sealed class FragmentGraph(DocumentNode document)
{
    /// <summary>More steps than any honest document needs; each operation may reach each fragment, so they multiply.</summary>
    private const int MostWork = 50_000;

    private readonly Dictionary<SelectionSetNode, IReadOnlyList<FragmentSpreadNode>> _spreads = [];
    private readonly Dictionary<string, IReadOnlyList<FragmentDefinitionNode>> _reached = [];
    private Dictionary<string, FragmentDefinitionNode>? _byName;
    private int _work;

    /// <summary>The fragment of this name; of two, which validation refuses, the last.</summary>
    public FragmentDefinitionNode? Find(string name)
    {
        if (_byName is null)
        {
            _byName = [];
            foreach (var definition in document.Definitions)
                if (definition is FragmentDefinitionNode fragment) _byName[fragment.Name.Value] = fragment;
        }
        return _byName.GetValueOrDefault(name);
    }

    /// <summary>
    /// The spreads within a selection set, its fields and inline fragments included, but not those within the fragments that are spread.
    /// Those at the top come first, then those of the last selection that has selections, as in the reference implementation: the order shows in errors.
    /// </summary>
    public IReadOnlyList<FragmentSpreadNode> SpreadsWithin(SelectionSetNode selectionSet)
    {
        if (_spreads.TryGetValue(selectionSet, out var known)) return known;

        List<FragmentSpreadNode> spreads = [];
        var open = new Stack<SelectionSetNode>([selectionSet]);
        while (open.TryPop(out var next))
        {
            foreach (var selection in next.Selections)
            {
                if (selection is FragmentSpreadNode spread) spreads.Add(spread);
                else if ((selection as FieldNode)?.SelectionSet is { } ofField) open.Push(ofField);
                else if (selection is InlineFragmentNode inline) open.Push(inline.SelectionSet);
            }
        }
        return _spreads[selectionSet] = spreads;
    }

    /// <summary>The fragments that these operations spread, or that are spread by those.</summary>
    public IReadOnlyList<FragmentDefinitionNode> ReachedFrom(params IEnumerable<OperationDefinitionNode> operations)
    {
        List<string> names = [];
        HashSet<string> met = [];
        foreach (var spread in operations.SelectMany(operation => SpreadsWithin(operation.SelectionSet)))
        {
            if (met.Add(spread.Name.Value)) names.Add(spread.Name.Value);
        }

        var key = string.Join(' ', names.Order(StringComparer.Ordinal));
        if (_reached.TryGetValue(key, out var known)) return known;

        Spend(names.Count);
        List<FragmentDefinitionNode> fragments = [];
        for (var at = 0; at < names.Count; at++)
        {
            if (Find(names[at]) is not { } fragment) continue;
            fragments.Add(fragment);
            var spreads = SpreadsWithin(fragment.SelectionSet);
            Spend(spreads.Count);
            foreach (var spread in spreads.Where(spread => met.Add(spread.Name.Value))) names.Add(spread.Name.Value);
        }
        return _reached[key] = fragments;
    }

    /// <summary>Counts work that grows faster than the document, and stops the validation where it is too much.</summary>
    internal void Spend(int steps)
    {
        _work += steps;
        if (_work > MostWork) throw ValidationStopped.TooComplex();
    }
}
