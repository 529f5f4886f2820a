using System.Runtime.CompilerServices;
using FormsHub.GraphQL.Language;
using FormsHub.GraphQL.Types;

namespace FormsHub.GraphQL.Validation.Rules;

/// <summary>
/// Selections that share a response key ask for the same field with the same arguments, or can never meet in one object; and what they yield
/// has the same shape. See https://spec.graphql.org/September2025/#sec-Field-Selection-Merging
/// </summary>
public sealed class OverlappingFieldsCanBeMerged : ValidationRule
{
    public override void Check(ValidationContext context)
    {
        var search = new Search(context);

        context.Enter<SelectionSetNode>(selectionSet =>
        {
            // What is within an inline fragment is compared with all that is around it.
            if (context.Ancestors[^1] is InlineFragmentNode || selectionSet.Selections is [] or [not InlineFragmentNode]) return;

            foreach (var conflict in search.Within(context.Types.Parent, selectionSet))
            {
                var message = $"Fields \"{Short(conflict.Key)}\" conflict because {conflict.Reason}. Use different aliases on the fields to fetch both if this was intentional.";
                context.Report(message, [.. conflict.Ones, .. conflict.Others]);
            }
        });
    }

    private static string Short(string text) => text.Length > Search.LongestReason ? text[..Search.LongestReason] + "..." : text;

    private sealed record Conflict(string Key, string Reason, IReadOnlyList<Node> Ones, IReadOnlyList<Node> Others);

    private sealed record FieldAt(GraphQLType? Parent, FieldNode Node, GraphQLType? Type, DirectiveNode? Stream)
    {
        public bool IsPlain { get; } = Node is { Arguments.Count: 0, SelectionSet: null } && Stream is null;
    }

    /// <summary>The fields of a selection set by response key, and the fragments that it spreads.</summary>
    private sealed class FieldSet
    {
        public OrderedDictionary<string, List<FieldAt>> Fields { get; } = [];
        public List<FragmentSpreadNode> Spreads { get; } = [];

        /// <summary>Each fragment once; all that are unknown are the one null.</summary>
        public IReadOnlyList<FragmentDefinitionNode?>? Fragments { get; set; }

        public Dictionary<FieldSet, List<(string Key, List<FieldAt> Ones, List<FieldAt> Others)>> Overlaps { get; } = [];
    }

    /// <summary>
    /// Compares every pair of fields and fragments that can meet, each once: a pair that may be told apart by its parents' types demands less
    /// than one that may not, so the former need not be compared after the latter. All steps draw on one budget, without which a few
    /// kilobytes of fragments could keep a server busy for hours.
    /// </summary>
    private sealed class Search(ValidationContext context)
    {
        public const int LongestReason = 1000;
        private const int MostNodes = 20;

        private readonly Dictionary<(GraphQLType?, SelectionSetNode), FieldSet> _sets = [];
        private readonly Dictionary<(FieldSet, FragmentDefinitionNode?), bool> _comparedSets = [];
        private readonly Dictionary<(FragmentDefinitionNode?, FragmentDefinitionNode?), bool> _comparedFragments = [];
        private readonly Dictionary<(IReadOnlyList<ArgumentNode>, IReadOnlyList<ArgumentNode>), bool> _comparedArguments = [];
        private readonly Dictionary<IReadOnlyList<ArgumentNode>, Dictionary<string, ValueNode>> _byName = [];
        private readonly Dictionary<ValueNode, string> _valueKeys = [];
        private readonly int _mostConflicts = Math.Max(context.MaxErrors + 1, LongestReason);
        private int _budget = 500_000;

        public List<Conflict> Within(CompositeType? parent, SelectionSetNode selectionSet)
        {
            List<Conflict> conflicts = [];
            var set = FieldsOf(parent, selectionSet);
            foreach (var (key, fields) in set.Fields)
            {
                for (var one = 0; one < fields.Count; one++)
                {
                    for (var other = one + 1; other < fields.Count; other++) Add(conflicts, Compare(false, key, fields[one], fields[other]));
                }
            }

            if (set.Spreads.Count is 0 || (set.Spreads.Count is 1 && set.Fields.Count is 0)) return conflicts;
            var fragments = FragmentsOf(set);
            for (var one = 0; one < fragments.Count; one++)
            {
                CompareWithFragment(conflicts, false, set, fragments[one]);
                for (var other = one + 1; other < fragments.Count; other++) CompareFragments(conflicts, false, fragments[one], fragments[other]);
            }
            return conflicts;
        }

        private void CompareWithFragment(List<Conflict> conflicts, bool areExclusive, FieldSet set, FragmentDefinitionNode? fragment)
        {
            Spend(1);
            if (set.Fields.Count is 0 || !IsNew(_comparedSets, (set, fragment), areExclusive) || fragment is null) return;

            var others = FieldsOf(fragment);
            var spread = FragmentsOf(others);
            if (set == others) return;

            CompareSets(conflicts, areExclusive, set, others);
            foreach (var next in spread) CompareWithFragment(conflicts, areExclusive, set, next);
        }

