using FormsHub.GraphQL.Language;

namespace FormsHub.GraphQL.Validation.Rules;

/// <summary>
/// Every argument of a directive is one that it takes: the part of <see cref="KnownArgumentNames"/> that holds in schemas too. See
/// https://spec.graphql.org/September2025/#sec-Argument-Names
/// </summary>
public sealed class KnownArgumentNamesOnDirectives : ValidationRule
{
    public override void Check(ValidationContext context) => CheckDirectives(context);

    internal static void CheckDirectives(ValidationContext context)
    {
        var known = context.Schema.Directives.ToDictionary(directive => directive.Name, directive => directive.Arguments.Select(argument => argument.Name).ToList());
        foreach (var definition in context.Document.Definitions.OfType<DirectiveDefinitionNode>())
            known[definition.Name.Value] = [.. definition.Arguments.Select(argument => argument.Name.Value)];

        context.EnterOrSkip<DirectiveNode>(directive =>
        {
            if (!known.TryGetValue(directive.Name.Value, out var names)) return false;
            foreach (var argument in directive.Arguments)
            {
                if (!names.Contains(argument.Name.Value))
                    context.Report($"Unknown argument \"{argument.Name}\" on directive \"@{directive.Name}\".{context.DidYouMean(argument.Name.Value, names)}", argument);
            }
            return false;
        });
    }
}
