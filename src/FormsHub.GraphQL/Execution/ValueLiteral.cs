using FormsHub.GraphQL.Language;
using FormsHub.GraphQL.Types;

namespace FormsHub.GraphQL.Execution;

/// <summary>A value of JSON as it would be written in a document.</summary>
internal static class ValueLiteral
{
    public static ValueNode Of(object? value, GraphQLType? type, Span span) => value switch
    {
        null => new NullValueNode(span),
        bool flag => new BooleanValueNode(span, flag),
        string name when type?.Nullable is EnumType names && names.FindValue(name) is not null => new EnumValueNode(span, name),
        string text => new StringValueNode(span, text, isBlock: false),
        IReadOnlyList<object?> items => new ListValueNode(span, [.. items.Select(item => Of(item, (type?.Nullable as ListType)?.Of, span))]),
        IReadOnlyDictionary<string, object?> fields => new ObjectValueNode(span,
        [
            .. fields.Select(field => new ObjectFieldNode(
                span, new NameNode(span, field.Key), Of(field.Value, (type?.Nullable as InputObjectType)?.FindField(field.Key)?.Type, span))),
        ]),
        _ => Number(ValueText.Of(value), span),
    };

    private static ValueNode Number(string digits, Span span) => digits.AsSpan().ContainsAny('.', 'e', 'E') ? new FloatValueNode(span, digits) : new IntValueNode(span, digits);
}