        private void CompareFragments(List<Conflict> conflicts, bool areExclusive, FragmentDefinitionNode? one, FragmentDefinitionNode? other)
        {
            Spend(2);
            if (one == other) return;
            if (WasCompared(_comparedFragments, (other, one), areExclusive) || !IsNew(_comparedFragments, (one, other), areExclusive)) return;
            if (one is null || other is null) return;

            var (ones, others) = (FieldsOf(one), FieldsOf(other));
            var (spreadByOne, spreadByOther) = (FragmentsOf(ones), FragmentsOf(others));
            CompareSets(conflicts, areExclusive, ones, others);
            foreach (var next in spreadByOther) CompareFragments(conflicts, areExclusive, one, next);
            foreach (var next in spreadByOne) CompareFragments(conflicts, areExclusive, next, other);
        }

        private List<Conflict> CompareSubselections(bool areExclusive, FieldAt one, FieldAt other)
        {
            List<Conflict> conflicts = [];
            var ones = FieldsOf(one.Type?.Named, one.Node.SelectionSet!);
            var spreadByOne = FragmentsOf(ones);
            var others = FieldsOf(other.Type?.Named, other.Node.SelectionSet!);
            var spreadByOther = FragmentsOf(others);

            CompareSets(conflicts, areExclusive, ones, others);
            foreach (var fragment in spreadByOther) CompareWithFragment(conflicts, areExclusive, ones, fragment);
            foreach (var fragment in spreadByOne) CompareWithFragment(conflicts, areExclusive, others, fragment);
            foreach (var fragment in spreadByOne)
            {
                foreach (var next in spreadByOther) CompareFragments(conflicts, areExclusive, fragment, next);
            }
            return conflicts;
        }

        private void CompareSets(List<Conflict> conflicts, bool areExclusive, FieldSet ones, FieldSet others)
        {
            if (ones.Fields.Count is 0 || others.Fields.Count is 0) return;
            foreach (var (key, theseFields, thoseFields) in Overlaps(ones, others))
            {
                foreach (var one in theseFields)
                {
                    foreach (var other in thoseFields) Add(conflicts, Compare(areExclusive, key, one, other));
                }
            }
        }

        private List<(string Key, List<FieldAt> Ones, List<FieldAt> Others)> Overlaps(FieldSet ones, FieldSet others)
        {
            if (ones.Overlaps.TryGetValue(others, out var known)) return known;

            List<(string, List<FieldAt>, List<FieldAt>)> found = [];
            foreach (var (key, fields) in ones.Fields)
            {
                Spend(1);
                if (others.Fields.TryGetValue(key, out var same)) found.Add((key, fields, same));
            }
            return ones.Overlaps[others] = found;
        }

        private Conflict? Compare(bool parentsAreExclusive, string key, FieldAt one, FieldAt other)
        {
            Spend(2);
            var areExclusive = parentsAreExclusive || (one.Parent != other.Parent && one.Parent is ObjectType && other.Parent is ObjectType);
            var (name, otherName) = (one.Node.Name.Value, other.Node.Name.Value);
            if (one.IsPlain && other.IsPlain && one.Type == other.Type && name == otherName) return null;

            if (!areExclusive && name != otherName) return Because($"\"{Short(name)}\" and \"{Short(otherName)}\" are different fields");
            if (!areExclusive && !HaveSameArguments(one.Node.Arguments, other.Node.Arguments)) return Because("they have differing arguments");
            if (one.Stream is not null || other.Stream is not null)
            {
                var isSame = one.Stream is not null && other.Stream is not null && HaveSameArguments(one.Stream.Arguments, other.Stream.Arguments);
                return Because("they have overlapping stream directives" + (isSame ? ". See https://github.com/graphql/defer-stream-wg/discussions/100" : ""));
            }
            if (one.Type is not null && other.Type is not null && HaveDifferentShapes(one.Type, other.Type))
                return Because($"they return conflicting types \"{one.Type}\" and \"{other.Type}\"");
            if (one.Node.SelectionSet is null || other.Node.SelectionSet is null) return null;

            var within = CompareSubselections(areExclusive, one, other);
            return within.Count is 0 ? null : new Conflict(key, Reason(within), Nodes(one.Node, within, each => each.Ones), Nodes(other.Node, within, each => each.Others));

            Conflict Because(string reason) => new(key, reason, [one.Node], [other.Node]);
        }

