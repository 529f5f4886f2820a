namespace FormsHub.GraphQL.Language;

/// <summary>
/// Goes through a tree, each node before and after its children, the children in the order of the reference implementation (a directive's
/// arguments after its name, a field's selections last). Override <see cref="Enter"/> and <see cref="Leave"/>, switching on
/// <see cref="Node.Kind"/>; a document holds no more levels than its parser let in, so the stack suffices.
/// </summary>
public abstract class SyntaxVisitor
{
    /// <summary>Before the children; false: neither they nor <see cref="Leave"/> follow.</summary>
    protected virtual bool Enter(Node node) => true;

    /// <summary>After the children.</summary>
    protected virtual void Leave(Node node)
    {
    }

    public void Visit(Node? node)
    {
        if (node is null || !Enter(node)) return;
        VisitChildren(node);
        Leave(node);
    }

    /// <summary>The children alone, for a visitor that goes its own way through a kind of node.</summary>
    protected void VisitChildren(Node node)
    {
        switch (node)
        {
            case NameNode or IntValueNode or FloatValueNode or StringValueNode or BooleanValueNode or NullValueNode or EnumValueNode: break;
            case FieldNode field:
                Visit(field.Alias);
                Visit(field.Name);
                VisitAll(field.Arguments);
                VisitAll(field.Directives);
                Visit(field.SelectionSet);
                break;
            case SelectionSetNode set: VisitAll(set.Selections); break;
            case ArgumentNode argument: Visit(argument.Name); Visit(argument.Value); break;
            case VariableNode variable: Visit(variable.Name); break;
            case DirectiveNode directive: Visit(directive.Name); VisitAll(directive.Arguments); break;
            case FragmentSpreadNode spread: Visit(spread.Name); VisitAll(spread.Directives); break;
            case InlineFragmentNode fragment: Visit(fragment.TypeCondition); VisitAll(fragment.Directives); Visit(fragment.SelectionSet); break;
            case ListValueNode list: VisitAll(list.Values); break;
            case ObjectValueNode value: VisitAll(value.Fields); break;
            case ObjectFieldNode field: Visit(field.Name); Visit(field.Value); break;
            case NamedTypeNode type: Visit(type.Name); break;
            case ListTypeNode type: Visit(type.Type); break;
            case NonNullTypeNode type: Visit(type.Type); break;
            case DocumentNode document: VisitAll(document.Definitions); break;
            case OperationDefinitionNode operation:
                Visit(operation.Description);
                Visit(operation.Name);
                VisitAll(operation.Variables);
                VisitAll(operation.Directives);
                Visit(operation.SelectionSet);
                break;
            case FragmentDefinitionNode fragment:
                Visit(fragment.Description);
                Visit(fragment.Name);
                VisitAll(fragment.Variables);
                Visit(fragment.TypeCondition);
                VisitAll(fragment.Directives);
                Visit(fragment.SelectionSet);
                break;
            case VariableDefinitionNode variable:
                Visit(variable.Description);
                Visit(variable.Variable);
                Visit(variable.Type);
                Visit(variable.DefaultValue);
                VisitAll(variable.Directives);
                break;
            default: VisitTypeSystemChildren(node); break;
        }
    }

    private void VisitTypeSystemChildren(Node node)
    {
        switch (node)
        {
            case SchemaDefinitionNode schema: Visit(schema.Description); VisitAll(schema.Directives); VisitAll(schema.OperationTypes); break;
            case SchemaExtensionNode schema: VisitAll(schema.Directives); VisitAll(schema.OperationTypes); break;
            case OperationTypeDefinitionNode operation: Visit(operation.Type); break;
            case FieldDefinitionNode field:
                Visit(field.Description);
                Visit(field.Name);
                VisitAll(field.Arguments);
                Visit(field.Type);
                VisitAll(field.Directives);
                break;
            case InputValueDefinitionNode value:
                Visit(value.Description);
                Visit(value.Name);
                Visit(value.Type);
                Visit(value.DefaultValue);
                VisitAll(value.Directives);
                break;
            case EnumValueDefinitionNode value: Visit(value.Description); Visit(value.Name); VisitAll(value.Directives); break;
            case DirectiveDefinitionNode directive:
                Visit(directive.Description);
                Visit(directive.Name);
                VisitAll(directive.Arguments);
                VisitAll(directive.Locations);
                break;
            case TypeDefinitionNode type:
                Visit(type.Description);
                Visit(type.Name);
                VisitMembers(type, type.Directives);
                break;
            case TypeExtensionNode type:
                Visit(type.Name);
                VisitMembers(type, type.Directives);
                break;
            default: throw new NotSupportedException($"No children are known of {node.Kind}.");
        }
    }

    private void VisitMembers(DefinitionNode type, IReadOnlyList<DirectiveNode> directives)
    {
        switch (type)
        {
            case ScalarTypeDefinitionNode or ScalarTypeExtensionNode: VisitAll(directives); break;
            case ObjectTypeDefinitionNode of: VisitAll(of.Interfaces); VisitAll(directives); VisitAll(of.Fields); break;
            case ObjectTypeExtensionNode of: VisitAll(of.Interfaces); VisitAll(directives); VisitAll(of.Fields); break;
            case InterfaceTypeDefinitionNode of: VisitAll(of.Interfaces); VisitAll(directives); VisitAll(of.Fields); break;
            case InterfaceTypeExtensionNode of: VisitAll(of.Interfaces); VisitAll(directives); VisitAll(of.Fields); break;
            case UnionTypeDefinitionNode of: VisitAll(directives); VisitAll(of.Types); break;
            case UnionTypeExtensionNode of: VisitAll(directives); VisitAll(of.Types); break;
            case EnumTypeDefinitionNode of: VisitAll(directives); VisitAll(of.Values); break;
            case EnumTypeExtensionNode of: VisitAll(directives); VisitAll(of.Values); break;
            case InputObjectTypeDefinitionNode of: VisitAll(directives); VisitAll(of.Fields); break;
            case InputObjectTypeExtensionNode of: VisitAll(directives); VisitAll(of.Fields); break;
            default: throw new NotSupportedException($"No children are known of {type.Kind}.");
        }
    }

    private void VisitAll<T>(IReadOnlyList<T> nodes) where T : Node
    {
        for (var index = 0; index < nodes.Count; index++) Visit(nodes[index]);
    }
}
