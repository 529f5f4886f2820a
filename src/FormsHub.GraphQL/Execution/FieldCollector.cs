using System.Runtime.CompilerServices;
using FormsHub.GraphQL.Language;
using FormsHub.GraphQL.Types;

namespace FormsHub.GraphQL.Execution;

/// <summary>CollectFields(): which fields an object of a type is asked for, fragments and <c>@skip</c> and <c>@include</c> followed. See https://spec.graphql.org/September2025/#CollectFields()</summary>
internal sealed class FieldCollector(ExecutableOperation operation, ObjectType type)
{
    private readonly OrderedDictionary<string, FieldGroup> _groups = [];
    private readonly HashSet<string> _spread = [];

    public IReadOnlyList<FieldGroup> Groups => _groups.Values;

    public void Collect(SelectionSetNode set)
    {
        if (!RuntimeHelpers.TryEnsureSufficientExecutionStack()) throw new GraphQLException("Fragments are nested too deeply to be executed.", set);

        for (var index = 0; index < set.Selections.Count; index++)
        {
            var selection = set.Selections[index];
            if (!IsIncluded(selection)) continue;
            switch (selection)
            {
                case FieldNode field:
                    if (!_groups.TryGetValue(field.ResponseKey, out var group)) _groups.Add(field.ResponseKey, group = new FieldGroup(field.ResponseKey));
                    group.Add(field);
                    break;
                case InlineFragmentNode fragment when fragment.TypeCondition is null || Applies(fragment.TypeCondition):
                    Collect(fragment.SelectionSet);
                    break;
                case FragmentSpreadNode spread when operation.FindFragment(spread.Name.Value) is { } fragment && Applies(fragment.TypeCondition) && _spread.Add(spread.Name.Value):
                    Collect(fragment.SelectionSet);
                    break;
            }
        }
    }

    private bool IsIncluded(SelectionNode selection)
    {
        if (selection.Directives.Count is 0) return true;
        var (skip, include) = (Condition(selection, SpecifiedDirectives.Skip), Condition(selection, SpecifiedDirectives.Include));
        return skip is not true && include is not false;
    }

    private bool? Condition(SelectionNode selection, Directive directive)
    {
        foreach (var node in selection.Directives)
        {
            if (node.Name.Value == directive.Name) return (bool?)ArgumentValues.Coerce(directive, node, operation.Variables, operation.HideSuggestions)["if"];
        }
        return null;
    }

    private bool Applies(NamedTypeNode condition) => operation.Schema.FindType(condition.Name.Value) is { } on && type.IsSubtypeOf(on);
}
