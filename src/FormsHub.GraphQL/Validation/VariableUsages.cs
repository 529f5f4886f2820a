using FormsHub.GraphQL.Language;
using FormsHub.GraphQL.Types;

namespace FormsHub.GraphQL.Validation;

/// <summary>Which variables operations and fragments use, each found out once.</summary>
public sealed class VariableUsages(Schema schema, FragmentGraph fragments)
{
    private readonly Dictionary<ExecutableDefinitionNode, IReadOnlyList<VariableUsage>> _own = [];
    private readonly Dictionary<OperationDefinitionNode, IReadOnlyList<VariableUsage>> _all = [];
    private readonly Dictionary<IReadOnlyList<FragmentDefinitionNode>, List<VariableUsage>> _ofFragments = [];

    /// <summary>What is written in this definition, not in the fragments that it spreads.</summary>
    public IReadOnlyList<VariableUsage> Within(ExecutableDefinitionNode definition)
    {
        if (_own.TryGetValue(definition, out var known)) return known;

        List<VariableUsage> usages = [];
        var types = new TypeTracker(schema);
        var walk = new DocumentWalk(types);
        walk.Add(rule: null);
        walk.OnEnter(NodeKind.VariableDefinition, _ => false);
        walk.OnEnter(NodeKind.Variable, node =>
        {
            usages.Add(new VariableUsage((VariableNode)node, types.Input, types.ParentInput, types.HasDefault));
            return true;
        });
        walk.Visit(definition);
        return _own[definition] = usages;
    }

    /// <summary>What is written in the operation, then in the fragments that it reaches.</summary>
    public IReadOnlyList<VariableUsage> Of(OperationDefinitionNode operation)
    {
        if (_all.TryGetValue(operation, out var known)) return known;

        var reached = fragments.ReachedFrom(operation);
        if (!_ofFragments.TryGetValue(reached, out var ofFragments))
        {
            fragments.Spend(reached.Count);
            _ofFragments[reached] = ofFragments = [];
            foreach (var fragment in reached)
            {
                var own = Within(fragment);
                fragments.Spend(own.Count);
                ofFragments.AddRange(own);
            }
        }
        fragments.Spend(ofFragments.Count);
        return _all[operation] = [.. Within(operation), .. ofFragments];
    }
}

/// <summary>A variable where a value stands.</summary>
/// <param name="Type">What the value is to be, if the schema knows.</param>
/// <param name="Within">What the list or input object around it is to be.</param>
/// <param name="HasDefault">Whether the argument or input field has a default for when the variable has no value.</param>
public readonly record struct VariableUsage(VariableNode Variable, GraphQLType? Type, GraphQLType? Within, bool HasDefault);
