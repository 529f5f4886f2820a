using FormsHub.GraphQL.Language;
using FormsHub.GraphQL.Types;

namespace FormsHub.GraphQL.Execution;

/// <summary>The variables of an operation with their values. See https://spec.graphql.org/September2025/#sec-Coercing-Variable-Values</summary>
public sealed class VariableValues
{
    private const int MostErrors = 50;
    private readonly Dictionary<string, (GraphQLType Type, ValueNode? Default)> _declared = [];
    private readonly Dictionary<string, object?> _coerced = [];
    private readonly IReadOnlyDictionary<string, object?> _given;

    private VariableValues(IReadOnlyDictionary<string, object?> given) => _given = given;

    /// <summary>No variables at all.</summary>
    public static VariableValues None { get; } = new(new Dictionary<string, object?>());

    /// <summary>What was given, as JSON holds it: by it an operation is prepared again for another schema.</summary>
    public IReadOnlyDictionary<string, object?> Given => _given;

    /// <summary>What the server works with, by name; a variable that was not given and has no default is not among them.</summary>
    public IReadOnlyDictionary<string, object?> Coerced => _coerced;

    /// <summary>
    /// CoerceVariableValues(): <paramref name="given"/> is what JSON holds (see <see cref="ScalarType"/>); the values, or all that is wrong with them,
    /// 50 errors at most.
    /// </summary>
    public static (VariableValues? Values, IReadOnlyList<GraphQLError> Errors) Coerce(
        Schema schema, IReadOnlyList<VariableDefinitionNode> definitions, IReadOnlyDictionary<string, object?> given, bool hideSuggestions = false)
    {
        if (definitions.Count is 0) return (None, []);

        var values = new VariableValues(given);
        List<GraphQLError> errors = [];
        try
        {
            foreach (var definition in definitions) values.Coerce(schema, definition, errors, hideSuggestions);
        }
        catch (GraphQLException exception)
        {
            errors.Add(exception.Error);
        }
        return errors.Count is 0 ? (values, []) : (null, errors);
    }

    private void Coerce(Schema schema, VariableDefinitionNode definition, List<GraphQLError> errors, bool hideSuggestions)
    {
        var name = definition.Variable.Name.Value;
        if (schema.FindType(definition.Type) is not { IsInput: true } type)
        {
            errors.Add(GraphQLError.At($"Variable \"${name}\" expected value of type \"{Printer.Print(definition.Type)}\" which cannot be used as an input type.", definition.Type));
            return;
        }

        _declared[name] = (type, definition.DefaultValue);
        var isGiven = _given.TryGetValue(name, out var value);
        if (!isGiven && definition.DefaultValue is null && type is not NonNullType) return;

        var before = errors.Count;
        var coercion = new InputCoercion(hideSuggestions, (error, path) =>
        {
            if (errors.Count >= MostErrors) throw new GraphQLException("Too many errors processing variables, error limit reached. Execution aborted.");
            errors.Add(GraphQLError.At($"Variable \"${name}\" has invalid {(isGiven || definition.DefaultValue is null ? "" : "default ")}value{path}: {error.Message}", definition) with { Extensions = error.Extensions });
        });
        var coerced = isGiven ? coercion.Value(value, type)
            : definition.DefaultValue is not null ? coercion.Literal(definition.DefaultValue, type, None)
            : coercion.Missing(type);
        if (errors.Count == before) _coerced[name] = coerced;
    }

    /// <summary>
    /// What is written, with what was given for each variable in its place, for scalars that take whole literals: a field of a variable that has no value
    /// is left out, an item is null.
    /// </summary>
    internal ValueNode Replace(ValueNode literal) => literal switch
    {
        VariableNode variable => Written(variable) ?? new NullValueNode(variable.Span),
        ListValueNode list => new ListValueNode(list.Span, [.. list.Values.Select(Replace)]),
        ObjectValueNode value => new ObjectValueNode(value.Span,
        [
            .. value.Fields.Where(field => field.Value is not VariableNode variable || Written(variable) is not null)
                .Select(field => new ObjectFieldNode(field.Span, field.Name, Replace(field.Value))),
        ]),
        _ => literal,
    };

    private ValueNode? Written(VariableNode variable)
    {
        if (!_declared.TryGetValue(variable.Name.Value, out var declared)) return null;
        return _given.TryGetValue(variable.Name.Value, out var value) ? ValueLiteral.Of(value, declared.Type, variable.Span) : declared.Default;
    }
}
