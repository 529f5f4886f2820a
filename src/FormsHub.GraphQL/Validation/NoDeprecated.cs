using FormsHub.GraphQL.Language;
using FormsHub.GraphQL.Types;

namespace FormsHub.GraphQL.Validation;

/// <summary>
/// Reports what a document uses that is marked <c>@deprecated</c>: it works, and will not for ever. No rule of the specification; it is asked
/// for beside them.
/// </summary>
public sealed class NoDeprecated : ValidationRule
{
    public override string Name => "NoDeprecatedCustom";

    public override void Check(ValidationContext context)
    {
        context.Enter<FieldNode>(node =>
        {
            if (context.Types is { Field.DeprecationReason: { } reason }) context.Report($"The field {context.Types.FieldCoordinate} is deprecated. {reason}", node);
        });
        context.Enter<ArgumentNode>(node =>
        {
            if (context.Types.Argument is not { DeprecationReason: { } reason } argument) return;
            var on = context.Types.Directive is { } directive ? $"Directive \"@{directive.Name}\"" : $"Field \"{context.Types.FieldCoordinate}\"";
            context.Report($"{on} argument \"{argument.Name}\" is deprecated. {reason}", node);
        });
        context.Enter<ObjectFieldNode>(node =>
        {
            if (context.Types.ParentInput?.Named is InputObjectType input && input.FindField(node.Name.Value) is { DeprecationReason: { } reason } field)
                context.Report($"The input field {input.Name}.{field.Name} is deprecated. {reason}", node);
        });
        context.Enter<EnumValueNode>(node =>
        {
            if (context.Types.EnumValue is { DeprecationReason: { } reason } value)
                context.Report($"The enum value \"{context.Types.Input?.Named}.{value.Name}\" is deprecated. {reason}", node);
        });
    }
}
