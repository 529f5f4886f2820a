using FormsHub.GraphQL.Language;
using FormsHub.GraphQL.Types;

namespace FormsHub.GraphQL.Validation.Rules;

/// <summary>
/// Only a list is delivered item by item. For schemas that define <c>@stream</c>, as <see cref="DeferStreamDirectiveOnRootField"/>.
/// </summary>
public sealed class StreamDirectiveOnListField : ValidationRule
{
    public override void Check(ValidationContext context) => context.Enter<DirectiveNode>(directive =>
    {
        if (directive.Name.Value is "stream" && context.Types is { Parent: { } parent, Field: { } field } && field.Type.Nullable is not ListType)
            context.Report($"Directive \"@stream\" cannot be used on non-list field \"{parent}.{field.Name}\".", directive);
    });
}
