using FormsHub.GraphQL.Language;

namespace FormsHub.GraphQL.Validation.Rules;

/// <summary>
/// No fragment spreads itself, not by way of others either.
/// See https://spec.graphql.org/September2025/#sec-Fragment-Spreads-Must-Not-Form-Cycles
/// </summary>
public sealed class NoFragmentCycles : ValidationRule
{
    public override void Check(ValidationContext context)
    {
        var search = new Search(context);

        context.EnterOrSkip<OperationDefinitionNode>(_ => false);
        context.EnterOrSkip<FragmentDefinitionNode>(fragment =>
        {
            search.From(fragment);
            return false;
        });
    }

    /// <summary>Depth first, on a stack of its own: fragments may form a chain of any length.</summary>
    private sealed class Search(ValidationContext context)
    {
        private readonly HashSet<string> _visited = [];
        private readonly Dictionary<string, int> _depthOf = [];
        private readonly List<FragmentSpreadNode> _path = [];
        private readonly Stack<(string Fragment, IReadOnlyList<FragmentSpreadNode> Spreads, int Next)> _open = new();

        public void From(FragmentDefinitionNode fragment)
        {
            Open(fragment);
            while (_open.TryPop(out var top))
            {
                if (_path.Count > _open.Count) _path.RemoveAt(_path.Count - 1);
                if (top.Next == top.Spreads.Count)
                {
                    _depthOf.Remove(top.Fragment);
                    continue;
                }
                _open.Push(top with { Next = top.Next + 1 });
                Follow(top.Spreads[top.Next]);
            }
        }

        private void Follow(FragmentSpreadNode spread)
        {
            _path.Add(spread);
            if (_depthOf.TryGetValue(spread.Name.Value, out var depth)) Report(spread, _path[depth..]);
            else if (context.Fragments.Find(spread.Name.Value) is { } next) Open(next);
        }

        private void Open(FragmentDefinitionNode fragment)
        {
            if (!_visited.Add(fragment.Name.Value)) return;
            _depthOf[fragment.Name.Value] = _path.Count;
            _open.Push((fragment.Name.Value, context.Fragments.SpreadsWithin(fragment.SelectionSet), 0));
        }

        private void Report(FragmentSpreadNode spread, List<FragmentSpreadNode> cycle)
        {
            context.Fragments.Spend(cycle.Count);
            var via = string.Join(", ", cycle.SkipLast(1).Select(each => $"\"{each.Name}\""));
            context.Report($"Cannot spread fragment \"{spread.Name}\" within itself{(via is "" ? "" : $" via {via}")}.", cycle);
        }
    }
}
