using FormsHub.GraphQL.Language;
using FormsHub.GraphQL.Types;

namespace FormsHub.GraphQL.Validation.Rules;

/// <summary>
/// No two directives have the same name; a schema of its own may define the built-in ones. See https://spec.graphql.org/September2025/#sec-Type-System.Directives
/// </summary>
public sealed class UniqueDirectiveNames : ValidationRule
{
    public override void Check(ValidationContext context)
    {
        var extended = context.Schema == Schema.Empty ? null : context.Schema;
        var known = new Dictionary<string, NameNode>();

        context.Enter<DirectiveDefinitionNode>(directive =>
        {
            var name = directive.Name.Value;
            if (extended?.FindDirective(name) is not null)
                context.Report($"Directive \"@{name}\" already exists in the schema. It cannot be redefined.", directive.Name);
            else if (!known.TryAdd(name, directive.Name))
                context.Report($"There can be only one directive named \"@{name}\".", known[name], directive.Name);
        });
    }
}
