using FormsHub.GraphQL.Language;
using FormsHub.GraphQL.Types;

namespace FormsHub.GraphQL.Validation;

/// <summary>
/// Whether a value as it is written is one of a type; each error goes to <paramref name="report"/> with the way to it, names of fields and
/// indexes of items. See https://spec.graphql.org/September2025/#sec-Values-of-Correct-Type
/// </summary>
internal sealed class LiteralCheck(bool hideSuggestions, Action<GraphQLError, IReadOnlyList<object>> report)
{
    /// <summary>A hundred errors may each show the whole of a value that the caller made as large as it could.</summary>
    private const int MostShown = 10_000;

    private readonly List<object> _path = [];
    private (ValueNode? Value, string Text) _shown;

    // A variable's value is not known yet: that it fits is the matter of VariablesInAllowedPosition.
    public void Check(ValueNode value, GraphQLType type)
    {
        if (value is VariableNode) return;
        if (value is NullValueNode)
        {
            if (type is NonNullType) Report($"Expected value of non-null type \"{type}\" not to be null.", value);
            return;
        }

        switch (type.Nullable)
        {
            case ListType list when value is ListValueNode { Values: var items }:
                for (var at = 0; at < items.Count; at++) CheckWithin(at, items[at], list.Of);
                break;
            case ListType list: Check(value, list.Of); break;
            case InputObjectType input when value is ObjectValueNode fields: CheckFields(fields, input); break;
            case InputObjectType input: Report($"Expected value of type \"{input}\" to be an object, found: {Shown(value)}.", value); break;
            case EnumType names: CheckName(value, names); break;
            case ScalarType scalar: CheckScalar(value, scalar); break;
        }
    }

    private void CheckWithin(object step, ValueNode value, GraphQLType type)
    {
        _path.Add(step);
        Check(value, type);
        _path.RemoveAt(_path.Count - 1);
    }

    private void CheckFields(ObjectValueNode value, InputObjectType type)
    {
        var given = new Dictionary<string, ObjectFieldNode>();
        foreach (var field in value.Fields) given[field.Name.Value] = field;

        foreach (var field in type.Fields)
        {
            if (given.TryGetValue(field.Name, out var written)) CheckWithin(field.Name, written.Value, field.Type);
            else if (field.IsRequired)
                Report($"Expected value of type \"{type}\" to include required field \"{field.Name}\", found: {Shown(value)}.", value);
        }

        List<ObjectFieldNode> known = [];
        foreach (var field in value.Fields)
        {
            if (type.FindField(field.Name.Value) is not null)
            {
                known.Add(field);
                continue;
            }
            var suggestion = DidYouMean(field.Name.Value, type.Fields.Select(each => each.Name));
            var found = suggestion is "" ? ", found" : $".{suggestion} Found";
            Report($"Expected value of type \"{type}\" not to include unknown field \"{field.Name}\"{found}: {Shown(value)}.", field);
        }

        if (!type.IsOneOf || known is [{ Value: not NullValueNode }]) return;
        if (known is [var single]) _path.Add(single.Name.Value);
        Report($"Within OneOf Input Object type \"{type}\", exactly one field must be specified, and the value for that field must be non-null.", value);
        if (known is [_]) _path.RemoveAt(_path.Count - 1);
    }

    private void CheckName(ValueNode value, EnumType type)
    {
        if (value is EnumValueNode { Value: var name } && type.FindValue(name) is not null) return;

        var written = Printer.Print(WithoutVariables(value));
        var suggestion = DidYouMean(written, type.Values.Select(each => each.Name), "the enum value");
        Report(
            value is EnumValueNode
                ? $"Value \"{written}\" does not exist in \"{type}\" enum.{suggestion}"
                : $"Enum \"{type}\" cannot represent non-enum value: {written}.{suggestion}",
            value);
    }

    private void CheckScalar(ValueNode value, ScalarType type)
    {
        try
        {
            type.ReadLiteral(WithoutVariables(value), variables: null);
        }
        catch (GraphQLException refused)
        {
            report(refused.Error.Locations.Count is 0 ? GraphQLError.At(refused.Message, value) with { Extensions = refused.Error.Extensions } : refused.Error, _path);
        }
    }

    private void Report(string message, Node node) => report(GraphQLError.At(message, node), _path);

    private string Shown(ValueNode value)
    {
        if (_shown.Value == value) return _shown.Text;
        var text = Printer.Print(value);
        _shown = (value, text.Length > MostShown ? text[..MostShown] + "..." : text);
        return _shown.Text;
    }

    private string DidYouMean(string written, IEnumerable<string> names, string? kind = null) =>
        hideSuggestions ? "" : Suggestions.DidYouMean(Suggestions.Near(written, names), kind);

    // As if no variable had a value: fields are left out, items are null.
    private static ValueNode WithoutVariables(ValueNode value) => value switch
    {
        VariableNode => new NullValueNode(value.Span),
        ListValueNode list => new ListValueNode(value.Span, [.. list.Values.Select(WithoutVariables)]),
        ObjectValueNode fields => new ObjectValueNode(value.Span,
        [
            .. fields.Fields.Where(field => field.Value is not VariableNode).Select(field => new ObjectFieldNode(field.Span, field.Name, WithoutVariables(field.Value))),
        ]),
        _ => value,
    };
}
