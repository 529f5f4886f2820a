namespace FormsHub.GraphQL.Language;

/// <summary>An operation without what was asked for in it: values become placeholders of their kind, and what has no order is sorted.</summary>
internal static class Normalizer
{
    private static readonly IntValueNode Number = new(Span.None, "0");
    private static readonly StringValueNode Text = new(Span.None, "", isBlock: false);
    private static readonly BooleanValueNode Boolean = new(Span.None, false);

    public static DocumentNode Normalize(DocumentNode document) => new(Span.None, [.. document.Definitions.Select(Normalize)]);

    private static DefinitionNode Normalize(DefinitionNode definition) => definition switch
    {
        OperationDefinitionNode operation => new OperationDefinitionNode(
            Span.None, null, operation.Operation, operation.Name, Variables(operation.Variables), Directives(operation.Directives), Selections(operation.SelectionSet)!),
        FragmentDefinitionNode fragment => new FragmentDefinitionNode(
            Span.None, null, fragment.Name, Variables(fragment.Variables), fragment.TypeCondition, Directives(fragment.Directives), Selections(fragment.SelectionSet)!),
        _ => throw new GraphQLException("Only operations and fragments are normalized.", definition),
    };

    private static IReadOnlyList<VariableDefinitionNode> Variables(IReadOnlyList<VariableDefinitionNode> variables) =>
    [
        .. variables.OrderBy(variable => variable.Variable.Name.Value, StringComparer.Ordinal).Select(variable => new VariableDefinitionNode(
            Span.None, null, variable.Variable, variable.Type, variable.DefaultValue is null ? null : Value(variable.DefaultValue), Directives(variable.Directives))),
    ];

    private static SelectionSetNode? Selections(SelectionSetNode? set) => set is null ? null : new(Span.None, [.. set.Selections.Select<SelectionNode, SelectionNode>(selection => selection switch
    {
        FieldNode field => new FieldNode(Span.None, field.Alias, field.Name, Arguments(field.Arguments), Directives(field.Directives), Selections(field.SelectionSet)),
        FragmentSpreadNode spread => new FragmentSpreadNode(Span.None, spread.Name, Directives(spread.Directives)),
        InlineFragmentNode fragment => new InlineFragmentNode(Span.None, fragment.TypeCondition, Directives(fragment.Directives), Selections(fragment.SelectionSet)!),
        _ => throw new NotSupportedException($"{selection.Kind} is no selection."),
    })]);

    private static IReadOnlyList<DirectiveNode> Directives(IReadOnlyList<DirectiveNode> directives) =>
        [.. directives.Select(directive => new DirectiveNode(Span.None, directive.Name, Arguments(directive.Arguments)))];

    private static IReadOnlyList<ArgumentNode> Arguments(IReadOnlyList<ArgumentNode> arguments) =>
        [.. arguments.OrderBy(argument => argument.Name.Value, StringComparer.Ordinal).Select(argument => new ArgumentNode(Span.None, argument.Name, Value(argument.Value)))];

    /// <summary>Names stay: a variable's, an enum value's, those of an object's fields; so does null, which is another kind of question.</summary>
    private static ValueNode Value(ValueNode value) => value switch
    {
        IntValueNode or FloatValueNode => Number,
        StringValueNode => Text,
        BooleanValueNode => Boolean,
        ListValueNode list => new ListValueNode(Span.None, [.. list.Values.Select(Value).DistinctBy(Printer.Print)]),
        ObjectValueNode fields => new ObjectValueNode(
            Span.None, [.. fields.Fields.OrderBy(field => field.Name.Value, StringComparer.Ordinal).Select(field => new ObjectFieldNode(Span.None, field.Name, Value(field.Value)))]),
        _ => value,
    };
}
