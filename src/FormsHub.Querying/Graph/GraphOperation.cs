using FormsHub.GraphQL.Language;
using FormsHub.GraphQL.Types;

namespace FormsHub.Querying.Graph;

/// <summary>An operation that is being answered: its document, and its variables.</summary>
internal sealed class GraphOperation(Schema schema, DocumentNode document, IReadOnlyDictionary<string, object?> variables)
{
    private readonly Dictionary<string, FragmentDefinitionNode> _fragments = document.Definitions.OfType<FragmentDefinitionNode>().ToDictionary(fragment => fragment.Name.Value);

    public IReadOnlyDictionary<string, object?> Arguments(Field field, FieldNode node)
    {
        var found = new Dictionary<string, object?>();
        foreach (var argument in field.Arguments)
        {
            if (node.Arguments.FirstOrDefault(each => each.Name.Value == argument.Name) is { } given)
            {
                if (given.Value is VariableNode variable && !variables.ContainsKey(variable.Name.Value)) continue;
                found[argument.Name] = Value(given.Value, argument.Type);
            }
        }
        return found;
    }

    private object? Value(ValueNode node, GraphQLType type) => (node, type.Nullable) switch
    {
        (VariableNode variable, _) => variables.GetValueOrDefault(variable.Name.Value),
        (NullValueNode, _) => null,
        (ListValueNode list, ListType of) => list.Values.Select(each => Value(each, of.Of)).ToList(),
        (_, ListType of) => new List<object?> { Value(node, of.Of) },
        (ObjectValueNode value, InputObjectType of) => value.Fields.ToDictionary(each => each.Name.Value, each => Value(each.Value, of.FindField(each.Name.Value)!.Type)),
        (EnumValueNode value, EnumType of) => of.FindValue(value.Value)!.Value,
        (_, ScalarType scalar) => scalar.ParseValue(node switch
        {
            IntValueNode number => long.Parse(number.Value, System.Globalization.CultureInfo.InvariantCulture),
            FloatValueNode number => decimal.Parse(number.Value, System.Globalization.CultureInfo.InvariantCulture),
            StringValueNode text => text.Value,
            BooleanValueNode flag => flag.Value,
            _ => null,
        }),
        _ => null,
    };

    public IReadOnlyList<Selected> Collect(ObjectType type, IReadOnlyList<SelectionSetNode> sets, GraphStatement statement, Selected? parent)
    {
        var groups = new List<(string Key, List<FieldNode> Nodes)>();
        foreach (var set in sets) Collect(type, set, groups);
        return [.. groups.Select(group => new Selected(this, statement, parent, schema.FindField(type, group.Nodes[0].Name.Value)!, group.Nodes))];
    }

    private void Collect(ObjectType type, SelectionSetNode set, List<(string Key, List<FieldNode> Nodes)> groups)
    {
        foreach (var selection in set.Selections)
        {
            switch (selection)
            {
                case FieldNode field:
                    if (groups.Find(each => each.Key == field.ResponseKey).Nodes is { } nodes) nodes.Add(field);
                    else groups.Add((field.ResponseKey, [field]));
                    break;
                case InlineFragmentNode inline when inline.TypeCondition is null || inline.TypeCondition.Name.Value == type.Name || type.Interfaces.Any(each => each.Name == inline.TypeCondition.Name.Value):
                    Collect(type, inline.SelectionSet, groups);
                    break;
                case FragmentSpreadNode spread when _fragments.TryGetValue(spread.Name.Value, out var fragment) && (fragment.TypeCondition.Name.Value == type.Name || type.Interfaces.Any(each => each.Name == fragment.TypeCondition.Name.Value)):
                    Collect(type, fragment.SelectionSet, groups);
                    break;
            }
        }
    }
}
