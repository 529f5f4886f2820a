using FormsHub.GraphQL.Language;
using FormsHub.GraphQL.Types;

namespace FormsHub.GraphQL.Execution;

/// <summary>
/// An operation of a document with its variables' values, ready to be executed, or compiled by a server that answers it as a whole.
/// See https://spec.graphql.org/September2025/#sec-Executing-Requests
/// </summary>
public sealed class ExecutableOperation
{
    private readonly Dictionary<string, FragmentDefinitionNode> _fragments = [];

    private ExecutableOperation(Schema schema, DocumentNode document, OperationDefinitionNode definition, ObjectType root, VariableValues variables, bool hideSuggestions)
    {
        (Schema, Document, Definition, Root, Variables, HideSuggestions) = (schema, document, definition, root, variables, hideSuggestions);
        foreach (var fragment in document.Definitions.OfType<FragmentDefinitionNode>()) _fragments[fragment.Name.Value] = fragment;
    }

    public Schema Schema { get; }
    public DocumentNode Document { get; }
    public OperationDefinitionNode Definition { get; }

    /// <summary>The type of the operation's kind, on which its selections stand.</summary>
    public ObjectType Root { get; }
    public VariableValues Variables { get; }
    internal bool HideSuggestions { get; }

    /// <summary>
    /// GetOperation() and CoerceVariableValues(): the operation, or the errors for which nothing of it is executed. The document is valid for the
    /// schema; <paramref name="variables"/> are what JSON holds.
    /// </summary>
    public static (ExecutableOperation? Operation, IReadOnlyList<GraphQLError> Errors) Prepare(
        Schema schema, DocumentNode document, string? operationName = null, IReadOnlyDictionary<string, object?>? variables = null, bool hideSuggestions = false)
    {
        var operations = document.Definitions.OfType<OperationDefinitionNode>().ToList();
        if (operationName is null && operations.Count > 1) return (null, [new GraphQLError("Must provide operation name if query contains multiple operations.")]);
        var definition = operationName is null ? operations.SingleOrDefault() : operations.LastOrDefault(each => each.Name?.Value == operationName);
        if (definition is null) return (null, [new GraphQLError(operationName is null ? "Must provide an operation." : $"Unknown operation named \"{operationName}\".")]);

        var (values, errors) = VariableValues.Coerce(schema, definition.Variables, variables ?? new Dictionary<string, object?>(), hideSuggestions);
        if (values is null) return (null, errors);
        if (schema.RootOf(definition.Operation) is { } root) return (new ExecutableOperation(schema, document, definition, root, values, hideSuggestions), []);
        return (null, [GraphQLError.At($"Schema is not configured to execute {definition.Operation.ToString().ToLowerInvariant()} operation.", definition)]);
    }

    public FragmentDefinitionNode? FindFragment(string name) => _fragments.GetValueOrDefault(name);

    /// <summary>What the root is asked for.</summary>
    public IReadOnlyList<FieldGroup> Collect() => Collect(Root, [Definition.SelectionSet]);

    /// <summary>What an object of the type is asked for by the selections of all these fields together.</summary>
    public IReadOnlyList<FieldGroup> CollectSubfields(ObjectType type, FieldGroup group) =>
        Collect(type, group.Nodes.Where(node => node.SelectionSet is not null).Select(node => node.SelectionSet!));

    /// <summary>What an object of the type is asked for; the groups in the order of the response. Throws <see cref="GraphQLException"/>.</summary>
    public IReadOnlyList<FieldGroup> Collect(ObjectType type, IEnumerable<SelectionSetNode> sets)
    {
        var collector = new FieldCollector(this, type);
        foreach (var set in sets) collector.Collect(set);
        return collector.Groups;
    }

    /// <summary>The field's arguments by name, defaults among them; what was not given and has no default is not. Throws <see cref="GraphQLException"/>.</summary>
    public IReadOnlyDictionary<string, object?> ArgumentsOf(CompositeType parent, Field field, FieldNode node) =>
        ArgumentValues.Coerce(parent, field, node, Variables, HideSuggestions);
}
