using FormsHub.GraphQL.Language;

namespace FormsHub.GraphQL.Validation.Rules;

/// <summary>
/// Every argument that a directive requires is given: the part of <see cref="ProvidedRequiredArguments"/> that holds in schemas too. See
/// https://spec.graphql.org/September2025/#sec-Required-Arguments
/// </summary>
public sealed class ProvidedRequiredArgumentsOnDirectives : ValidationRule
{
    public override void Check(ValidationContext context) => CheckDirectives(context);

    internal static void CheckDirectives(ValidationContext context)
    {
        var required = context.Schema.Directives.ToDictionary(
            directive => directive.Name,
            directive => directive.Arguments.Where(argument => argument.IsRequired).Select(argument => (argument.Name, Type: argument.Type.ToString()!)).ToList());
        foreach (var definition in context.Document.Definitions.OfType<DirectiveDefinitionNode>()) required[definition.Name.Value] = RequiredBy(definition);

        context.Leave<DirectiveNode>(directive =>
        {
            foreach (var (name, type) in required.GetValueOrDefault(directive.Name.Value) ?? [])
            {
                if (!directive.Arguments.Any(given => given.Name.Value == name))
                    context.Report($"Argument \"@{directive.Name}({name}:)\" of type \"{type}\" is required, but it was not provided.", directive);
            }
        });
    }

    private static List<(string Name, string Type)> RequiredBy(DirectiveDefinitionNode definition) =>
    [
        .. definition.Arguments
            .Where(argument => argument is { Type: NonNullTypeNode, DefaultValue: null })
            .Select(argument => (argument.Name.Value, Printer.Print(argument.Type)))
            .DistinctBy(argument => argument.Value),
    ];
}