        private static string Reason(List<Conflict> conflicts)
        {
            var reason = "";
            foreach (var conflict in conflicts)
            {
                reason += $"{(reason is "" ? "" : " and ")}subfields \"{Short(conflict.Key)}\" conflict because {conflict.Reason}";
                if (reason.Length > LongestReason) break;
            }
            return Short(reason);
        }

        private static List<Node> Nodes(FieldNode field, List<Conflict> conflicts, Func<Conflict, IReadOnlyList<Node>> side)
        {
            List<Node> nodes = [field];
            foreach (var conflict in conflicts)
            {
                nodes.AddRange(side(conflict).TakeLast(MostNodes - nodes.Count));
                if (nodes.Count is MostNodes) break;
            }
            return nodes;
        }

        private bool HaveSameArguments(IReadOnlyList<ArgumentNode> ones, IReadOnlyList<ArgumentNode> others)
        {
            if (ones.Count != others.Count) return false;
            if (ones.Count is 0) return true;
            if (_comparedArguments.TryGetValue((ones, others), out var known)) return known;

            var values = ByName(others);
            var areSame = ones.All(one =>
            {
                Spend(1);
                return values.TryGetValue(one.Name.Value, out var value) && KeyOf(one.Value) == KeyOf(value);
            });
            return _comparedArguments[(ones, others)] = areSame;
        }

        private Dictionary<string, ValueNode> ByName(IReadOnlyList<ArgumentNode> arguments)
        {
            if (_byName.TryGetValue(arguments, out var known)) return known;
            var values = new Dictionary<string, ValueNode>();
            foreach (var argument in arguments) values[argument.Name.Value] = argument.Value;
            return _byName[arguments] = values;
        }

        private string KeyOf(ValueNode value) => _valueKeys.TryGetValue(value, out var key) ? key : _valueKeys[value] = ValueKey.Of(value);

        private bool HaveDifferentShapes(GraphQLType one, GraphQLType other)
        {
            if (one == other) return false;
            Spend(1);
            return (one, other) switch
            {
                (ListType ones, ListType others) => HaveDifferentShapes(ones.Of, others.Of),
                (ListType, _) or (_, ListType) => true,
                (NonNullType some, NonNullType another) => HaveDifferentShapes(some.Of, another.Of),
                (NonNullType, _) or (_, NonNullType) => true,
                _ => one is LeafType || other is LeafType,
            };
        }

        private FieldSet FieldsOf(FragmentDefinitionNode fragment) => FieldsOf(context.Schema.FindType(fragment.TypeCondition), fragment.SelectionSet);

        private FieldSet FieldsOf(GraphQLType? parent, SelectionSetNode selectionSet)
        {
            if (_sets.TryGetValue((parent, selectionSet), out var known)) return known;
            var set = new FieldSet();
            Collect(set, parent, selectionSet);
            return _sets[(parent, selectionSet)] = set;
        }

        private void Collect(FieldSet set, GraphQLType? parent, SelectionSetNode selectionSet)
        {
            foreach (var selection in selectionSet.Selections)
            {
                if (selection is FragmentSpreadNode spread) set.Spreads.Add(spread);
                if (selection is InlineFragmentNode { TypeCondition: var condition } fragment)
                    Collect(set, condition is null ? parent : context.Schema.FindType(condition), fragment.SelectionSet);
                if (selection is not FieldNode field) continue;

                if (!set.Fields.TryGetValue(field.ResponseKey, out var same)) set.Fields[field.ResponseKey] = same = [];
                same.Add(new FieldAt(parent, field, (parent as FieldsType)?.FindField(field.Name.Value)?.Type, field.FindDirective("stream")));
            }
        }

        private IReadOnlyList<FragmentDefinitionNode?> FragmentsOf(FieldSet set)
        {
            if (set.Fragments is { } known) return known;
            Spend(set.Spreads.Count);
            return set.Fragments = [.. set.Spreads.Select(spread => context.Fragments.Find(spread.Name.Value)).Distinct()];
        }

        private void Add(List<Conflict> conflicts, Conflict? conflict)
        {
            if (conflict is not null && conflicts.Count < _mostConflicts) conflicts.Add(conflict);
        }

        private static bool WasCompared<TPair>(Dictionary<TPair, bool> compared, TPair pair, bool areExclusive) where TPair : notnull =>
            compared.TryGetValue(pair, out var wereExclusive) && (areExclusive || !wereExclusive);

        private static bool IsNew<TPair>(Dictionary<TPair, bool> compared, TPair pair, bool areExclusive) where TPair : notnull
        {
            if (WasCompared(compared, pair, areExclusive)) return false;
            compared[pair] = areExclusive;
            return true;
        }

        // Fragments that spread one another in a long chain nest these calls as deep.
        private void Spend(int steps)
        {
            _budget -= steps;
            if (_budget < 0 || !RuntimeHelpers.TryEnsureSufficientExecutionStack()) throw ValidationStopped.TooComplex();
        }
    }
}
