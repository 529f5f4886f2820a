using System.Runtime.CompilerServices;
using FormsHub.GraphQL.Language;

namespace FormsHub.GraphQL.Validation.Rules;

/// <summary>
/// The root fields of mutations and subscriptions are not delivered in parts. For schemas that define <c>@defer</c> and <c>@stream</c>:
/// they are not in the specification, the reference implementation checks them. See https://github.com/graphql/graphql-spec/pull/1110
/// </summary>
public sealed class DeferStreamDirectiveOnRootField : ValidationRule
{
    public override void Check(ValidationContext context)
    {
        // Fragments in which nothing was found need not be looked at again.
        var clean = new HashSet<string>();

        context.Enter<OperationDefinitionNode>(operation =>
        {
            if (operation.Operation is OperationKind.Query || context.Schema.RootOf(operation.Operation) is not { } root) return;
            var search = new Search(context, $"root {operation.Operation.Keyword()} type \"{root}\"", clean);
            if (search.IsClean(operation.SelectionSet)) clean.UnionWith(search.Visited);
        });
    }

    private sealed class Search(ValidationContext context, string root, HashSet<string> clean)
    {
        public HashSet<string> Visited { get; } = [];

        public bool IsClean(SelectionSetNode selectionSet)
        {
            if (!RuntimeHelpers.TryEnsureSufficientExecutionStack()) throw ValidationStopped.TooComplex();
            var isClean = true;
            foreach (var selection in selectionSet.Selections) isClean &= IsClean(selection);
            return isClean;
        }

        private bool IsClean(SelectionNode selection) => selection switch
        {
            FieldNode => Lacks("stream", selection),
            InlineFragmentNode inline => Lacks("defer", selection) & IsClean(inline.SelectionSet),
            FragmentSpreadNode { Name.Value: var name } when Visited.Add(name) && context.Fragments.Find(name) is { } fragment =>
                Lacks("defer", selection) & (clean.Contains(name) || IsClean(fragment.SelectionSet)),
            _ => true,
        };

        private bool Lacks(string name, SelectionNode selection)
        {
            if (selection.FindDirective(name) is not { } directive) return true;
            context.Report($"{(name is "defer" ? "Defer" : "Stream")} directive cannot be used on {root}.", directive);
            return false;
        }
    }
}
