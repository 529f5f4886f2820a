using FormsHub.GraphQL.Language;
using FormsHub.GraphQL.Types;

namespace FormsHub.GraphQL.Validation.Rules;

/// <summary>Every value that is written fits where it stands. See https://spec.graphql.org/September2025/#sec-Values-of-Correct-Type</summary>
public sealed class ValuesOfCorrectType : ValidationRule
{
    public override void Check(ValidationContext context)
    {
        context.EnterOrSkip<ValueNode>(value =>
        {
            if (value is VariableNode) return true;
            var type = value is ListValueNode ? context.Types.ParentInput : context.Types.Input;
            if (type is not null) Check(context, value, type);
            return false;
        });
    }

    // A variable's value is not known yet: that it fits is the matter of VariablesInAllowedPosition.
    private static void Check(ValidationContext context, ValueNode value, GraphQLType type)
    {
        if (value is VariableNode) return;
        if (value is NullValueNode)
        {
            if (type is NonNullType) context.Report($"Expected value of non-null type \"{type}\" not to be null.", value);
            return;
        }

        switch (type.Nullable)
        {
            case ListType list when value is ListValueNode { Values: var items }:
                foreach (var item in items) Check(context, item, list.Of);
                break;
            case ListType list: Check(context, value, list.Of); break;
            case InputObjectType input when value is ObjectValueNode fields: CheckFields(context, fields, input); break;
            case InputObjectType input: context.Report($"Expected value of type \"{input}\" to be an object, found: {Printer.Print(value)}.", value); break;
            case EnumType names: CheckName(context, value, names); break;
            case ScalarType scalar: CheckScalar(context, value, scalar); break;
        }
    }

    private static void CheckFields(ValidationContext context, ObjectValueNode value, InputObjectType type)
    {
        var given = new Dictionary<string, ObjectFieldNode>();
        foreach (var field in value.Fields) given[field.Name.Value] = field;

        foreach (var field in type.Fields)
        {
            if (given.TryGetValue(field.Name, out var written)) Check(context, written.Value, field.Type);
            else if (field.IsRequired)
                context.Report($"Expected value of type \"{type}\" to include required field \"{field.Name}\", found: {Printer.Print(value)}.", value);
        }

        List<ObjectFieldNode> known = [];
        foreach (var field in value.Fields)
        {
            if (type.FindField(field.Name.Value) is not null)
            {
                known.Add(field);
                continue;
            }
            var suggestion = context.DidYouMean(field.Name.Value, type.Fields.Select(each => each.Name));
            var found = suggestion is "" ? ", found" : $".{suggestion} Found";
            context.Report($"Expected value of type \"{type}\" not to include unknown field \"{field.Name}\"{found}: {Printer.Print(value)}.", field);
        }

        if (type.IsOneOf && known is not [{ Value: not NullValueNode }])
            context.Report($"Within OneOf Input Object type \"{type}\", exactly one field must be specified, and the value for that field must be non-null.", value);
    }

    private static void CheckName(ValidationContext context, ValueNode value, EnumType type)
    {
        if (value is EnumValueNode { Value: var name } && type.FindValue(name) is not null) return;

        var written = Printer.Print(WithoutVariables(value));
        var suggestion = context.HideSuggestions
            ? ""
            : Suggestions.DidYouMean(Suggestions.Near(written, type.Values.Select(each => each.Name)), "the enum value");
        context.Report(
            value is EnumValueNode
                ? $"Value \"{written}\" does not exist in \"{type}\" enum.{suggestion}"
                : $"Enum \"{type}\" cannot represent non-enum value: {written}.{suggestion}",
            value);
    }

    private static void CheckScalar(ValidationContext context, ValueNode value, ScalarType type)
    {
        try
        {
            type.ReadLiteral(WithoutVariables(value), variables: null);
        }
        catch (GraphQLException refused)
        {
            context.Report(refused.Error.Locations.Count is 0 ? GraphQLError.At(refused.Message, value) with { Extensions = refused.Error.Extensions } : refused.Error);
        }
    }

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
