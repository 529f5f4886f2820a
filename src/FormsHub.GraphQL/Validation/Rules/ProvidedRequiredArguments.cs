using FormsHub.GraphQL.Language;

namespace FormsHub.GraphQL.Validation.Rules;

/// <summary>
/// Every argument that is non-null and has no default is given. See https://spec.graphql.org/September2025/#sec-Required-Arguments
/// </summary>
public sealed class ProvidedRequiredArguments : ValidationRule
{
    public override void Check(ValidationContext context)
    {
        ProvidedRequiredArgumentsOnDirectives.CheckDirectives(context);
        context.Leave<FieldNode>(node =>
        {
            if (context.Types.Field is not { } field) return;
            foreach (var argument in field.Arguments)
            {
                if (!argument.IsRequired || node.Arguments.Any(given => given.Name.Value == argument.Name)) continue;
                context.Report($"Argument \"{context.Types.FieldCoordinate}({argument.Name}:)\" of type \"{argument.Type}\" is required, but it was not provided.", node);
            }
        });
    }
}
