using System.Runtime.CompilerServices;
using FormsHub.GraphQL.Language;

namespace FormsHub.GraphQL.Validation.Limits;

/// <summary>How much is selected once every fragment is put where it is spread. Counts stop at <see cref="int.MaxValue"/>.</summary>
/// <param name="Depth">Fields within fields; those of introspection do not count, they have a limit of their own.</param>
/// <param name="RootFields">The fields of the outermost selections.</param>
public readonly record struct SelectionSize(int Depth, int Fields, int Aliases, int RootFields)
{
    private SelectionSize With(SelectionSize other) =>
        new(Math.Max(Depth, other.Depth), Sum(Fields, other.Fields), Sum(Aliases, other.Aliases), Sum(RootFields, other.RootFields));

    private static int Sum(int one, int other) => (int)Math.Min(int.MaxValue, (long)one + other);

    /// <summary>Measures selections, each fragment once; a fragment that spreads itself counts once, the error is another rule's.</summary>
    internal sealed class Scale(FragmentGraph fragments)
    {
        private readonly Dictionary<string, SelectionSize> _fragments = [];

        public SelectionSize Of(SelectionSetNode selectionSet)
        {
            if (!RuntimeHelpers.TryEnsureSufficientExecutionStack()) throw ValidationStopped.TooComplex();

            var size = default(SelectionSize);
            foreach (var selection in selectionSet.Selections)
            {
                size = size.With(selection switch
                {
                    FieldNode field => Of(field),
                    InlineFragmentNode inline => Of(inline.SelectionSet),
                    FragmentSpreadNode spread => Of(spread.Name.Value),
                    _ => default,
                });
            }
            return size;
        }

        private SelectionSize Of(FieldNode field)
        {
            var within = field.SelectionSet is { } selectionSet ? Of(selectionSet) : default;
            var isIntrospection = field.Name.Value.StartsWith("__", StringComparison.Ordinal);
            return new SelectionSize(isIntrospection ? 0 : 1 + within.Depth, Sum(within.Fields, 1), Sum(within.Aliases, field.Alias is null ? 0 : 1), 1);
        }

        private SelectionSize Of(string name)
        {
            if (_fragments.TryGetValue(name, out var known)) return known;
            if (fragments.Find(name) is not { } fragment) return default;
            _fragments[name] = default;
            return _fragments[name] = Of(fragment.SelectionSet);
        }
    }
}
