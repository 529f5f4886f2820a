using FormsHub.GraphQL.Language;

namespace FormsHub.GraphQL.Validation.Rules;

/// <summary>
/// A document that is executed holds operations and fragments, no definitions of types.
/// See https://spec.graphql.org/September2025/#sec-Executable-Definitions
/// </summary>
public sealed class ExecutableDefinitions : ValidationRule
{
    public override void Check(ValidationContext context) => context.EnterOrSkip<DocumentNode>(document =>
    {
        foreach (var definition in document.Definitions)
        {
            if (definition is ExecutableDefinitionNode) continue;
            var name = definition switch
            {
                TypeDefinitionNode type => $"\"{type.Name}\"",
                TypeExtensionNode type => $"\"{type.Name}\"",
                DirectiveDefinitionNode directive => $"\"{directive.Name}\"",
                _ => "schema",
            };
            context.Report($"The {name} definition is not executable.", definition);
        }
        return false;
    });
}
