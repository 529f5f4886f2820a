using System.Runtime.CompilerServices;
using FormsHub.GraphQL.Language;

namespace FormsHub.GraphQL.Validation.Rules;

/// <summary>
/// Nothing in a subscription is delivered in parts, unless a variable may turn that off. For schemas that define <c>@defer</c> and
/// <c>@stream</c>, as <see cref="DeferStreamDirectiveOnRootField"/>.
/// </summary>
public sealed class DeferStreamDirectiveOnValidOperations : ValidationRule
{
    public override void Check(ValidationContext context)
    {
        var clean = new HashSet<string>();

        context.Enter<OperationDefinitionNode>(operation =>
        {
            if (operation.Operation is not OperationKind.Subscription) return;
            var search = new Search(context, clean);
            if (search.IsClean(operation.SelectionSet)) clean.UnionWith(search.Visited);
        });
    }

    private sealed class Search(ValidationContext context, HashSet<string> clean)
    {
        private readonly Stack<FragmentSpreadNode> _by = new();

        public HashSet<string> Visited { get; } = [];

        public bool IsClean(SelectionSetNode selectionSet)
        {
            if (!RuntimeHelpers.TryEnsureSufficientExecutionStack()) throw ValidationStopped.TooComplex();
            var isClean = true;
            foreach (var selection in selectionSet.Selections)
            {
                if (MayBeLeftOut(selection)) continue;
                foreach (var directive in selection.Directives) isClean &= IsAllowed(directive);
                isClean &= IsCleanWithin(selection);
            }
            return isClean;
        }

        private bool IsCleanWithin(SelectionNode selection)
        {
            if (selection is FieldNode { SelectionSet: { } ofField }) return IsClean(ofField);
            if (selection is InlineFragmentNode inline) return IsClean(inline.SelectionSet);
            if (selection is not FragmentSpreadNode { Name.Value: var name } spread || clean.Contains(name) || !Visited.Add(name)) return true;
            if (context.Fragments.Find(name) is not { } fragment) return true;

            _by.Push(spread);
            var isClean = IsClean(fragment.SelectionSet);
            _by.Pop();
            return isClean;
        }

        private bool IsAllowed(DirectiveNode directive)
        {
            var what = directive.Name.Value switch { "defer" => "Defer", "stream" => "Stream", _ => null };
            if (what is null || directive.FindArgument("if")?.Value is BooleanValueNode { Value: false } or VariableNode) return true;
            context.Report(
                $"{what} directive not supported on subscription operations. Disable `@{directive.Name}` by setting the `if` argument to `false`.",
                [directive, .. _by]);
            return false;
        }

        private static bool MayBeLeftOut(SelectionNode selection)
        {
            if (selection.FindDirective("skip") is { } skip && skip.FindArgument("if")?.Value is not BooleanValueNode { Value: false }) return true;
            return selection.FindDirective("include")?.FindArgument("if") is { Value: not BooleanValueNode { Value: true } };
        }
    }
}
