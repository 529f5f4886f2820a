using System.Runtime.CompilerServices;
using FormsHub.GraphQL.Language;
using FormsHub.GraphQL.Types;

namespace FormsHub.GraphQL.Validation.Rules;

/// <summary>
/// A subscription selects one field of its root type, one that is not of introspection and does not depend on variables.
/// See https://spec.graphql.org/September2025/#sec-Single-Root-Field
/// </summary>
public sealed class SingleFieldSubscriptions : ValidationRule
{
    public override void Check(ValidationContext context) => context.Enter<OperationDefinitionNode>(operation =>
    {
        if (operation.Operation is not OperationKind.Subscription || context.Schema.Subscription is not { } root) return;
        var subscription = operation.Name is { } name ? $"Subscription \"{name}\"" : "Anonymous Subscription";
        var selected = new RootFields(context, root);
        selected.Collect(operation.SelectionSet);

        if (selected.Conditions.Count > 0)
        {
            context.Report($"{subscription} must not use `@skip` or `@include` directives in the top level selection.", selected.Conditions);
            return;
        }
        if (selected.ByKey.Count is 0) context.Report($"{subscription} must select one top level field.", operation.SelectionSet);
        if (selected.ByKey.Count > 1) context.Report($"{subscription} must select only one top level field.", selected.ByKey.Skip(1).SelectMany(same => same.Value));
        foreach (var fields in selected.ByKey.Values.Where(fields => fields[0].Name.Value.StartsWith("__", StringComparison.Ordinal)))
            context.Report($"{subscription} must not select an introspection top level field.", fields);
    });

    /// <summary>What the operation selects on its root type: https://spec.graphql.org/September2025/#CollectSubscriptionFields()</summary>
    private sealed class RootFields(ValidationContext context, ObjectType root)
    {
        private readonly HashSet<string> _visited = [];

        public OrderedDictionary<string, List<FieldNode>> ByKey { get; } = [];
        public List<DirectiveNode> Conditions { get; } = [];

        public void Collect(SelectionSetNode selectionSet)
        {
            if (!RuntimeHelpers.TryEnsureSufficientExecutionStack()) throw ValidationStopped.TooComplex();
            context.Fragments.Spend(selectionSet.Selections.Count + selectionSet.Selections.Sum(selection => selection.Directives.Count));

            foreach (var selection in selectionSet.Selections)
            {
                var condition = selection.FindDirective("skip") ?? selection.FindDirective("include");
                if (condition is not null) Conditions.Add(condition);
                else Collect(selection);
            }
        }

        private void Collect(SelectionNode selection)
        {
            if (selection is FieldNode field)
            {
                if (!ByKey.TryGetValue(field.ResponseKey, out var same)) ByKey[field.ResponseKey] = same = [];
                same.Add(field);
            }
            else if (selection is InlineFragmentNode inline)
            {
                if (inline.TypeCondition is null || Applies(inline.TypeCondition)) Collect(inline.SelectionSet);
            }
            else if (selection is FragmentSpreadNode spread)
            {
                if (context.Fragments.Find(spread.Name.Value) is { } fragment && Applies(fragment.TypeCondition) && _visited.Add(spread.Name.Value))
                    Collect(fragment.SelectionSet);
            }
        }

        private bool Applies(NamedTypeNode condition) =>
            context.Schema.FindType(condition) is CompositeType type && root.IsSubtypeOf(type);
    }
}
