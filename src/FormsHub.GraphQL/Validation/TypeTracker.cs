using FormsHub.GraphQL.Language;
using FormsHub.GraphQL.Types;

namespace FormsHub.GraphQL.Validation;

/// <summary>Knows the types at each node of a walk; null where the document names what the schema does not have.</summary>
public sealed class TypeTracker(Schema schema)
{
    private readonly Stack<GraphQLType?> _types = new();
    private readonly Stack<CompositeType?> _parents = new();
    private readonly Stack<Field?> _fields = new();
    private readonly List<(GraphQLType? Type, bool HasDefault)> _inputs = [];

    /// <summary>What the selection yields: a field's type, a fragment's condition, an operation's root.</summary>
    public GraphQLType? Type => Top(_types);

    /// <summary>On what the selections around are made.</summary>
    public CompositeType? Parent => Top(_parents);

    /// <summary>The field that is selected, or around the arguments.</summary>
    public Field? Field => Top(_fields);

    /// <summary>The field as errors call it: <c>Query.contacts</c>, and <c>&lt;meta&gt;.__type</c> of a field that no type defines.</summary>
    public string FieldCoordinate => Field is not { Name: var name } ? "" : name.StartsWith("__", StringComparison.Ordinal) ? $"<meta>.{name}" : $"{Parent}.{name}";

    public Directive? Directive { get; private set; }
    public InputValue? Argument { get; private set; }
    public EnumValue? EnumValue { get; private set; }

    /// <summary>What the value is to be.</summary>
    public GraphQLType? Input => _inputs.Count > 0 ? _inputs[^1].Type : null;

    /// <summary>Whether the argument or input field whose value is looked at has a default; an item of a list has none.</summary>
    public bool HasDefault => _inputs.Count > 0 && _inputs[^1].HasDefault;

    /// <summary>What the list or input object around the value is to be; at a list, this list.</summary>
    public GraphQLType? ParentInput => _inputs.Count > 1 ? _inputs[^2].Type : null;

    internal void Enter(Node node)
    {
        switch (node.Kind)
        {
            case NodeKind.SelectionSet:
                _parents.Push(Type?.Named as CompositeType);
                break;
            case NodeKind.Field:
                var field = Parent is { } parent ? schema.FindField(parent, ((FieldNode)node).Name.Value) : null;
                _fields.Push(field);
                _types.Push(field is { Type.IsOutput: true } ? field.Type : null);
                break;
            case NodeKind.Directive:
                Directive = schema.FindDirective(((DirectiveNode)node).Name.Value);
                break;
            case NodeKind.OperationDefinition:
                _types.Push(schema.RootOf(((OperationDefinitionNode)node).Operation));
                break;
            case NodeKind.InlineFragment:
                _types.Push(((InlineFragmentNode)node).TypeCondition is { } condition ? Output(condition) : Type?.Named);
                break;
            case NodeKind.FragmentDefinition:
                _types.Push(Output(((FragmentDefinitionNode)node).TypeCondition));
                break;
            case NodeKind.VariableDefinition:
                PushInput(schema.FindType(((VariableDefinitionNode)node).Type), hasDefault: false);
                break;
            case NodeKind.Argument:
                Argument = FindArgument(((ArgumentNode)node).Name.Value);
                PushInput(Argument?.Type, Argument?.Default is not null);
                break;
            case NodeKind.ListValue:
                PushInput((Input?.Nullable as ListType)?.Of, hasDefault: false);
                break;
            case NodeKind.ObjectField:
                var inputField = (Input?.Named as InputObjectType)?.FindField(((ObjectFieldNode)node).Name.Value);
                PushInput(inputField?.Type, inputField?.Default is not null);
                break;
            case NodeKind.EnumValue:
                EnumValue = (Input?.Named as EnumType)?.FindValue(((EnumValueNode)node).Value);
                break;
        }
    }

    internal void Leave(Node node)
    {
        switch (node.Kind)
        {
            case NodeKind.SelectionSet:
                _parents.Pop();
                break;
            case NodeKind.Field:
                _fields.Pop();
                _types.Pop();
                break;
            case NodeKind.Directive:
                Directive = null;
                break;
            case NodeKind.OperationDefinition or NodeKind.InlineFragment or NodeKind.FragmentDefinition:
                _types.Pop();
                break;
            case NodeKind.Argument:
                Argument = null;
                _inputs.RemoveAt(_inputs.Count - 1);
                break;
            case NodeKind.VariableDefinition or NodeKind.ListValue or NodeKind.ObjectField:
                _inputs.RemoveAt(_inputs.Count - 1);
                break;
            case NodeKind.EnumValue:
                EnumValue = null;
                break;
        }
    }

    private InputValue? FindArgument(string name) => Directive is null
        ? Field?.FindArgument(name)
        : Directive.Arguments.FirstOrDefault(argument => argument.Name == name);

    private GraphQLType? Output(NamedTypeNode condition) => schema.FindType(condition) is { IsOutput: true } type ? type : null;

    private void PushInput(GraphQLType? type, bool hasDefault) => _inputs.Add((type is { IsInput: true } ? type : null, hasDefault));

    private static T? Top<T>(Stack<T> stack) => stack.TryPeek(out var top) ? top : default;
}
