using System.Runtime.CompilerServices;
using FormsHub.GraphQL.Language;

namespace FormsHub.GraphQL.Validation.Rules;

/// <summary>
/// Lists of introspection do not nest more than twice: a few lines of <c>fields { type { fields …</c> would otherwise ask for more than any
/// server can answer. A rule of the reference implementation, not of the specification.
/// </summary>
public sealed class MaxIntrospectionDepth : ValidationRule
{
    private const int MostLists = 3;

    public override void Check(ValidationContext context)
    {
        var depths = new Depths(context.Fragments);

        context.EnterOrSkip<FieldNode>(field =>
        {
            if (field.Name.Value is not ("__schema" or "__type") || !depths.AreExceededFrom(field)) return true;
            context.Report("Maximum introspection depth exceeded", field);
            return false;
        });
    }

    /// <summary>How deep a fragment is spread decides whether it is too deep, so each is looked at again only where it is spread deeper.</summary>
    private sealed class Depths(FragmentGraph fragments)
    {
        private readonly Dictionary<string, int> _fits = [];
        private readonly Dictionary<string, int> _exceeds = [];
        private Dictionary<string, int> _entered = [];

        public bool AreExceededFrom(FieldNode field)
        {
            _entered = [];
            return Exceeds(field, 0);
        }

        private bool Exceeds(SelectionNode selection, int depth)
        {
            if (!RuntimeHelpers.TryEnsureSufficientExecutionStack()) throw ValidationStopped.TooComplex();
            return selection switch
            {
                FragmentSpreadNode spread => Exceeds(spread.Name.Value, depth),
                InlineFragmentNode inline => Exceeds(inline.SelectionSet, depth),
                FieldNode field => ExceedsBelow(field, IsList(field) ? depth + 1 : depth),
                _ => false,
            };
        }

        private bool ExceedsBelow(FieldNode field, int depth) => (IsList(field) && depth >= MostLists) || (field.SelectionSet is { } below && Exceeds(below, depth));

        private bool Exceeds(SelectionSetNode selectionSet, int depth)
        {
            foreach (var selection in selectionSet.Selections)
            {
                if (Exceeds(selection, depth)) return true;
            }
            return false;
        }

        private bool Exceeds(string name, int depth)
        {
            if (_exceeds.TryGetValue(name, out var tooDeep) && tooDeep <= depth) return true;
            if (_entered.TryGetValue(name, out var entered) && entered >= depth) return false;
            if (_fits.TryGetValue(name, out var fits) && fits >= depth) return false;
            if (fragments.Find(name) is not { } fragment) return false;

            _entered[name] = depth;
            var exceeds = Exceeds(fragment.SelectionSet, depth);
            (exceeds ? _exceeds : _fits)[name] = depth;
            return exceeds;
        }

        private static bool IsList(FieldNode field) => field.Name.Value is "fields" or "interfaces" or "possibleTypes" or "inputFields";
    }
}
