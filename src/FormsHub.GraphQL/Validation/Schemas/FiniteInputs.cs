using FormsHub.GraphQL.Types;

namespace FormsHub.GraphQL.Validation.Schemas;

/// <summary>
/// Every input object has a value that ends: it does not require itself, not through others either.
/// See https://spec.graphql.org/September2025/#sec-Input-Objects.Circular-References
/// </summary>
internal sealed class FiniteInputs
{
    private readonly SchemaValidationContext _context;
    private readonly Dictionary<InputObjectType, Input> _inputs;

    // The fields on the way to where the search stands, and at which of them each type on the way began.
    private readonly List<(InputObjectType Type, InputValue Field)> _path = [];
    private readonly Dictionary<InputObjectType, int> _begins = [];
    private readonly HashSet<InputObjectType> _visited = [];

    private FiniteInputs(SchemaValidationContext context)
    {
        _context = context;
        _inputs = context.Schema.Types.Values.OfType<InputObjectType>().ToDictionary(type => type, type => new Input(type));
    }

    public static void Check(SchemaValidationContext context)
    {
        var check = new FiniteInputs(context);
        check.FindFinite();
        foreach (var input in check._inputs.Values)
            if (!input.IsFinite) check.ReportCycles(input);
    }

    // From those that need nothing, back to those that need only them; of a "one of" one finite field is enough.
    private void FindFinite()
    {
        var finite = new Stack<Input>();
        foreach (var input in _inputs.Values)
        {
            foreach (var (_, target) in input.Targets)
                if (_inputs.TryGetValue(target, out var needed)) needed.Dependents.Add(input);
        }
        foreach (var input in _inputs.Values)
        {
            if (input.Type.IsOneOf ? input.Type.Fields.Count is 0 || input.Targets.Count < input.Type.Fields.Count : input.Targets.Count is 0)
                Found(input);
        }

        while (finite.TryPop(out var input))
        {
            foreach (var dependent in input.Dependents)
            {
                if (!dependent.IsFinite && (dependent.Type.IsOneOf || --dependent.Unresolved is 0))
                    Found(dependent);
            }
        }

        void Found(Input input)
        {
            input.IsFinite = true;
            finite.Push(input);
        }
    }

    // Depth first, on a stack of its own: a cycle may be as long as the schema.
    private void ReportCycles(Input from)
    {
        if (!_visited.Add(from.Type)) return;
        var open = new Stack<(Input Input, int Next)>();
        open.Push((from, 0));
        _begins[from.Type] = _path.Count;

        while (open.TryPop(out var at))
        {
            var begin = _begins[at.Input.Type];
            _path.RemoveRange(begin, _path.Count - begin);
            if (at.Next == at.Input.Targets.Count)
            {
                _begins.Remove(at.Input.Type);
                continue;
            }

            open.Push((at.Input, at.Next + 1));
            var (field, target) = at.Input.Targets[at.Next];
            if (!_inputs.TryGetValue(target, out var needed) || needed.IsFinite) continue;

            _path.Add((at.Input.Type, field));
            if (_begins.TryGetValue(target, out var start))
            {
                Report(target, _path[start..]);
            }
            else if (_visited.Add(target))
            {
                _begins[target] = _path.Count;
                open.Push((needed, 0));
            }
        }
    }

    private void Report(InputObjectType type, List<(InputObjectType Type, InputValue Field)> cycle) => _context.Report(
        $"Input Object {type} cannot be provided a finite value because it references itself through fields: {string.Join(", ", cycle.Select(step => $"{step.Type}.{step.Field.Name}"))}.",
        cycle.Select(step => step.Field.Node));

    private sealed class Input
    {
        public Input(InputObjectType type)
        {
            Type = type;
            Targets = [.. type.Fields.Select(field => (field, Target(type, field.Type))).Where(each => each.Item2 is not null).Select(each => (each.field, each.Item2!))];
            Unresolved = Targets.Count;
        }

        public InputObjectType Type { get; }

        /// <summary>The fields that cannot be left out, and what they need.</summary>
        public List<(InputValue Field, InputObjectType Target)> Targets { get; }
        public List<Input> Dependents { get; } = [];
        public int Unresolved { get; set; }
        public bool IsFinite { get; set; }

        private static InputObjectType? Target(InputObjectType type, GraphQLType of) => type.IsOneOf ? of as InputObjectType : (of as NonNullType)?.Of as InputObjectType;
    }
}
