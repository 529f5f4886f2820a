using FormsHub.GraphQL.Language;
using FormsHub.GraphQL.Types;

namespace FormsHub.GraphQL.Execution;

/// <summary>CoerceArgumentValues(): what the arguments of a field or directive mean, by name. See https://spec.graphql.org/September2025/#sec-Coercing-Field-Arguments</summary>
internal static class ArgumentValues
{
    private static readonly Dictionary<string, object?> Nothing = [];

    public static IReadOnlyDictionary<string, object?> Coerce(CompositeType parent, Field field, FieldNode node, VariableValues variables, bool hideSuggestions) =>
        field.Arguments.Count is 0 ? Nothing : Coerce(field.Arguments, node.Arguments, node, variables, hideSuggestions, () => field.Name.StartsWith("__", StringComparison.Ordinal) ? $"<meta>.{field.Name}" : $"{parent}.{field.Name}");

    public static IReadOnlyDictionary<string, object?> Coerce(Directive directive, DirectiveNode node, VariableValues variables, bool hideSuggestions) =>
        directive.Arguments.Count is 0 ? Nothing : Coerce(directive.Arguments, node.Arguments, node, variables, hideSuggestions, () => directive.ToString());

    private static Dictionary<string, object?> Coerce(
        IReadOnlyList<InputValue> declared, IReadOnlyList<ArgumentNode> given, Node node, VariableValues variables, bool hideSuggestions, Func<string> owner)
    {
        var values = new Dictionary<string, object?>(declared.Count);
        foreach (var argument in declared)
        {
            var written = given.LastOrDefault(each => each.Name.Value == argument.Name)?.Value;
            if (written is null && argument.IsRequired)
                throw new GraphQLException($"Argument \"{owner()}({argument.Name}:)\" of required type \"{argument.Type}\" was not provided.", node);
            if (written is null || (written is VariableNode variable && !argument.IsRequired && !variables.Coerced.ContainsKey(variable.Name.Value)))
            {
                if (argument.Default is not null) values[argument.Name] = InputCoercion.Default(argument);
                continue;
            }
            values[argument.Name] = new InputCoercion(hideSuggestions, (error, place) =>
                throw new GraphQLException(error with { Message = $"Argument \"{owner()}({argument.Name}:)\" has invalid value{place}: {error.Message}" }))
                .Literal(written, argument.Type, variables);
        }
        return values;
    }
}
