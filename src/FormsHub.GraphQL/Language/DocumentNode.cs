namespace FormsHub.GraphQL.Language;

/// <summary>A document: operations and fragments, type system definitions, or both. See https://spec.graphql.org/September2025/#sec-Document</summary>
public sealed class DocumentNode(Span span, IReadOnlyList<DefinitionNode> definitions) : Node(span)
{
    public override NodeKind Kind => NodeKind.Document;
    public IReadOnlyList<DefinitionNode> Definitions { get; } = definitions;
}

public abstract class DefinitionNode(Span span) : Node(span);

/// <summary>An operation or a fragment: what can be executed.</summary>
public abstract class ExecutableDefinitionNode(
    Span span, StringValueNode? description, NameNode? name, IReadOnlyList<VariableDefinitionNode> variables, IReadOnlyList<DirectiveNode> directives, SelectionSetNode selectionSet)
    : DefinitionNode(span)
{
    public StringValueNode? Description { get; } = description;
    public NameNode? Name { get; } = name;

    /// <summary>Of a fragment only where the parser was asked to read them: they are not in the specification.</summary>
    public IReadOnlyList<VariableDefinitionNode> Variables { get; } = variables;
    public IReadOnlyList<DirectiveNode> Directives { get; } = directives;
    public SelectionSetNode SelectionSet { get; } = selectionSet;
}

public enum OperationKind
{
    Query,
    Mutation,
    Subscription,
}

/// <summary>How the kinds of operation are written.</summary>
public static class OperationKinds
{
    public static string Keyword(this OperationKind operation) => operation switch
    {
        OperationKind.Query => "query",
        OperationKind.Mutation => "mutation",
        OperationKind.Subscription => "subscription",
    };
}

public sealed class OperationDefinitionNode(
    Span span, StringValueNode? description, OperationKind operation, NameNode? name, IReadOnlyList<VariableDefinitionNode> variables,
    IReadOnlyList<DirectiveNode> directives, SelectionSetNode selectionSet)
    : ExecutableDefinitionNode(span, description, name, variables, directives, selectionSet)
{
    public override NodeKind Kind => NodeKind.OperationDefinition;
    public OperationKind Operation { get; } = operation;
}

public sealed class FragmentDefinitionNode(
    Span span, StringValueNode? description, NameNode name, IReadOnlyList<VariableDefinitionNode> variables, NamedTypeNode typeCondition,
    IReadOnlyList<DirectiveNode> directives, SelectionSetNode selectionSet)
    : ExecutableDefinitionNode(span, description, name, variables, directives, selectionSet)
{
    public override NodeKind Kind => NodeKind.FragmentDefinition;
    public new NameNode Name => base.Name!;
    public NamedTypeNode TypeCondition { get; } = typeCondition;
}

public sealed class VariableDefinitionNode(
    Span span, StringValueNode? description, VariableNode variable, TypeNode type, ValueNode? defaultValue, IReadOnlyList<DirectiveNode> directives) : Node(span)
{
    public override NodeKind Kind => NodeKind.VariableDefinition;
    public StringValueNode? Description { get; } = description;
    public VariableNode Variable { get; } = variable;
    public TypeNode Type { get; } = type;
    public ValueNode? DefaultValue { get; } = defaultValue;
    public IReadOnlyList<DirectiveNode> Directives { get; } = directives;
}

public sealed class SelectionSetNode(Span span, IReadOnlyList<SelectionNode> selections) : Node(span)
{
    public override NodeKind Kind => NodeKind.SelectionSet;
    public IReadOnlyList<SelectionNode> Selections { get; } = selections;
}

public abstract class SelectionNode(Span span, IReadOnlyList<DirectiveNode> directives) : Node(span)
{
    public IReadOnlyList<DirectiveNode> Directives { get; } = directives;

    public DirectiveNode? FindDirective(string name)
    {
        foreach (var directive in Directives)
            if (directive.Name.Value == name) return directive;
        return null;
    }
}

public sealed class FieldNode(
    Span span, NameNode? alias, NameNode name, IReadOnlyList<ArgumentNode> arguments, IReadOnlyList<DirectiveNode> directives, SelectionSetNode? selectionSet)
    : SelectionNode(span, directives)
{
    public override NodeKind Kind => NodeKind.Field;
    public NameNode? Alias { get; } = alias;
    public NameNode Name { get; } = name;
    public IReadOnlyList<ArgumentNode> Arguments { get; } = arguments;
    public SelectionSetNode? SelectionSet { get; } = selectionSet;

    /// <summary>Under which name the response holds the field: its alias, or its name.</summary>
    public string ResponseKey => (Alias ?? Name).Value;
}

public sealed class FragmentSpreadNode(Span span, NameNode name, IReadOnlyList<DirectiveNode> directives) : SelectionNode(span, directives)
{
    public override NodeKind Kind => NodeKind.FragmentSpread;
    public NameNode Name { get; } = name;
}

public sealed class InlineFragmentNode(Span span, NamedTypeNode? typeCondition, IReadOnlyList<DirectiveNode> directives, SelectionSetNode selectionSet)
    : SelectionNode(span, directives)
{
    public override NodeKind Kind => NodeKind.InlineFragment;
    public NamedTypeNode? TypeCondition { get; } = typeCondition;
    public SelectionSetNode SelectionSet { get; } = selectionSet;
}

public sealed class ArgumentNode(Span span, NameNode name, ValueNode value) : Node(span)
{
    public override NodeKind Kind => NodeKind.Argument;
    public NameNode Name { get; } = name;
    public ValueNode Value { get; } = value;
}

public sealed class DirectiveNode(Span span, NameNode name, IReadOnlyList<ArgumentNode> arguments) : Node(span)
{
    public override NodeKind Kind => NodeKind.Directive;
    public NameNode Name { get; } = name;
    public IReadOnlyList<ArgumentNode> Arguments { get; } = arguments;

    public ArgumentNode? FindArgument(string name)
    {
        foreach (var argument in Arguments)
            if (argument.Name.Value == name) return argument;
        return null;
    }
}
